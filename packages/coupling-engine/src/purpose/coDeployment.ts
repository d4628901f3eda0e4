/**
 * Lock-step: entities that are deployed in the same windows of time more often than chance. For each pair the exact
 * hypergeometric tail over the windows in which anything at all was deployed (so that nights and weekends, when nobody
 * deploys, make nothing look related), and Benjamini-Hochberg over all pairs. A window's edge would part what belongs together,
 * so windows are laid twice, half a window apart, and the better of the two counts at twice its p.
 *
 * Beside significance a pair has to share at least half of the deployments of the one that is deployed less often: rush hours
 * make weak relations significant, and a weak relation is no lock-step. Cost: for each window the square of what was deployed
 * in it, of which at most {@link MAX_A_WINDOW}.
 */
import type { EvidenceIndex } from '../evidence';
import type { Model } from '../model/types';
import type { Policy } from '../policy';
import { discoveryThreshold, hypergeometricTail } from './statistics';
import type { LockStep, LockStepPair } from './types';

const WINDOW_MS = 60 * 60_000;
/** Fewer deployments of one entity say nothing. */
export const MIN_DEPLOYMENTS = 10;
const MIN_SHARED = 5;
const MIN_SHARED_SHARE = 0.5;
/** Expected share of false pairs among those reported. */
export const FALSE_DISCOVERY_RATE = 0.01;
/** More entities than this in one window are a rollout to the whole fleet; pairs among the rest of them are not counted there. */
const MAX_A_WINDOW = 500;

/** Groups of entities in lock-step, the largest first. */
export function lockStepsOf(
  model: Model,
  policy: Policy,
  evidence: EvidenceIndex,
): LockStep[] {
  const deployed = deploymentTimes(model, evidence);
  const pairs = significantPairs(deployed);
  return groupsOf(pairs)
    .map(group => withCause(model, policy, group))
    .sort(
      (a, b) =>
        b.members.length - a.members.length || a.members[0] - b.members[0],
    );
}

/** A group with what its members take change from. That goes out with them, and is no partner of theirs. */
function withCause(
  model: Model,
  policy: Policy,
  { members, pairs }: { members: number[]; pairs: LockStepPair[] },
): LockStep {
  const cause = sharedCause(model, policy, members);
  if (cause === undefined) return { members, pairs };
  const rest = pairs.filter(({ a, b }) => a !== cause && b !== cause);
  return rest.length === 0
    ? { members, pairs, cause }
    : {
        members: members.filter(member => member !== cause),
        pairs: rest,
        cause,
      };
}

/** Times of deployments by position, of entities with enough of them. */
function deploymentTimes(
  model: Model,
  { observations }: EvidenceIndex,
): Map<number, number[]> {
  const position = new Map(model.entities.map(({ ref }, at) => [ref, at]));
  const times = new Map<number, number[]>();
  for (const observation of observations) {
    if (observation.kind !== 'deployment') continue;
    const entity = position.get(observation.entity);
    if (entity === undefined) continue;
    const known = times.get(entity);
    if (known) known.push(Date.parse(observation.at));
    else times.set(entity, [Date.parse(observation.at)]);
  }
  return times;
}

export function significantPairs(
  deployed: ReadonlyMap<number, readonly number[]>,
): LockStepPair[] {
  const enough = [...deployed].filter(
    ([, times]) => times.length >= MIN_DEPLOYMENTS,
  ).length;
  const tests = (enough * (enough - 1)) / 2;
  if (tests === 0) return [];
  const best = new Map<string, LockStepPair>();
  for (const offset of [0, WINDOW_MS / 2]) {
    for (const pair of pairsOf(deployed, offset)) {
      const key = `${pair.a} ${pair.b}`;
      const known = best.get(key);
      if (!known || pair.p < known.p) best.set(key, pair);
    }
  }
  const found = [...best.values()].map(pair => ({
    ...pair,
    p: Math.min(1, 2 * pair.p),
  }));
  const limit = discoveryThreshold(
    found.map(pair => pair.p),
    tests,
    FALSE_DISCOVERY_RATE,
  );
  return found
    .filter(
      ({ p, both, ofA, ofB }) =>
        p <= limit && both >= MIN_SHARED_SHARE * Math.min(ofA, ofB),
    )
    .sort((a, b) => a.a - b.a || a.b - b.b);
}

/** Every pair with enough windows in common, with its p, for windows that begin at `offset`. */
function pairsOf(
  deployed: ReadonlyMap<number, readonly number[]>,
  offset: number,
): LockStepPair[] {
  const windows = new Map<number, number[]>();
  const counts = new Map<number, number>();
  for (const [entity, times] of [...deployed].sort(([a], [b]) => a - b)) {
    const own = new Set(
      times.map(time => Math.floor((time + offset) / WINDOW_MS)),
    );
    if (times.length >= MIN_DEPLOYMENTS) counts.set(entity, own.size);
    for (const window of own) {
      const known = windows.get(window) ?? [];
      if (times.length >= MIN_DEPLOYMENTS) known.push(entity);
      windows.set(window, known);
    }
  }
  const shared = new Map<number, Map<number, number>>();
  for (const entities of windows.values()) {
    const counted = entities.slice(0, MAX_A_WINDOW);
    counted.forEach((a, i) => {
      const row = shared.get(a) ?? new Map<number, number>();
      shared.set(a, row);
      for (const b of counted.slice(i + 1)) row.set(b, (row.get(b) ?? 0) + 1);
    });
  }
  const pairs: LockStepPair[] = [];
  for (const [a, row] of shared) {
    for (const [b, both] of row) {
      if (both < MIN_SHARED) continue;
      const [ofA, ofB] = [counts.get(a)!, counts.get(b)!];
      pairs.push({
        a,
        b,
        ofA,
        ofB,
        both,
        p: hypergeometricTail(windows.size, ofA, ofB, both),
      });
    }
  }
  return pairs;
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
    groups.set(top, [...(groups.get(top) ?? []), pair]);
  }
  return [...groups.values()].map(within => ({
    members: [...new Set(within.flatMap(({ a, b }) => [a, b]))].sort(
      (a, b) => a - b,
    ),
    pairs: within,
  }));
}

/** What an entity takes change from: its stated channels, and what it needs that is inert at run time. */
export function changesFrom(
  model: Model,
  policy: Policy,
): (entity: number) => number[] {
  const position = new Map(model.entities.map(({ ref }, at) => [ref, at]));
  const inert = new Set(policy.inertTypes.map(type => type.toLowerCase()));
  const needs = new Map<number, number[]>();
  const { from, to, count } = model.couplings;
  for (let row = 0; row < count; row++) {
    const type = (model.entities[to[row]].type ?? '').toLowerCase();
    if (![type, ...type.split(/[^a-z0-9]+/)].some(word => inert.has(word)))
      continue;
    needs.set(from[row], [...(needs.get(from[row]) ?? []), to[row]]);
  }
  return entity => {
    const channels = (model.entities[entity].facts.changeChannel ?? []).flatMap(
      channel => position.get(channel) ?? [],
    );
    return [...new Set([...channels, ...(needs.get(entity) ?? [])])];
  };
}

/** The library or channel that more than half of them take change from, and fewest others do. */
function sharedCause(
  model: Model,
  policy: Policy,
  members: readonly number[],
): number | undefined {
  const sources = changesFrom(model, policy);
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
  return [...inside]
    .filter(([, n]) => 2 * n > members.length)
    .sort(
      ([a, m], [b, n]) => n - m || users.get(a)! - users.get(b)! || a - b,
    )[0]?.[0];
}
