/**
 * Adds up observations of couplings by ordered pair. What counts: calls with at least one request, schedules that name a target,
 * and incidents that name the coupling. Time O(observations), memory O(pairs and their windows).
 */
import type { Calls, Observation, ObservationKind } from '../evidence';
import type { Model } from '../model/types';

/** One pair as it was seen, by reference, before it is held against anything. */
export interface Sighting {
  from: string;
  to: string;
  requests: number;
  errors?: number;
  retries?: number;
  windows: Set<number>;
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

interface Window {
  id: number;
  /** Its first and last day (UTC). */
  days: string[];
}

/** Windows by source and times: many calls share one, and reading its times costs more than finding it. */
class Windows {
  private readonly known = new Map<string, Map<string, Map<string, Window>>>();
  private size = 0;

  of(calls: Calls): Window {
    const { source, windowStart, windowEnd } = calls;
    const ofSource = entry(
      this.known,
      source,
      () => new Map<string, Map<string, Window>>(),
    );
    const ofStart = entry(
      ofSource,
      windowStart,
      () => new Map<string, Window>(),
    );
    return entry(ofStart, windowEnd, () => ({
      id: this.size++,
      days: [windowStart.slice(0, 10), lastDay(calls)],
    }));
  }
}

/** In the order of callers and targets by reference, whatever the order of the observations. */
export function sightingsOf(
  observations: readonly Observation[],
  nameOfCaller: (ref: string) => string,
): Sightings {
  const pairs = new Map<string, Map<string, Sighting>>();
  const windows = new Windows();
  const windowsOf = new Map<string, Set<number>>();
  const at = (caller: string, to: string, seen: string): Sighting => {
    const from = nameOfCaller(caller);
    const ofCaller = entry(pairs, from, () => new Map<string, Sighting>());
    return entry(ofCaller, to, () => ({
      from,
      to,
      requests: 0,
      windows: new Set<number>(),
      days: new Set<string>(),
      firstSeen: seen,
      lastSeen: seen,
      kinds: new Set<ObservationKind>(),
      sources: new Set<string>(),
    }));
  };
  const note = (pair: Sighting, observation: Observation, times: string[]) => {
    pair.kinds.add(observation.kind);
    pair.sources.add(observation.source);
    for (const time of times) {
      if (time < pair.firstSeen) pair.firstSeen = time;
      if (time > pair.lastSeen) pair.lastSeen = time;
    }
  };
  for (const observation of observations) {
    if (observation.kind === 'calls') {
      const { source, windowStart, windowEnd } = observation;
      const window = windows.of(observation);
      entry(windowsOf, source, () => new Set<number>()).add(window.id);
      if (observation.requests === 0) continue;
      const pair = at(observation.from, observation.to, windowStart);
      note(pair, observation, [windowStart, windowEnd]);
      addCalls(pair, observation, window);
    } else if (observation.kind === 'schedule' && observation.target) {
      const pair = at(observation.entity, observation.target, observation.at);
      note(pair, observation, [observation.at]);
    } else if (observation.kind === 'incident' && observation.coupling) {
      const { coupling, startedAt } = observation;
      const pair = at(coupling.from, coupling.to, startedAt);
      note(pair, observation, [startedAt]);
    }
  }
  return {
    pairs: [...pairs.keys()].sort().flatMap(from => {
      const ofCaller = pairs.get(from)!;
      return [...ofCaller.keys()].sort().map(to => ofCaller.get(to)!);
    }),
    windowsOf: new Map(
      [...windowsOf].map(([source, seen]) => [source, seen.size]),
    ),
  };
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

function addCalls(pair: Sighting, calls: Calls, { id, days }: Window) {
  pair.requests += calls.requests;
  if (calls.errors !== undefined)
    pair.errors = (pair.errors ?? 0) + calls.errors;
  if (calls.retries !== undefined)
    pair.retries = (pair.retries ?? 0) + calls.retries;
  pair.windows.add(id);
  for (const day of days) pair.days.add(day);
}

/** A window that ends at midnight does not touch the day that begins there. */
function lastDay({ windowStart, windowEnd }: Calls): string {
  const end = Math.max(Date.parse(windowStart), Date.parse(windowEnd) - 1);
  return new Date(end).toISOString().slice(0, 10);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
