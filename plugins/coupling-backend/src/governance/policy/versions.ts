/** Which version of the policy counts when. Functions of the versions and the time, nothing else. */
import { dayOf } from '../../day';
import type { Entry } from '../journal';
import type { PolicyVersion, PolicyVersionState } from './types';

/** The one stream of the journal that versions lie in. */
export const POLICY_STREAM = 'policy:platform';

export function toVersion({
  id,
  position,
  at,
  by,
  body,
}: Entry): PolicyVersion {
  const { overrides, comment, countsFrom } = body as unknown as Pick<
    PolicyVersion,
    'overrides' | 'comment' | 'countsFrom'
  >;
  return { version: position, id, overrides, comment, countsFrom, at, by };
}

/**
 * The newest version that counts by then; undefined while only app-config does. Who sets a version knows those before it, so a newer
 * one takes the place of all before it, also of those that were announced for later.
 *
 * @param versions - in their order
 * @param at - ISO 8601
 */
export function countingAt(
  versions: readonly PolicyVersion[],
  at: string,
): PolicyVersion | undefined {
  return [...versions]
    .reverse()
    .find(({ countsFrom }) => countsFrom <= dayOf(at));
}

/** What has become of a version by then. */
export function stateOf(
  version: PolicyVersion,
  versions: readonly PolicyVersion[],
  at: string,
): PolicyVersionState {
  if (countingAt(versions, at) === version) return 'counts';
  // It never counts when a newer one that counts as early was set before its day came.
  const isReplaced = versions.some(
    newer =>
      newer.version > version.version &&
      newer.countsFrom <= version.countsFrom &&
      dayOf(newer.at) < version.countsFrom,
  );
  if (isReplaced) return 'replaced';
  return version.countsFrom > dayOf(at) ? 'announced' : 'past';
}

/** The version that gave a key the value it has in the last of these: the first of those in a row that say the same. */
export function originOf(
  versions: readonly PolicyVersion[],
  path: readonly string[],
): PolicyVersion | undefined {
  const said = ({ overrides }: PolicyVersion) =>
    JSON.stringify(valueAt(overrides, path));
  let origin = versions[versions.length - 1];
  for (const version of [...versions].reverse()) {
    if (said(version) !== said(origin)) break;
    origin = version;
  }
  return origin;
}

/** What stands at a path; undefined when nothing does. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (below, key) =>
      typeof below === 'object' && below !== null && Object.hasOwn(below, key)
        ? (below as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
