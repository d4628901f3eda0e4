/**
 * Adds up observations of couplings by ordered pair. What counts: calls with at least one request, schedules that name a target,
 * and incidents that name the coupling. Each observation is looked at once, and everything else is worked out of the sums. Time
 * O(observations), memory O(pairs and their windows).
 */
import type { Calls, Observation, ObservationKind } from '../evidence';
import type { Model } from '../model/types';

/** One window of time in which a source reported calls. */
export interface Window {
  source: string;
  /** ISO 8601. */
  start: string;
  end: string;
}

/** One pair as it was seen, by reference, before it is held against anything. */
export interface Sighting {
  from: string;
  to: string;
  requests: number;
  errors?: number;
  retries?: number;
  /** Windows with at least one request, and how many in each. */
  windows: Map<Window, number>;
  /** UTC. */
  days: Set<string>;
  firstSeen: string;
  lastSeen: string;
  kinds: Set<ObservationKind>;
  sources: Set<string>;
}

export interface Sightings {
  pairs: Sighting[];
  /** Windows in which each source reported any call, seen or not. */
  windowsOf: Map<string, number>;
}

/** Windows by source and times, each once. Observations come by time: mostly it is the one before. */
class Windows {
  private readonly known = new Map<string, Map<string, Map<string, Window>>>();
  private readonly counts = new Map<string, number>();
  private last: Window = { source: '', start: '', end: '' };

  of({ source, windowStart: start, windowEnd: end }: Calls): Window {
    const { last } = this;
    if (last.start === start && last.end === end && last.source === source) {
      return last;
    }
    const ofSource = entry(
      this.known,
      source,
      () => new Map<string, Map<string, Window>>(),
    );
    const ofStart = entry(ofSource, start, () => new Map<string, Window>());
    this.last = entry(ofStart, end, () => {
      this.counts.set(source, (this.counts.get(source) ?? 0) + 1);
      return { source, start, end };
    });
    return this.last;
  }

  /** How many there are, by source. */
  bySource(): Map<string, number> {
    return this.counts;
  }
}

/** Pairs by caller and target. */
class Pairs {
  private readonly known = new Map<string, Map<string, Sighting>>();

  constructor(private readonly nameOfCaller: (ref: string) => string) {}

  of(caller: string, to: string, seen: string): Sighting {
    const from = this.nameOfCaller(caller);
    const ofCaller = entry(this.known, from, () => new Map<string, Sighting>());
    return entry(ofCaller, to, () => ({
      from,
      to,
      requests: 0,
      windows: new Map<Window, number>(),
      days: new Set<string>(),
      firstSeen: seen,
      lastSeen: seen,
      kinds: new Set<ObservationKind>(),
      sources: new Set<string>(),
    }));
  }

  /** By caller, then target. */
  sorted(): Sighting[] {
    return [...this.known.keys()].sort().flatMap(from => {
      const ofCaller = this.known.get(from)!;
      return [...ofCaller.keys()].sort().map(to => ofCaller.get(to)!);
    });
  }
}

/** In the order of callers and targets by reference, whatever the order of the observations. */
export function sightingsOf(
  observations: readonly Observation[],
  nameOfCaller: (ref: string) => string,
): Sightings {
  const windows = new Windows();
  const pairs = new Pairs(nameOfCaller);
  for (const observation of observations) {
    if (observation.kind === 'calls') {
      const window = windows.of(observation);
      if (observation.requests === 0) continue;
      const { from, to } = observation;
      addCalls(pairs.of(from, to, window.start), observation, window);
    } else if (observation.kind === 'schedule' && observation.target) {
      const { entity, target, at } = observation;
      note(pairs.of(entity, target, at), observation, at);
    } else if (observation.kind === 'incident' && observation.coupling) {
      const { coupling, startedAt } = observation;
      const pair = pairs.of(coupling.from, coupling.to, startedAt);
      note(pair, observation, startedAt);
    }
  }
  const sorted = pairs.sorted();
  const daysOf = new Map<Window, string[]>();
  for (const pair of sorted) noteWindows(pair, daysOf);
  return { pairs: sorted, windowsOf: windows.bySource() };
}

/**
 * Whoever provides an API makes its calls: a caller that is an API with one provider stands for that one.
 *
 * @returns the reference that a caller goes by
 */
export function callerNames({ entities, provides }: Model) {
  const providers = new Map<string, string | undefined>();
  provides.api.forEach((api, i) => {
    const { ref } = entities[api];
    const isSecond = providers.has(ref);
    providers.set(
      ref,
      isSecond ? undefined : entities[provides.provider[i]].ref,
    );
  });
  return (ref: string) => providers.get(ref) ?? ref;
}

function addCalls(pair: Sighting, calls: Calls, window: Window) {
  pair.requests += calls.requests;
  if (calls.errors !== undefined)
    pair.errors = (pair.errors ?? 0) + calls.errors;
  if (calls.retries !== undefined)
    pair.retries = (pair.retries ?? 0) + calls.retries;
  const { windows } = pair;
  windows.set(window, (windows.get(window) ?? 0) + calls.requests);
}

function note(
  pair: Sighting,
  { kind, source }: Pick<Observation, 'kind' | 'source'>,
  time: string,
) {
  pair.kinds.add(kind);
  pair.sources.add(source);
  if (time < pair.firstSeen) pair.firstSeen = time;
  if (time > pair.lastSeen) pair.lastSeen = time;
}

/** What the windows say of a pair, once each. */
function noteWindows(pair: Sighting, daysOf: Map<Window, string[]>) {
  for (const window of pair.windows.keys()) {
    const { source, start, end } = window;
    note(pair, { kind: 'calls', source }, start);
    note(pair, { kind: 'calls', source }, end);
    for (const day of entry(daysOf, window, () => daysIn(window))) {
      pair.days.add(day);
    }
  }
}

/** Its first and last day (UTC). A window that ends at midnight does not touch the day that begins there. */
function daysIn({ start, end }: Window): string[] {
  const last = Math.max(Date.parse(start), Date.parse(end) - 1);
  return [start.slice(0, 10), new Date(last).toISOString().slice(0, 10)];
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
