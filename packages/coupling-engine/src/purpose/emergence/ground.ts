/** What the properties share: which incidents and deployments are of a ground, since when anybody looked, what is behind them. */
import { append } from '../../model/collect';
import type { ObservationKind } from '../../evidence';
import type { PastIncident } from '../history';
import { lastMonths, type Month } from '../pictures';
import type { Emergent, Ground, PropertyId } from './types';

/** A recorder that said nothing for so long is taken to be gone. */
const FRESH_MS = 90 * 86_400_000;
export const MINUTE_MS = 60_000;
/** Drivers that are worked out; a reader may not see some of them. */
const MAX_DRIVERS = 10;

/** From when on this kind was recorded within the last twelve months, or why nothing can be said. */
export function watchedFrom(
  { history }: Ground,
  kind: ObservationKind,
): { since: number } | { why: string } {
  const watched = history.watched[kind];
  if (!watched) return { why: `No ${kind} was ever observed` };
  if (watched.last < history.now - FRESH_MS) {
    return {
      why: `The newest ${kind} observed is of ${new Date(watched.last)
        .toISOString()
        .slice(0, 10)}`,
    };
  }
  return { since: Math.max(watched.first, lastMonths(history.now)[0].from) };
}

/** Incidents that name a member, or the ground as a whole; by start. */
export function incidentsOn(ground: Ground): PastIncident[] {
  const inside = new Set(ground.members);
  return ground.history.incidents.filter(
    ({ entities, groups }) =>
      entities.some(entity => inside.has(entity)) ||
      groups.some(ref => ground.groups.has(ref)),
  );
}

export interface DeploymentOn {
  entity: number;
  at: number;
  failed: boolean;
}

/** Deployments of members, or of everything when the ground delivers; by time. */
export function deploymentsOn({
  history,
  members,
  delivers,
}: Ground): DeploymentOn[] {
  const { entity, at, failed } = history.deployments;
  const inside = new Set(members);
  const found: DeploymentOn[] = [];
  for (let i = 0; i < entity.length; i++) {
    if (!delivers && !inside.has(entity[i])) continue;
    found.push({ entity: entity[i], at: at[i], failed: failed[i] === 1 });
  }
  return found;
}

/** Values by month; a month that ended before `since` has none, nor one of which `of` says nothing. */
export function byMonth<T extends { value: number }>(
  { history }: Ground,
  since: number,
  of: (month: Month) => T | undefined,
): ({ month: string } & Partial<T>)[] {
  return lastMonths(history.now).map(month => {
    const { month: name, from, to } = month;
    const seen = to > since && to > from;
    const found = seen
      ? of({ ...month, from: Math.max(from, since) })
      : undefined;
    return { month: name, ...(found ?? ({} as Partial<T>)) };
  });
}

/**
 * What incidents come down to: the entity that explains most weight, then the one that explains most of what is left, and so
 * on. Among equals, the one that fells least.
 */
export function causesBehind(
  { structure }: Ground,
  incidents: readonly PastIncident[],
  weight: (incident: PastIncident) => number,
): { entity: number; explains: PastIncident[] }[] {
  const drivers: { entity: number; explains: PastIncident[] }[] = [];
  let left = incidents.filter(({ causes }) => causes.length > 0);
  while (left.length > 0 && drivers.length < MAX_DRIVERS) {
    const weights = new Map<number, number>();
    for (const incident of left) {
      const own = weight(incident);
      for (const cause of incident.causes) {
        weights.set(cause, (weights.get(cause) ?? 0) + own);
      }
    }
    const [[entity]] = [...weights].sort(
      ([a, m], [b, n]) =>
        n - m || structure.fails[a] - structure.fails[b] || a - b,
    );
    drivers.push({
      entity,
      explains: left.filter(({ causes }) => causes.includes(entity)),
    });
    left = left.filter(({ causes }) => !causes.includes(entity));
  }
  return drivers;
}

/** Some things by the member they are of. */
export function byMember<T>(
  { members }: Ground,
  things: readonly T[],
  membersOf: (thing: T) => readonly number[],
): Map<number, T[]> {
  const inside = new Set(members);
  const found = new Map<number, T[]>();
  for (const thing of things) {
    for (const member of membersOf(thing)) {
      if (!inside.has(member)) continue;
      append(found, member, thing);
    }
  }
  return found;
}

/** The member with the largest number, the first by position among equals; none of a single one. */
export function worstOf<T extends { value: number; words: string }>(
  { members }: Ground,
  found: Iterable<readonly [member: number, of: T]>,
  badness: (of: T) => number,
): { worst?: { entity: number; value: number; words: string } } {
  if (members.length < 2) return {};
  let worst: readonly [number, T] | undefined;
  for (const [member, of] of [...found].sort(([a], [b]) => a - b)) {
    if (!worst || badness(of) > badness(worst[1])) worst = [member, of];
  }
  if (!worst) return {};
  const [entity, { value, words }] = worst;
  return { worst: { entity, value, words } };
}

/** Nothing is known, and why. */
export function unknown(
  ground: Ground,
  id: PropertyId,
  why: string,
  words = 'no data',
): Emergent {
  return {
    id,
    words,
    trend: lastMonths(ground.history.now).map(({ month }) => ({ month })),
    points: [],
    drivers: [],
    observations: 0,
    noData: why,
  };
}
