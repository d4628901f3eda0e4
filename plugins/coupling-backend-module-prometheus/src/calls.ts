/** Series of one window to `calls`: one a pair of entities, summed over the series that come to the same pair. */
import { isReference, UNKNOWN } from './template';
import type { CallsQuery, Labels, Sample, Window } from './types';
import { UnusedSeries } from './UnusedSeries';

/** What docs/evidence.md calls `calls`, without its source. */
export interface CallsObservation {
  id: string;
  kind: 'calls';
  at: string;
  from: string;
  to: string;
  windowStart: string;
  windowEnd: string;
  requests: number;
  errors?: number;
  retries?: number;
}

export interface Measured {
  requests: readonly Sample[];
  errors?: readonly Sample[];
  retries?: readonly Sample[];
}

export interface FoundCalls {
  /** By reference of caller and called. */
  calls: CallsObservation[];
  /** What could not be read, for people. */
  problems: string[];
}

interface Pair {
  from: string;
  to: string;
  requests: number;
  errors?: number;
  retries?: number;
}

/**
 * Pairs that were called at all in the window. Increases of counters are estimates between two scrapes; whole requests are
 * told. A pair without a series of errors or retries says nothing of them. What calls itself is no coupling and is left out.
 */
export function callsOf(
  query: CallsQuery,
  window: Window,
  measured: Measured,
  maxPairs: number,
): FoundCalls {
  const pairs = new Map<string, Pair>();
  const problems = new UnusedSeries();
  for (const { labels, value } of measured.requests) {
    const ends = endsOf(query, labels, problems);
    if (!ends) continue;
    if (!Number.isFinite(value) || value < 0) {
      problems.add('without a number', String(value));
      continue;
    }
    const key = keyOf(ends);
    const known = pairs.get(key);
    if (known) known.requests += value;
    else pairs.set(key, { ...ends, requests: value });
  }
  add(query, pairs, measured.errors ?? [], 'errors');
  add(query, pairs, measured.retries ?? [], 'retries');
  const called = [...pairs.values()].filter(
    ({ requests }) => Math.round(requests) > 0,
  );
  const kept = busiest(called, maxPairs);
  return {
    calls: kept.map(pair => observation(query, window, pair)),
    problems: [
      ...problems.told,
      ...(called.length > kept.length
        ? [
            `${called.length} pairs called each other; the ${kept.length} with the most requests are kept`,
          ]
        : []),
    ],
  };
}

/** Adds what a second query says of the pairs that the first one found. */
function add(
  query: CallsQuery,
  pairs: ReadonlyMap<string, Pair>,
  samples: readonly Sample[],
  what: 'errors' | 'retries',
): void {
  for (const { labels, value } of samples) {
    const ends = endsOf(query, labels);
    const pair = ends && pairs.get(keyOf(ends));
    if (!pair || !Number.isFinite(value) || value < 0) continue;
    pair[what] = (pair[what] ?? 0) + value;
  }
}

function endsOf(
  { from, to, leaveOut }: CallsQuery,
  labels: Labels,
  problems?: UnusedSeries,
): { from: string; to: string } | undefined {
  if (leaveOut.some(all => fits(all, labels))) return undefined;
  const mapping = to.find(({ when }) => fits(when, labels));
  const ends = [from.render(labels), mapping?.template.render(labels)];
  const [caller, called] = ends;
  if (caller === undefined || called === undefined) {
    // Somebody whom nothing could tell is no mistake of the mapping.
    if (!Object.values(labels).includes(UNKNOWN)) {
      problems?.add(
        'without the labels of the mapping',
        JSON.stringify(labels),
      );
    }
    return undefined;
  }
  const wrong = [caller, called].find(end => !isReference(end));
  if (wrong !== undefined) {
    problems?.add('that come to no entity reference', wrong);
    return undefined;
  }
  return caller === called ? undefined : { from: caller, to: called };
}

function fits(wanted: Labels, labels: Labels): boolean {
  return Object.entries(wanted).every(
    ([label, value]) => labels[label] === value,
  );
}

function busiest(pairs: readonly Pair[], max: number): Pair[] {
  const kept =
    pairs.length <= max
      ? [...pairs]
      : [...pairs]
          .sort((a, b) => b.requests - a.requests || byEnds(a, b))
          .slice(0, max);
  return kept.sort(byEnds);
}

function byEnds(a: Pair, b: Pair): number {
  const [one, other] = [keyOf(a), keyOf(b)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function keyOf({ from, to }: { from: string; to: string }): string {
  return `${from} ${to}`;
}

function observation(
  { name }: CallsQuery,
  window: Window,
  pair: Pair,
): CallsObservation {
  const [windowStart, windowEnd] = [window.start, window.end].map(ms =>
    new Date(ms).toISOString(),
  );
  const requests = Math.round(pair.requests);
  return {
    id: `${name} ${windowStart}/${windowEnd} ${keyOf(pair)}`,
    kind: 'calls',
    at: windowEnd,
    from: pair.from,
    to: pair.to,
    windowStart,
    windowEnd,
    requests,
    // Two estimates: no more requests fail than there are.
    ...(pair.errors === undefined
      ? {}
      : { errors: Math.min(requests, Math.round(pair.errors)) }),
    ...(pair.retries === undefined
      ? {}
      : { retries: Math.round(pair.retries) }),
  };
}
