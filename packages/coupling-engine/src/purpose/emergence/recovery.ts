import type { PastIncident } from '../history';
import { quartiles } from './quartiles';
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

/** Points that are drawn, the newest. */
const MAX_POINTS = 100;

/**
 * Minutes from start to end of the incidents that name any part of the ground and are over: their median, with the quartiles as
 * the range. Incidents that last are counted beside it.
 */
export function recovery(ground: Ground): Emergent {
  const watched = watchedFrom(ground, 'incident');
  if ('why' in watched) return unknown(ground, 'recovery', watched.why);
  const all = incidentsOn(ground);
  const over = all.filter(({ lasts }) => !lasts);
  const lasting = all.length - over.length;
  const still = lasting > 0 ? `, ${lasting} not over` : '';
  if (over.length === 0) {
    return unknown(
      ground,
      'recovery',
      lasting > 0
        ? 'No incident that names it is over'
        : 'No incident names it: what never broke was never seen to recover',
      `no incident${still}`,
    );
  }
  const [low, median, high] = quartiles(over.map(lasted));
  const members = byMember(ground, over, ({ entities }) => entities);
  const total = over.reduce((sum, incident) => sum + lasted(incident), 0);
  return {
    id: 'recovery',
    value: median,
    words: `median; ${round(low)}–${round(high)} in ${over.length}${still}`,
    interval: { low, high },
    trend: byMonth(ground, watched.since, ({ from, to }) => {
      const then = over.filter(
        incident => incident.from >= from && incident.from < to,
      );
      if (then.length === 0) return undefined;
      return { value: quartiles(then.map(lasted))[1] };
    }),
    points: over.slice(-MAX_POINTS).map(incident => ({
      at: new Date(incident.from).toISOString(),
      value: lasted(incident),
    })),
    drivers: causesBehind(ground, over, lasted).map(({ entity, explains }) => ({
      entity,
      detail: `${round(
        explains.reduce((sum, incident) => sum + lasted(incident), 0),
      )} of ${round(total)} min`,
    })),
    ...worstOf(
      ground,
      [...members].map(([member, own]) => {
        const value = Math.max(...own.map(lasted));
        return [
          member,
          { value, words: `${round(value)} min at the longest` },
        ] as const;
      }),
      ({ value }) => value,
    ),
    observations: all.length,
  };
}

function lasted({ from, to }: PastIncident): number {
  return (to - from) / MINUTE_MS;
}

function round(minutes: number): number {
  return Math.round(minutes);
}
