import type { PastIncident } from '../history';
import { commonDowntime } from '../measures/downtime';
import {
  MINUTE_MS,
  byMember,
  byMonth,
  causesBehind,
  incidentsOn,
  unknown,
  watchedFrom,
  worstOf,
} from './ground';
import type { Emergent, Ground } from './types';

/**
 * Share of the last twelve months, or of as much of them as incidents were recorded in, in which no incident names any part of
 * the ground: the union of their times, so a whole is down for at least as long as the worst of its parts.
 */
export function availability(ground: Ground): Emergent {
  const watched = watchedFrom(ground, 'incident');
  if ('why' in watched) return unknown(ground, 'availability', watched.why);
  const { since } = watched;
  const { now } = ground.history;
  if (now <= since) {
    return unknown(ground, 'availability', 'Nothing was recorded yet');
  }
  const incidents = incidentsOn(ground);
  const union = unionOf(incidents, since);
  const lost = lengthIn(union, since, now);
  const up = (down: number, from: number, to: number) => 1 - down / (to - from);
  const members = byMember(ground, incidents, ({ entities }) => entities);
  return {
    id: 'availability',
    value: up(lost, since, now),
    words: `${minutes(lost)} min lost`,
    trend: byMonth(ground, since, ({ from, to }) => ({
      value: up(lengthIn(union, from, to), from, to),
    })),
    points: [],
    drivers: causesBehind(ground, incidents, incident =>
      lengthIn(unionOf([incident], since), since, now),
    ).map(({ entity, explains }) => ({
      entity,
      detail: `${minutes(
        lengthIn(unionOf(explains, since), since, now),
      )} of ${minutes(lost)} min`,
    })),
    ...worstOf(
      ground,
      [...members].map(([member, own]) => {
        const down = lengthIn(unionOf(own, since), since, now);
        const value = up(down, since, now);
        return [member, { value, words: `${minutes(down)} min lost` }] as const;
      }),
      ({ value }) => -value,
    ),
    observations: incidents.length,
  };
}

type Times = [from: number, to: number][];

function unionOf(incidents: readonly PastIncident[], since: number): Times {
  return commonDowntime(
    incidents.map(({ from, to }) => [Math.max(from, since), to]),
  );
}

function lengthIn(union: Times, from: number, to: number): number {
  return union.reduce(
    (sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)),
    0,
  );
}

function minutes(ms: number): number {
  return Math.round(ms / MINUTE_MS);
}
