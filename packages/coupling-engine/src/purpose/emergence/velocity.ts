import {
  byMember,
  byMonth,
  deploymentsOn,
  unknown,
  watchedFrom,
  worstOf,
} from './ground';
import type { Emergent, Ground } from './types';

const WEEK_MS = 7 * 86_400_000;
/** Drivers that are worked out; a reader may not see some of them. */
const MAX_DRIVERS = 10;

/**
 * Deployments a week that succeeded, over as much of the last twelve months as deployments were recorded in. What drives it is
 * what makes several go out at one time: the lock-steps that its members are in.
 */
export function velocity(ground: Ground): Emergent {
  const watched = watchedFrom(ground, 'deployment');
  if ('why' in watched) return unknown(ground, 'velocity', watched.why);
  const { since } = watched;
  const { now } = ground.history;
  if (now - since < WEEK_MS) {
    const why = 'Deployments were not yet recorded for one week';
    return unknown(ground, 'velocity', why);
  }
  const deployments = deploymentsOn(ground).filter(({ failed }) => !failed);
  if (deployments.length === 0) {
    return unknown(ground, 'velocity', 'No deployment of it was observed');
  }
  const rate = (count: number, from: number, to: number) =>
    count / ((to - from) / WEEK_MS);
  const members = byMember(ground, deployments, ({ entity }) => [entity]);
  return {
    id: 'velocity',
    value: rate(deployments.length, since, now),
    words: 'deployments a week',
    trend: byMonth(ground, since, ({ from, to }) => ({
      value: rate(
        deployments.filter(({ at }) => at >= from && at < to).length,
        from,
        to,
      ),
    })),
    points: [],
    drivers: driversOf(ground),
    ...worstOf(
      ground,
      [...members].map(([member, own]) => {
        const value = rate(own.length, since, now);
        return [
          member,
          { value, words: `${Math.round(value * 100) / 100} a week` },
        ] as const;
      }),
      ({ value }) => -value,
    ),
    observations: deployments.length,
  };
}

function driversOf({ lockSteps, members }: Ground): Emergent['drivers'] {
  const inside = new Set(members);
  return lockSteps
    .flatMap(({ members: group, pairs, cause }) => {
      const own = group.filter(member => inside.has(member));
      if (own.length === 0) return [];
      const pair = pairs
        .filter(({ a, b }) => inside.has(a) || inside.has(b))
        .sort((x, y) => y.both - x.both || x.a - y.a || x.b - y.b)[0];
      const outside = pair && (inside.has(pair.a) ? pair.b : pair.a);
      const entity = cause ?? outside ?? group.find(at => !inside.has(at));
      if (entity === undefined) return [];
      const detail = pair
        ? `${pair.both} of ${Math.min(pair.ofA, pair.ofB)} in step`
        : `${own.length} in step`;
      return [{ entity, detail, own: own.length }];
    })
    .sort((x, y) => y.own - x.own || x.entity - y.entity)
    .slice(0, MAX_DRIVERS)
    .map(({ entity, detail }) => ({ entity, detail }));
}
