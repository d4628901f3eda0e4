/** Jobs that touch several members of a claim at one time, by what they act on and write to. */
import { append } from '../../model/collect';
import { compareText } from '../../model/text';
import type { Facts, Model } from '../../model/types';
import type { ClaimStatement, Clocks } from '../types';
import type { Positions } from './positions';
import type { RiskEvents } from './riskEvents';

export interface ClockEvent {
  event: number;
  /** Positions in the claim's members, ascending. */
  members: number[];
}

interface Touch {
  event: number;
  targets: Set<number>;
}

/** By claim, the clock events that touch two of its members or more. */
export function clockEvents(
  model: Model,
  clocks: Clocks,
  claims: readonly ClaimStatement[],
  positions: Positions,
  events: RiskEvents,
): (claim: ClaimStatement) => ClockEvent[] {
  const isMember = new Set(
    claims.flatMap(({ members }) => members.map(({ entity }) => entity)),
  );
  const touches =
    isMember.size === 0 ? [] : all(model, clocks, isMember, positions, events);
  const byTarget = new Map<number, Touch[]>();
  for (const touch of touches) {
    for (const target of touch.targets) {
      append(byTarget, target, touch);
    }
  }
  if (touches.length === 0) return () => [];
  return claim => {
    const found = new Map<number, Set<number>>();
    claim.members.forEach(({ entity }, i) => {
      for (const { event } of byTarget.get(entity) ?? []) {
        const members = found.get(event);
        if (members) members.add(i);
        else found.set(event, new Set([i]));
      }
    });
    return [...found]
      .map(([event, members]) => ({ event, members: [...members] }))
      .filter(({ members }) => distinctEntities(claim, members) > 1)
      .sort((a, b) =>
        compareText(events.keyOf(a.event), events.keyOf(b.event)),
      );
  };
}

/** Copies of one entity are not told apart by what a job says it touches. */
function distinctEntities(claim: ClaimStatement, members: number[]): number {
  return new Set(members.map(m => claim.members[m].entity)).size;
}

/** One event a job, and one a set of jobs that coincide. */
function all(
  model: Model,
  { coincidences }: Clocks,
  isMember: ReadonlySet<number>,
  positions: Positions,
  events: RiskEvents,
): Touch[] {
  const touches: Touch[] = [];
  const add = (jobs: readonly number[], nameOf: () => string) => {
    const targets = new Set(
      jobs
        .flatMap(job => targetsOf(model.entities[job].facts))
        .map(ref => positions.get(ref))
        .filter(target => target !== undefined)
        .filter(target => isMember.has(target)),
    );
    if (targets.size < 2) return;
    touches.push({ event: events.clock(nameOf(), jobs), targets });
  };
  const names = (jobs: readonly number[]) =>
    jobs.map(job => model.entities[job].name).join(' and ');
  model.entities.forEach(({ facts }, job) => {
    if (!facts.runsAt) return;
    const schedules = facts.runsAt.filter(at => at !== 'on-demand');
    if (schedules.length === 0) return;
    add([job], () => `${names([job])} at ${schedules.join('; ')}`);
  });
  for (const { jobs } of coincidences) {
    const sorted = [...jobs].sort((a, b) => a - b);
    add(sorted, () => `${names(sorted)} at one time`);
  }
  return touches;
}

function targetsOf({ actsOn, writesTo }: Facts): string[] {
  return [...(actsOn ?? []), ...(writesTo ?? [])];
}
