/** Schedules that teams state, laid over one week, and the things on which the jobs of several entities meet. */
import { shown, ProblemLog } from '../../model/problems';
import type { Model, Problem } from '../../model/types';
import { ANNOTATION_PREFIX } from '../../model/read-entity';
import type { Policy } from '../../policy/policy';
import type { Structure } from '../../structure/types';
import type { Clocks, Schedule } from '../types';
import { coincidencesOf } from './coincidences';
import { type CronResult, parseCron } from './cron';
import { type LostStart, WeekExpander } from './expand';
import { DAY } from './timezone';

const KEY = `${ANNOTATION_PREFIX}runs-at`;
const ON_DEMAND = 'on-demand';
/** Monday of the first whole week that computers count. */
const FIRST_MONDAY = Date.parse('1970-01-05T00:00:00.000Z');
/** Different expressions of one catalog: every minute of the week, and as many again with time zones. */
const MAX_DIFFERENT = 20_000;
/** Starts of different expressions that are kept, so that no catalog can fill the memory: 40 MB. */
const MAX_STARTS = 5_000_000;

/** One expression, worked out once however many entities state it. */
interface Expanded {
  result: CronResult;
  starts: number[];
  lost?: LostStart;
}

/**
 * Every stated schedule over one week, and where several meet.
 *
 * @param at - ISO 8601; the week that holds it, from Monday 00:00 UTC, is expanded. 1970-01-05 when absent or unreadable
 * @param problems - gets what cannot be read, never starts, or starts at a time that does not exist
 */
export function clocksOf(input: {
  model: Model;
  structure: Structure;
  policy: Policy;
  at?: string;
  problems: Problem[];
}): Clocks {
  const from = mondayOf(input.at);
  const schedules = schedulesOf(input.model, from, input.problems);
  return {
    from: new Date(from).toISOString(),
    schedules,
    coincidences: coincidencesOf(input, schedules),
  };
}

function mondayOf(at: string | undefined): number {
  const time = at === undefined ? NaN : Date.parse(at);
  if (Number.isNaN(time)) return FIRST_MONDAY;
  const week = 7 * DAY;
  return FIRST_MONDAY + Math.floor((time - FIRST_MONDAY) / week) * week;
}

function schedulesOf(
  model: Model,
  from: number,
  problems: Problem[],
): Schedule[] {
  const log = new ProblemLog();
  const expand = expander(from);
  const schedules: Schedule[] = [];
  model.entities.forEach(({ ref, file, line, facts }, entity) => {
    if (!facts.runsAt) return;
    for (const expression of new Set(facts.runsAt)) {
      if (expression === ON_DEMAND) continue;
      const expanded = expand(expression);
      const problem = problemOf(expression, expanded);
      if (problem) {
        log.add('unreadable-value', { ref, file, line }, KEY, problem);
      }
      const { result, starts } = expanded;
      if (!('cron' in result)) continue;
      schedules.push({
        entity,
        expression,
        timezone: result.cron.timezone,
        starts,
      });
    }
  });
  for (const problem of log.problems) problems.push(problem);
  return schedules;
}

/** Remembers expressions for one run, up to a bound in number and in starts. */
function expander(from: number): (expression: string) => Expanded {
  const week = new WeekExpander(from);
  const known = new Map<string, Expanded>();
  let kept = 0;
  return expression => {
    const found = known.get(expression);
    if (found) return found;
    if (known.size >= MAX_DIFFERENT || kept >= MAX_STARTS) {
      return { result: { expected: tooManyText() }, starts: [] };
    }
    const result = parseCron(expression);
    const expanded: Expanded = { result, starts: [] };
    if ('cron' in result) {
      expanded.starts = week.starts(result.cron);
      expanded.lost = week.lostStart(result.cron);
      kept += expanded.starts.length;
    }
    known.set(expression, expanded);
    return expanded;
  };
}

function problemOf(
  expression: string,
  { result, lost }: Expanded,
): string | undefined {
  const found = shown(expression);
  if ('expected' in result) {
    return `${KEY}: expected ${result.expected}, found ${found}`;
  }
  if (!lost) return undefined;
  return `${KEY}: expected a time that every day has, found ${found}: ${
    lost.local
  } does not exist in ${result.cron.timezone}, as clocks go forward then${
    lost.instead === undefined ? '' : `; ${insteadText(lost.instead)}`
  }`;
}

function insteadText(instead: string): string {
  return instead === 'skipped'
    ? 'that start is skipped'
    : `that start moves to ${instead}`;
}

function tooManyText(): string {
  return `at most ${MAX_DIFFERENT} different schedules with ${MAX_STARTS} starts a week in one catalog`;
}
