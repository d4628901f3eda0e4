/** Which jobs meet on which thing: the schedules of one week held against what their entities touch. */
import { inertByType } from '../../model/inert';
import { compareText } from '../../model/text';
import { positionsByRef } from '../../model/positions';
import type { Model } from '../../model/types';
import type { Policy } from '../../policy/policy';
import type { Structure } from '../../structure/types';
import type { Coincidence, Schedule } from '../types';
import { meetingsOf, type Timetable } from './meetings';
import { type Touch, touchesOf } from './touches';

const MINUTES_A_WEEK = 7 * 24 * 60;
/** Starts a week of a job that runs every hour: what runs more often is load that is always there. */
const HOURLY = 7 * 24;
/** Stated, these spread the starts of a job, so that it meets nobody by its clock. */
const JITTER = new Set(['jitter', 'backoff-jitter']);

interface Job {
  entity: number;
  starts: readonly number[];
}

/** Widest first: by jobs, then by what fails with the target, then by ref. */
export function coincidencesOf(
  input: { model: Model; structure: Structure; policy: Policy },
  schedules: readonly Schedule[],
): Coincidence[] {
  if (schedules.length === 0) return [];
  const { model, structure, policy } = input;
  const { windowMinutes, minJobs } = policy.sameClock;
  const least = Math.max(2, minJobs);
  const byRef = (a: number, b: number) =>
    compareText(model.entities[a].ref, model.entities[b].ref);
  const found: Coincidence[] = [];
  for (const [target, touching] of touchedBy(input, schedules)) {
    if (touching.size < least) continue;
    const { at, taking } = meetingsOf(
      timetablesOf([...touching.keys()]),
      windowMinutes,
      least,
    );
    if (at.length === 0) continue;
    const jobs = taking.flatMap(timetable => timetable.jobs).sort(byRef);
    const touchOf = new Map(
      [...touching].map(([job, by]) => [job.entity, by] as const),
    );
    found.push({ target, jobs, by: jobs.map(job => touchOf.get(job)!), at });
  }
  return found.sort(
    (a, b) =>
      b.jobs.length - a.jobs.length ||
      structure.fails[b.target] - structure.fails[a.target] ||
      byRef(a.target, b.target),
  );
}

/** By target, the jobs that touch it. */
function touchedBy(
  { model, policy }: { model: Model; policy: Policy },
  schedules: readonly Schedule[],
): Map<number, Map<Job, Touch>> {
  const positions = positionsByRef(model);
  const isInert = inertByType(policy);
  const found = new Map<number, Map<Job, Touch>>();
  for (const job of jobsOf(model, policy, schedules)) {
    const touches = touchesOf(model, positions, isInert, job.entity);
    for (const [target, by] of touches) {
      const known = found.get(target);
      if (known) known.set(job, by);
      else found.set(target, new Map([[job, by]]));
    }
  }
  return found;
}

/** Entities that start by the clock, without those whose starts are spread and those that run all the time. */
function jobsOf(
  model: Model,
  policy: Policy,
  schedules: readonly Schedule[],
): Job[] {
  const starts = new Map<number, readonly number[][]>();
  for (const schedule of schedules) {
    const known = starts.get(schedule.entity) ?? [];
    starts.set(schedule.entity, [...known, schedule.starts]);
  }
  const most = Math.min(
    HOURLY,
    MINUTES_A_WEEK / (2 * Math.max(1, policy.sameClock.windowMinutes)),
  );
  const jobs: Job[] = [];
  for (const [entity, lists] of starts) {
    const { mechanisms = [] } = model.entities[entity].facts;
    if (mechanisms.some(word => JITTER.has(word.toLowerCase()))) continue;
    // One list is kept as it is: jobs of one expression then share it, which is what makes them one timetable.
    const all =
      lists.length === 1
        ? lists[0]
        : [...new Set(lists.flat())].sort((a, b) => a - b);
    if (all.length > 0 && all.length <= most)
      jobs.push({ entity, starts: all });
  }
  return jobs;
}

function timetablesOf(jobs: readonly Job[]): Timetable[] {
  const found = new Map<readonly number[], Timetable>();
  for (const { entity, starts } of jobs) {
    const known = found.get(starts);
    if (known) known.jobs.push(entity);
    else found.set(starts, { starts, jobs: [entity] });
  }
  return [...found.values()];
}
