/**
 * What entities were seen to be built with: packages by the entities that have them, from observations of `artifact`. A package
 * that several have is one thing that a change reaches all of them through, most of all where they have the same version of it.
 *
 * A package is an entity of the catalog when exactly one library or image there bears its name. Cost: O(artifacts).
 */
import type { EvidenceIndex } from '../evidence';
import { packageOf, type Package } from '../evidence/packageOf';
import { inertByType } from '../model/inert';
import { positionsByRef } from '../model/positions';
import type { Model } from '../model/types';
import type { Policy } from '../policy/policy';
import type { Packages, SharedPackage } from './types';
import { DAY_MS } from '../model/time';
import { compareText } from '../model/text';

/** What was not seen for so long is taken to be gone. */
const FRESH_DAYS = 90;
/** How far back other versions count as changes of version. */
const LOOK_BACK_DAYS = 365;
/** Places in the lists of users in all: keeps an analysis within what can be stored. */
const MAX_USES = 500_000;

interface Use {
  at: string;
  version?: string;
  /** Whether another version was seen within the look-back. */
  bumped: boolean;
}

/** One package in all its versions. */
interface Seen {
  of: Omit<Package, 'version'>;
  uses: Map<number, Use>;
}

/**
 * Packages that at least two entities of the catalog are built with.
 *
 * @param now - milliseconds since 1970
 */
export function packagesOf(
  model: Model,
  policy: Policy,
  { observations }: EvidenceIndex,
  now: number,
): Packages {
  const position = positionsByRef(model);
  const entityOf = entitiesByName(model, policy);
  const since = daysBefore(now, LOOK_BACK_DAYS);
  const seen = new Map<string, Seen>();
  // Most purls are seen often: each is read once.
  const byPurl = new Map<string, { in: Seen; version?: string } | undefined>();
  for (const observation of observations) {
    if (observation.kind !== 'artifact') continue;
    const user = position.get(observation.entity);
    if (user === undefined || observation.at <= since) continue;
    const { purl, at } = observation;
    if (!byPurl.has(purl)) byPurl.set(purl, seenOf(seen, purl));
    const known = byPurl.get(purl);
    if (known) note(known.in.uses, user, at, known.version);
  }
  const fresh = daysBefore(now, FRESH_DAYS);
  const found = [...seen.values()].map(({ of, uses }) => {
    const entity = entityOf.get(of.name.toLowerCase());
    const users = [...uses]
      .filter(([user, { at }]) => user !== entity && at > fresh)
      .sort(([a], [b]) => a - b);
    return sharedPackage(of, entity, users);
  });
  const shared = found.filter(({ users }) => users.length > 1).sort(byWeight);
  const kept = within(shared);
  return {
    shared: kept,
    more: shared.length - kept.length,
    known: new Set(found.flatMap(({ users }) => users)).size,
  };
}

/** ISO 8601 in UTC, as all times of observations are: compared as text. */
function daysBefore(now: number, days: number): string {
  return new Date(now - days * DAY_MS).toISOString();
}

/** The package of a purl, among those seen by their key, and the version of it. */
function seenOf(
  seen: Map<string, Seen>,
  purl: string,
): { in: Seen; version?: string } | undefined {
  const of = packageOf(purl);
  if (!of) return undefined;
  const known = seen.get(of.key) ?? { of, uses: new Map<number, Use>() };
  seen.set(of.key, known);
  return { in: known, version: of.version };
}

/** Observations come by time: the last one says which version it is now; of one time, the version that sorts last. */
function note(
  uses: Map<number, Use>,
  user: number,
  at: string,
  version: string | undefined,
): void {
  const use = uses.get(user);
  if (!use) {
    uses.set(user, { at, version, bumped: false });
    return;
  }
  if (version !== undefined && use.version !== undefined) {
    use.bumped ||= version !== use.version;
  }
  if (at > use.at || (version ?? '') > (use.version ?? '')) {
    use.version = version;
  }
  use.at = at;
}

function sharedPackage(
  { key, name, isImage }: Seen['of'],
  entity: number | undefined,
  users: readonly [number, Use][],
): SharedPackage {
  const counts = new Map<string, number>();
  for (const [, { version }] of users) {
    if (version !== undefined)
      counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  const [common] =
    [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b))[0] ?? [];
  const positions = (holds: (use: Use) => boolean) =>
    users.flatMap(([user, use]) => (holds(use) ? [user] : []));
  return {
    package: key,
    name,
    isImage,
    ...(entity === undefined ? {} : { entity }),
    users: positions(() => true),
    sameVersion:
      common === undefined
        ? []
        : positions(({ version }) => version === common),
    bumped: positions(use => use.bumped),
  };
}

/** Libraries and images of the catalog by name, where the name is the name of one only. */
function entitiesByName(model: Model, policy: Policy): Map<string, number> {
  const isInert = inertByType(policy);
  const found = new Map<string, number>();
  const several = new Set<string>();
  model.entities.forEach((entity, at) => {
    if (!isInert(entity)) return;
    const name = entity.ref.slice(entity.ref.indexOf('/') + 1);
    if (found.has(name)) several.add(name);
    else found.set(name, at);
  });
  several.forEach(name => found.delete(name));
  return found;
}

function byWeight(a: SharedPackage, b: SharedPackage): number {
  return (
    Number(a.entity === undefined) - Number(b.entity === undefined) ||
    Number(b.isImage) - Number(a.isImage) ||
    b.users.length - a.users.length ||
    (a.package < b.package ? -1 : 1)
  );
}

function within(shared: readonly SharedPackage[]): SharedPackage[] {
  let uses = 0;
  const kept: SharedPackage[] = [];
  for (const one of shared) {
    uses += one.users.length;
    if (uses > MAX_USES) break;
    kept.push(one);
  }
  return kept;
}
