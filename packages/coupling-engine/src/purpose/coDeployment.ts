/**
 * Lock-step: entities that are deployed in the same windows of time more often than chance, as groups, with what in the graph
 * they take change from. Which pairs are, and what chance is held to be: coDeploymentPairs.ts.
 */
import type { EvidenceIndex } from '../evidence';
import { inertByType } from '../model/inert';
import { positionsByRef } from '../model/positions';
import type { Model } from '../model/types';
import type { Policy } from '../policy/policy';
import { significantPairs } from './coDeploymentPairs';
import { carriedBy } from './carried';
import { stratifiedTail } from './statistics';
import type { LockStep, LockStepPair, Packages } from './types';
import { append } from '../model/collect';

export { MIN_DEPLOYMENTS } from './coDeploymentPairs';

const NOTHING_KNOWN: Packages = { shared: [], more: 0, known: 0 };

/** Groups of entities in lock-step, the largest first. */
export function lockStepsOf(
  model: Model,
  policy: Policy,
  evidence: EvidenceIndex,
  packages: Packages = NOTHING_KNOWN,
): LockStep[] {
  const deployed = deploymentTimes(model, evidence);
  const pairs = significantPairs(deployed);
  return groupsOf(pairs)
    .map(group => withCause(model, policy, packages, group))
    .sort(
      (a, b) =>
        b.members.length - a.members.length || a.members[0] - b.members[0],
    );
}

/** A group with what its members take change from. That goes out with them, and is no partner of theirs. */
function withCause(
  model: Model,
  policy: Policy,
  packages: Packages,
  { members, pairs }: { members: number[]; pairs: LockStepPair[] },
): LockStep {
  const cause = sharedCause(model, policy, packages, members);
  const carried = carriedBy(packages, members, cause);
  const carries = carried && { carries: carried };
  if (cause === undefined) return { members, pairs, ...carries };
  const rest = pairs.filter(({ a, b }) => a !== cause && b !== cause);
  return rest.length === 0
    ? { members, pairs, cause, ...carries }
    : {
        members: members.filter(member => member !== cause),
        pairs: rest,
        cause,
        ...carries,
      };
}

/** Times of deployments by position, of entities with enough of them. */
function deploymentTimes(
  model: Model,
  { observations }: EvidenceIndex,
): Map<number, number[]> {
  const position = positionsByRef(model);
  const times = new Map<number, number[]>();
  for (const observation of observations) {
    if (observation.kind !== 'deployment') continue;
    const entity = position.get(observation.entity);
    if (entity === undefined) continue;
    append(times, entity, Date.parse(observation.at));
  }
  return times;
}

/** Connected parts of the graph of pairs. */
function groupsOf(
  pairs: readonly LockStepPair[],
): { members: number[]; pairs: LockStepPair[] }[] {
  const head = new Map<number, number>();
  const find = (entity: number): number => {
    let at = entity;
    while (head.has(at) && head.get(at) !== at) at = head.get(at)!;
    return at;
  };
  for (const { a, b } of pairs) {
    const [x, y] = [find(a), find(b)];
    head.set(Math.max(x, y), Math.min(x, y));
    head.set(Math.min(x, y), Math.min(x, y));
  }
  const groups = new Map<number, LockStepPair[]>();
  for (const pair of pairs) {
    const top = find(pair.a);
    append(groups, top, pair);
  }
  return [...groups.values()].map(within => ({
    members: [...new Set(within.flatMap(({ a, b }) => [a, b]))].sort(
      (a, b) => a - b,
    ),
    pairs: within,
  }));
}

/**
 * What an entity takes change from: its stated channels, what it needs that is inert at run time, and what of the catalog it was
 * seen to be built with.
 */
function changesFrom(
  model: Model,
  policy: Policy,
  { shared }: Packages,
): (entity: number) => number[] {
  const position = positionsByRef(model);
  const isInert = inertByType(policy);
  const needs = new Map<number, number[]>();
  const { from, to, count } = model.couplings;
  for (let row = 0; row < count; row++) {
    if (!isInert(model.entities[to[row]])) continue;
    append(needs, from[row], to[row]);
  }
  for (const { entity, users } of shared) {
    if (entity === undefined) continue;
    for (const user of users) append(needs, user, entity);
  }
  return entity => {
    const channels = (model.entities[entity].facts.changeChannel ?? []).flatMap(
      channel => position.get(channel) ?? [],
    );
    return [...new Set([...channels, ...(needs.get(entity) ?? [])])];
  };
}

/**
 * The library or channel that more than half of them take change from; of several the one of which chance explains least that so many
 * of them do, given how many do in all.
 */
function sharedCause(
  model: Model,
  policy: Policy,
  packages: Packages,
  members: readonly number[],
): number | undefined {
  const sources = changesFrom(model, policy, packages);
  const users = new Map<number, number>();
  model.entities.forEach((_, entity) =>
    sources(entity).forEach(source =>
      users.set(source, (users.get(source) ?? 0) + 1),
    ),
  );
  const inside = new Map<number, number>();
  for (const member of members) {
    for (const source of sources(member))
      inside.set(source, (inside.get(source) ?? 0) + 1);
  }
  const b = members.length;
  const windows = model.entities.length;
  return [...inside]
    .filter(([, n]) => 2 * n > members.length)
    .map(([source, n]) => ({
      source,
      n,
      p: stratifiedTail([{ windows, a: users.get(source)!, b }], n),
    }))
    .sort((x, y) => x.p - y.p || y.n - x.n || x.source - y.source)[0]?.source;
}
