import {
  byMember,
  byMonth,
  deploymentsOn,
  unknown,
  watchedFrom,
  worstOf,
  type DeploymentOn,
} from './ground';
import type { Emergent, Ground } from './types';
import { wilson } from './wilson';

/** Drivers that are worked out; a reader may not see some of them. */
const MAX_DRIVERS = 10;

/**
 * Share of the deployments of the last twelve months that failed or were rolled back, with its Wilson interval. What drives it:
 * what entities in lock-step take change from, else the entity itself.
 */
export function changeSafety(ground: Ground): Emergent {
  const watched = watchedFrom(ground, 'deployment');
  if ('why' in watched) return unknown(ground, 'change-safety', watched.why);
  const deployments = deploymentsOn(ground);
  if (deployments.length === 0) {
    return unknown(ground, 'change-safety', 'No deployment of it was observed');
  }
  const { value, interval } = shareOf(deployments);
  const members = byMember(ground, deployments, ({ entity }) => [entity]);
  return {
    id: 'change-safety',
    value,
    words: `fail; ${percent(interval.low)}–${percent(interval.high)} % at ${
      deployments.length
    } deployments`,
    interval,
    trend: byMonth(ground, watched.since, ({ from, to }) => {
      const then = deployments.filter(({ at }) => at >= from && at < to);
      return then.length === 0 ? undefined : shareOf(then);
    }),
    points: [],
    drivers: driversOf(
      ground,
      deployments.filter(({ failed }) => failed),
    ),
    // By the low end: one that failed once in one deployment is not known to be the worst.
    ...worstOf(
      ground,
      [...members].map(([member, own]) => {
        const of = shareOf(own);
        const failed = own.filter(one => one.failed).length;
        return [
          member,
          { ...of, words: `${failed} of ${own.length} failed` },
        ] as const;
      }),
      of => of.interval.low,
    ),
    observations: deployments.length,
  };
}

function shareOf(deployments: readonly DeploymentOn[]) {
  const failed = deployments.filter(one => one.failed).length;
  return {
    value: failed / deployments.length,
    interval: wilson(failed, deployments.length),
  };
}

function driversOf(
  { lockSteps, structure }: Ground,
  failed: readonly DeploymentOn[],
): Emergent['drivers'] {
  const causes = new Map<number, number>();
  for (const { members, cause } of lockSteps) {
    if (cause === undefined) continue;
    for (const member of members) causes.set(member, cause);
  }
  const counts = new Map<number, number>();
  for (const { entity } of failed) {
    const cause = causes.get(entity) ?? entity;
    counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  return [...counts]
    .sort(
      ([a, m], [b, n]) =>
        n - m || structure.fails[b] - structure.fails[a] || a - b,
    )
    .slice(0, MAX_DRIVERS)
    .map(([entity, count]) => ({
      entity,
      detail: `${count} of ${failed.length}`,
    }));
}

function percent(share: number): number {
  return Math.round(share * 100);
}
