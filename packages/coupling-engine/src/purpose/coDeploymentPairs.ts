/**
 * Pairs that are deployed in the same hours more often than chance.
 *
 * What chance is: everybody deploys by day, most on a Tuesday, fewer in the last weeks of a year, and two that do so meet often
 * without having anything to do with each other. So the windows are sorted by hour of the week and by quarter of the time
 * observed, and the exact conditional test over these strata asks whether two share more windows than they would if each had
 * spread its deployments at random over the weeks of each stratum: the rhythm of each may be any. A window's edge would part
 * what belongs together, so windows are laid twice, half a window apart, and the better of the two counts at twice its p. Over
 * all pairs the false-discovery rate is held under any dependence among them (Benjamini and Yekutieli).
 *
 * Beside significance a pair has to share at least half of the windows of the one that is deployed less often: a weak relation
 * can be significant, and is no lock-step.
 *
 * Limits: two that are deployed at the same hour of every week share a calendar, and are not told from that. A day that brings
 * many to deploy at once and comes back in no rhythm of weeks counts as a relation among those.
 *
 * Cost: the sum, over windows, of the square of what was deployed in it; then the test for each pair that shares enough.
 */
import { append } from '../model/collect';
import type { Stratum } from './statistics';
import {
  discoveryThreshold,
  harmonic,
  stratifiedMoments,
  stratifiedTail,
} from './statistics';
import type { LockStepPair } from './types';

const WINDOW_MS = 60 * 60_000;
const WEEK = 7 * 24;
/** Windows of one block of weeks: about a quarter. */
const BLOCK = 13 * WEEK;
/** Fewer deployments of one entity say nothing. */
export const MIN_DEPLOYMENTS = 10;
const MIN_SHARED = 5;
const MIN_SHARED_SHARE = 0.5;
/** Expected share of false pairs among those reported. */
export const FALSE_DISCOVERY_RATE = 0.01;
/** More entities than this in one window are a rollout to the whole fleet, which says nothing of any two. */
const MAX_A_WINDOW = 2000;
/** Less than so many standard deviations over the mean is a chance of more than 1 in 1,000, which never counts. */
const LEAST_DEVIATIONS = 3;

/** The pairs, by position. */
export function significantPairs(
  deployed: ReadonlyMap<number, readonly number[]>,
): LockStepPair[] {
  const enough = [...deployed]
    .filter(([, times]) => times.length >= MIN_DEPLOYMENTS)
    .sort(([a], [b]) => a - b);
  const tests = (enough.length * (enough.length - 1)) / 2;
  if (tests === 0) return [];
  const best = new Map<string, LockStepPair>();
  for (const offset of [0, WINDOW_MS / 2]) {
    for (const pair of pairsOf(enough, offset)) {
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
    FALSE_DISCOVERY_RATE / harmonic(tests),
  );
  return found
    .filter(({ p }) => p <= limit)
    .sort((a, b) => a.a - b.a || a.b - b.b);
}

/** One entity: the windows in which it was deployed, ascending, and how many of them lie in each stratum. */
interface Row {
  entity: number;
  windows: number[];
  /** By stratum, ascending. */
  strata: { stratum: number; count: number }[];
}

/** Every pair that shares enough windows to matter, with its p, for windows that begin at `offset`; other pairs have p = 1. */
function pairsOf(
  deployed: readonly [number, readonly number[]][],
  offset: number,
): LockStepPair[] {
  const { rows, sizes } = stratified(deployed, offset);
  const pairs: LockStepPair[] = [];
  for (const { one, other, both } of sharing(rows)) {
    const [a, b] = [rows[one], rows[other]];
    const [ofA, ofB] = [a.windows.length, b.windows.length];
    if (both < MIN_SHARED_SHARE * Math.min(ofA, ofB)) continue;
    const strata = strataOf(a, b, sizes);
    const { mean, variance } = stratifiedMoments(strata);
    if (both < mean + LEAST_DEVIATIONS * Math.sqrt(variance)) continue;
    const p = stratifiedTail(strata, both);
    pairs.push({ a: a.entity, b: b.entity, ofA, ofB, both, p });
  }
  return pairs;
}

/** The rows, and how many windows each stratum has in the time observed; windows with too many in them are left out of both. */
function stratified(
  deployed: readonly [number, readonly number[]][],
  offset: number,
): { rows: Row[]; sizes: number[] } {
  const all = deployed.map(([entity, times]) => ({
    entity,
    windows: windowsOf(times, offset),
  }));
  const many = crowded(all.map(({ windows }) => windows));
  const first = all.reduce(
    (t, { windows }) => Math.min(t, windows[0]),
    Infinity,
  );
  const last = all.reduce((t, { windows }) => Math.max(t, windows.at(-1)!), 0);
  const length = last - first + 1;
  const blocks = Math.max(1, Math.round(length / BLOCK));
  const stratumOf = (window: number) =>
    Math.floor(((window - first) * blocks) / length) * WEEK + (window % WEEK);
  const sizes = new Array<number>(blocks * WEEK).fill(0);
  for (let window = first; window <= last; window++) {
    if (!many.has(window)) sizes[stratumOf(window)] += 1;
  }
  const rows = all.map(({ entity, windows }): Row => {
    const kept = windows.filter(window => !many.has(window));
    return { entity, windows: kept, strata: countsOf(kept.map(stratumOf)) };
  });
  return { rows, sizes };
}

/** Windows in which an entity was deployed, ascending. */
function windowsOf(times: readonly number[], offset: number): number[] {
  const windows = times.map(time => Math.floor((time + offset) / WINDOW_MS));
  return [...new Set(windows)].sort((a, b) => a - b);
}

function crowded(all: readonly (readonly number[])[]): Set<number> {
  const entities = new Map<number, number>();
  for (const windows of all) {
    for (const window of windows)
      entities.set(window, (entities.get(window) ?? 0) + 1);
  }
  return new Set(
    [...entities].filter(([, n]) => n > MAX_A_WINDOW).map(([at]) => at),
  );
}

function countsOf(strata: readonly number[]): Row['strata'] {
  const counts = new Map<number, number>();
  for (const stratum of strata)
    counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  return [...counts]
    .map(([stratum, count]) => ({ stratum, count }))
    .sort((a, b) => a.stratum - b.stratum);
}

/** Pairs of rows with at least {@link MIN_SHARED} windows in common, one row after the other against those behind it. */
function* sharing(
  rows: readonly Row[],
): Iterable<{ one: number; other: number; both: number }> {
  const inWindow = new Map<number, number[]>();
  rows.forEach(({ windows }, row) =>
    windows.forEach(window => {
      append(inWindow, window, row);
    }),
  );
  const common = new Int32Array(rows.length);
  for (let one = 0; one < rows.length; one++) {
    const met: number[] = [];
    for (const window of rows[one].windows) {
      const there = inWindow.get(window)!;
      for (let i = there.length - 1; there[i] > one; i--) {
        if (common[there[i]] === 0) met.push(there[i]);
        common[there[i]] += 1;
      }
    }
    for (const other of met) {
      const both = common[other];
      common[other] = 0;
      if (both >= MIN_SHARED) yield { one, other, both };
    }
  }
}

/** The strata in which both were deployed; no other can have a window in common. */
function strataOf(a: Row, b: Row, sizes: readonly number[]): Stratum[] {
  const strata: Stratum[] = [];
  let j = 0;
  for (const { stratum, count } of a.strata) {
    while (j < b.strata.length && b.strata[j].stratum < stratum) j += 1;
    if (b.strata[j]?.stratum === stratum) {
      strata.push({
        windows: sizes[stratum],
        a: count,
        b: b.strata[j].count,
      });
    }
  }
  return strata;
}
