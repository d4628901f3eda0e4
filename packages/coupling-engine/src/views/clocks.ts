import type { Analysis, Omission } from '../analysis';
import { coincidencesOf } from '../failure/clocks/coincidences';
import type { Coincidence, Schedule } from '../failure/types';
import type { Finding } from '../findings/types';
import { clean, count, number } from '../model/words';
import type { ClockMeeting, ClockView, TeamOption, ViewOptions } from './types';
import { Viewer } from './viewer';
import { append } from '../model/collect';

/** More would be no calendar; the widest are kept, and an omission says how many are not. */
const MAX_MEETINGS = 100;
const MAX_JOBS = 200;

/**
 * Schedules of the week of the analysis that meet on one thing, widest first. With teams: those on a thing, or of a job,
 * of these teams. A job that the reader may not see takes part in nothing: neither its name nor its hours show.
 */
export function clockView<F extends Finding>(
  analysis: Analysis,
  options: ViewOptions<F> & TeamOption = {},
): ClockView {
  const viewer = new Viewer(analysis, options);
  const { teams } = options;
  const { clocks } = analysis.independence;
  const concerns = ({ target, jobs }: Coincidence) =>
    [target, ...jobs].some(entity => viewer.belongsTo(entity, teams));
  const visible = clocks.schedules.filter(({ entity }) =>
    viewer.canSee(entity),
  );
  // What the rest of the jobs would do by themselves, when some may not be seen.
  const all =
    visible.length === clocks.schedules.length
      ? clocks.coincidences
      : coincidencesOf(analysis, visible);
  const seen = all.filter(
    found => viewer.canSee(found.target) && concerns(found),
  );
  const schedules = byEntity(visible);
  const scheduled = [...schedules.keys()].filter(entity =>
    viewer.belongsTo(entity, teams),
  );
  const meeting = new Set(seen.flatMap(({ jobs }) => jobs));
  return {
    from: clocks.from,
    headline: headline(viewer, seen, scheduled.length),
    meetings: seen
      .slice(0, MAX_MEETINGS)
      .map(found => describe(viewer, found, schedules)),
    scheduled: scheduled.length,
    alone: scheduled.filter(entity => !meeting.has(entity)).length,
    hidden: Math.max(
      0,
      clocks.coincidences.filter(concerns).length - seen.length,
    ),
    omissions: omissionsOf(viewer, seen.length, teams),
  };
}

function byEntity(schedules: readonly Schedule[]): Map<number, Schedule[]> {
  const found = new Map<number, Schedule[]>();
  for (const schedule of schedules) {
    append(found, schedule.entity, schedule);
  }
  return found;
}

function describe(
  viewer: Viewer,
  { target, jobs, by, at }: Coincidence,
  schedules: ReadonlyMap<number, Schedule[]>,
): ClockMeeting {
  return {
    target: viewer.summary(target),
    jobs: jobs.slice(0, MAX_JOBS).map((job, i) => {
      const { expression, timezone } = meetingSchedule(schedules.get(job)!, at);
      return {
        entity: viewer.summary(job),
        by: by[i],
        expression: clean(expression),
        timezone,
      };
    }),
    at: [...at],
    fails: viewer.analysis.structure.fails[target],
    findings: viewer
      .findingsAbout(viewer.lens.ref(target))
      .filter(({ rule }) => rule === 'same-clock')
      .map(({ id }) => id),
  };
}

/** Of the schedules of one job, the one that starts soonest after a meeting begins: that is what brings it there. */
function meetingSchedule(
  schedules: readonly Schedule[],
  at: readonly number[],
): Schedule {
  if (schedules.length === 1) return schedules[0];
  const wait = ({ starts }: Schedule) => {
    let least = Infinity;
    let meeting = -1;
    for (const start of starts) {
      while (meeting + 1 < at.length && at[meeting + 1] <= start) meeting++;
      if (meeting >= 0) least = Math.min(least, start - at[meeting]);
    }
    return least;
  };
  return schedules.reduce((best, next) =>
    wait(next) < wait(best) ? next : best,
  );
}

function headline(
  viewer: Viewer,
  seen: readonly Coincidence[],
  scheduled: number,
): string {
  if (scheduled === 0 && seen.length === 0) return 'No schedule is stated';
  if (seen.length === 0) {
    return `${count(
      scheduled,
      'entity runs',
      'entities run',
    )} by the clock, and no two start together on one thing`;
  }
  const [{ target, jobs }] = seen;
  const name = viewer.lens.name(target);
  return seen.length === 1
    ? `${count(jobs.length, 'job')} start together on ${name}`
    : `Jobs start together on ${count(
        seen.length,
        'thing',
      )}; most of them, ${number(jobs.length)}, on ${name}`;
}

function omissionsOf(
  viewer: Viewer,
  meetings: number,
  teams: ReadonlySet<string> | undefined,
): Omission[] {
  let silent = 0;
  let of = 0;
  viewer.analysis.model.entities.forEach(({ kind, facts }, entity) => {
    if (kind === 'api' || !viewer.canSee(entity)) return;
    if (!viewer.belongsTo(entity, teams)) return;
    of += 1;
    if (!facts.runsAt) silent += 1;
  });
  const omissions: Omission[] = [];
  if (silent > 0) {
    omissions.push({
      what: 'schedules',
      missing: silent,
      of,
      text: `${number(silent)} of ${count(
        of,
        'entity',
        'entities',
      )} do not say whether they run by the clock`,
    });
  }
  if (meetings > MAX_MEETINGS) {
    omissions.push({
      what: 'meetings',
      missing: meetings - MAX_MEETINGS,
      of: meetings,
      text: `${number(meetings - MAX_MEETINGS)} of ${number(
        meetings,
      )} things on which jobs meet are not shown`,
    });
  }
  return omissions;
}
