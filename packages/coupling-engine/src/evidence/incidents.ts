/**
 * Several observations of one incident, read as one. Who notices an incident does not know yet when it will end, and an
 * observation never changes once it is stored; so the end comes as an observation of its own, by the same source and with the
 * same `incident`. Their hull is the incident: earliest start, latest end, everything that any of them names. The order in
 * which they came does not matter. Linear.
 */
import { append } from '../model/collect';
import type { Incident, Observation } from './types';

/** An end may be stamped a little before the start, by another clock. */
const SKEW_MS = 5 * 60_000;

export interface Incidents {
  /** Each incident once, in the place of the first observation of it; everything else as it was. */
  observations: Observation[];
  /** Incidents of which only the end is known. They are left out: how long they took is not known. */
  unbegun: number;
}

/** @param sorted - by time, then source, then id */
export function joinIncidents(sorted: readonly Observation[]): Incidents {
  const parts = partsByIncident(sorted);
  const joined: Incidents = { observations: [], unbegun: 0 };
  for (const observation of sorted) {
    const key = keyOf(observation);
    if (key === undefined) {
      joined.observations.push(observation);
      continue;
    }
    const found = parts.get(key);
    if (found === undefined) continue;
    parts.delete(key);
    if (found.some(hasBegun)) joined.observations.push(hull(found));
    else joined.unbegun += 1;
  }
  return joined;
}

function keyOf(observation: Observation): string | undefined {
  return observation.kind === 'incident' && observation.incident !== undefined
    ? JSON.stringify([observation.source, observation.incident])
    : undefined;
}

function partsByIncident(
  sorted: readonly Observation[],
): Map<string, Incident[]> {
  const parts = new Map<string, Incident[]>();
  for (const observation of sorted) {
    const key = keyOf(observation);
    if (key === undefined) continue;
    append(parts, key, observation as Incident);
  }
  return parts;
}

/** Who knows only the end gives it as the start too. */
function hasBegun({ startedAt, resolvedAt }: Incident): boolean {
  return startedAt !== resolvedAt;
}

/** Words of the later observation win; times are the widest. */
function hull(parts: readonly Incident[]): Incident {
  const [first] = parts;
  if (parts.length === 1) return first;
  const times = (name: 'detectedAt' | 'resolvedAt') =>
    parts.flatMap(part => part[name] ?? []).sort();
  const [startedAt] = parts
    .filter(hasBegun)
    .map(part => part.startedAt)
    .sort();
  const [detectedAt] = times('detectedAt');
  const resolvedAt = endAfter(startedAt, times('resolvedAt').pop());
  const { resolvedAt: _, ...words }: Incident = Object.assign({}, ...parts);
  return {
    ...words,
    source: first.source,
    id: first.id,
    at: first.at,
    entities: [...new Set(parts.flatMap(part => part.entities))].sort(),
    startedAt,
    ...(detectedAt === undefined ? {} : { detectedAt }),
    ...(resolvedAt === undefined ? {} : { resolvedAt }),
    toldBy: parts.map(({ source, id }) => ({ source, id })),
  };
}

/** The end, unless it lies so far before the start that it must be of an earlier time; then it lasts. */
function endAfter(
  startedAt: string,
  end: string | undefined,
): string | undefined {
  if (end === undefined || end >= startedAt) return end;
  const gap = Date.parse(startedAt) - Date.parse(end);
  return gap <= SKEW_MS ? startedAt : undefined;
}
