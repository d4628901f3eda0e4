import type { Coincidence } from '../../failure/types';
import { failureOf } from '../../structure/failure';
import { countsAsTeam } from '../../model/owners';
import type { FindingDraft, Reach, Rule, RuleContext, Step } from '../types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { shortestWay } from '../../structure/navigate';
import { count, list, number } from '../../model/words';
import { append } from '../../model/collect';

/** Jobs that are named; a finding about forty lists the first. */
const MAX_NAMED = 4;
/** Things that the same jobs meet on beside the first, named in the title. */
const MAX_TARGETS = 3;
/** What lets a thing refuse load, as stated in its mechanisms. */
const LOAD_CONTROL = new Set([
  'admission-control',
  'load-shedding',
  'rate-limit',
]);
/** What spreads the changes of one job over its targets. */
const STAGED_MECHANISMS = new Set(['canary', 'progressive-delivery']);
const STAGED_PACES = new Set(['staged', 'staged-checked', 'manual']);

/** Jobs of several entities that start together on one thing, or one job that changes all that stand in for each other. */
export const sameClock: Rule = {
  id: 'same-clock',
  category: 'correlated-failure',
  description:
    'Jobs of several entities start together on one thing, or one job changes every member of a redundancy group in the same hour.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    return [
      ...sameTargets(lens).map(found => coincide(lens, found)),
      ...wholeGroups(lens).map(found => changesAll(lens, found)),
    ];
  },
};

/** Jobs, and what they all meet on: the thing that a meeting can hurt most, and those that say the same again. */
interface Meeting extends Coincidence {
  others: number[];
}

/** The same jobs that meet on several things are one thing to talk about. */
function sameTargets(lens: Lens): Meeting[] {
  const { independence, structure, policy } = lens.context;
  const byJobs = new Map<string, Coincidence[]>();
  for (const found of independence.clocks.coincidences) {
    if (found.jobs.length < policy.sameClock.minJobs) continue;
    if (lens.isInert(found.target)) continue;
    const jobs = found.jobs.join();
    append(byJobs, jobs, found);
  }
  return [...byJobs.values()].map(alike => {
    const [first, ...rest] = [...alike].sort(
      (a, b) =>
        controlsOf(lens, a.target).length - controlsOf(lens, b.target).length ||
        changes(b) - changes(a) ||
        structure.fails[b.target] - structure.fails[a.target] ||
        lens.byRef(a.target, b.target),
    );
    return { ...first, others: rest.map(({ target }) => target) };
  });
}

/** What is stated to let a thing refuse load. */
function controlsOf(lens: Lens, target: number): string[] {
  const { mechanisms = [] } = lens.context.model.entities[target].facts;
  return mechanisms.filter(mechanism => LOAD_CONTROL.has(mechanism));
}

/** Jobs that change what they meet on, rather than read it. */
function changes({ by }: Coincidence): number {
  return by.filter(touch => touch !== 'needs').length;
}

function coincide(lens: Lens, meeting: Meeting): FindingDraft {
  const { target, jobs, at, others } = meeting;
  const { clocks } = lens.context.independence;
  const { windowMinutes } = lens.context.policy.sameClock;
  const reach = lens.reach(target);
  const name = lens.name(target);
  const named = jobs.slice(0, MAX_NAMED);
  const targets = [target, ...others].slice(0, MAX_TARGETS);
  const names = list(
    [...named, ...jobs.slice(MAX_NAMED)].map(j => lens.name(j)),
  );
  const on = list([target, ...others].map(entity => lens.name(entity)));
  const controls = controlsOf(lens, target);
  const owners = teamsOf(lens, jobs);
  return {
    cause: [lens.ref(target)],
    title: `${names} start within ${count(windowMinutes, 'minute')} on ${on}`,
    summary: `${count(at.length, 'time')} in the week from ${clocks.from.slice(
      0,
      10,
    )}, first on ${whenText(at[0])}. None of them states jitter${
      controls.length > 0
        ? `; ${name} states ${list(controls)}`
        : `, and nothing is stated that lets ${name} refuse load`
    }. When ${name} fails, ${count(
      reach.fails,
      'entity fails',
      'entities fail',
    )} with it.`,
    subjects: [...targets, ...named].map(entity => lens.ref(entity)),
    related: [...jobs, ...others].map(entity => lens.ref(entity)),
    steps: wayOf(lens, jobs[0], target, meeting.by[0]),
    evidence: named.map(job => ({
      grade: 'declared',
      source: 'posiwid.dev/runs-at',
      detail: `${lens.name(job)} runs at ${statedOf(lens, job)}`,
    })),
    interventions: [
      {
        kind: 'spread-schedule',
        leverage: 'parameter',
        text: `Move the starts of ${names} apart by more than ${count(
          windowMinutes,
          'minute',
        )}.`,
        target: lens.ref(jobs[0]),
      },
      {
        kind: 'jitter-by-default',
        leverage: 'rule',
        text: 'Let the scheduler that these jobs share spread starts by default, so that a round hour is no appointment.',
      },
      ...(controls.length > 0
        ? []
        : [
            {
              kind: 'admission-control',
              leverage: 'feedback' as const,
              text: `Give ${name} a limit on the load of jobs, so that those it serves go on when all start at once.`,
              target: lens.ref(target),
            },
          ]),
    ],
    reach,
    weight: {
      reach,
      extra: [
        {
          points: owners > 1 ? 8 : 0,
          because: `the jobs are of ${number(owners)} teams`,
        },
      ],
      cap:
        controls.length > 0
          ? {
              severity: 'low',
              because: 'it can refuse load, as far as is stated',
            }
          : {
              severity: 'high',
              because:
                'a meeting is load, and load fells a thing only at times',
            },
    },
  };
}

/** A job, and all members of one redundancy group: it changes each of them every time it starts. */
interface WholeGroup {
  job: number;
  by: 'acts-on' | 'writes-to';
  members: number[];
}

function wholeGroups(lens: Lens): WholeGroup[] {
  const { model, independence } = lens.context;
  const members = new Map<string, number[]>();
  model.entities.forEach(({ facts }, entity) => {
    const group = facts.redundancyGroup?.name;
    if (group === undefined) return;
    append(members, group, entity);
  });
  const jobs = new Set(
    independence.clocks.schedules
      .filter(({ starts }) => starts.length > 0)
      .map(({ entity }) => entity),
  );
  return [...jobs]
    .filter(job => !isStaged(lens, job))
    .flatMap(job => {
      const { actsOn = [], writesTo = [] } = model.entities[job].facts;
      const touched = new Set(
        [...actsOn, ...writesTo].flatMap(ref => lens.positionOf(ref) ?? []),
      );
      const groups = new Set(
        [...touched].flatMap(
          entity => model.entities[entity].facts.redundancyGroup?.name ?? [],
        ),
      );
      return [...groups]
        .map(group => members.get(group)!)
        .filter(all => all.length > 1 && all.every(e => touched.has(e)))
        .map(all => ({
          job,
          by: actsOn.includes(lens.ref(all[0]))
            ? ('acts-on' as const)
            : ('writes-to' as const),
          members: [...all].sort(lens.byRef),
        }));
    });
}

function isStaged(lens: Lens, job: number): boolean {
  const { changePace, mechanisms = [] } =
    lens.context.model.entities[job].facts;
  return (
    (changePace !== undefined && STAGED_PACES.has(changePace)) ||
    mechanisms.some(word => STAGED_MECHANISMS.has(word))
  );
}

function changesAll(
  lens: Lens,
  { job, by, members }: WholeGroup,
): FindingDraft {
  const reach = reachOfAll(lens, members);
  const name = lens.name(job);
  const names = list(
    members.map(member => lens.name(member)),
    MAX_NAMED,
  );
  const named = members.slice(0, MAX_NAMED);
  return {
    cause: [job, ...members].map(entity => lens.ref(entity)),
    title: `${name} changes ${names} in the same hour, though they stand in for each other`,
    summary: `It runs at ${statedOf(lens, job)} and ${
      by === 'acts-on' ? 'acts on' : 'writes to'
    } every one of them; no stage between them is stated. A bad run leaves no member that it has not touched.`,
    subjects: [job, ...named].map(entity => lens.ref(entity)),
    related: members.map(entity => lens.ref(entity)),
    steps: wayOf(lens, job, members[0], by),
    evidence: [
      {
        grade: 'declared',
        source: 'posiwid.dev/runs-at',
        detail: `${name} runs at ${statedOf(lens, job)}`,
      },
      {
        grade: 'declared',
        source: `posiwid.dev/${by}`,
        detail: `${name} names ${count(
          members.length,
          'member',
        )} of one redundancy group, which are all there are`,
      },
    ],
    interventions: [
      {
        kind: 'stage-change',
        leverage: 'rule',
        text: `Let ${name} change one of ${names} first, and the next only after a check of it.`,
        target: lens.ref(job),
      },
      {
        kind: 'spread-schedule',
        leverage: 'parameter',
        text: `Give each of ${names} its own hour.`,
        target: lens.ref(job),
      },
    ],
    reach,
    weight: {
      reach,
      by: 'change',
      cap: {
        severity: 'high',
        because: 'it takes a bad run of the job, and not every run is one',
      },
    },
  };
}

/** What fails when all of them do, they included. */
function reachOfAll(lens: Lens, members: readonly number[]): Reach {
  const { model } = lens.context;
  const { fails, degrades } = failureOf(model.graph, members);
  const failing = [...members, ...fails];
  const systems = new Set(
    failing.flatMap(entity => model.entities[entity].system ?? []),
  );
  return {
    fails: failing.length,
    degrades: degrades.length,
    ofEntities: lens.size,
    teams: teamsOf(lens, failing),
    ofTeams: lens.ownerCount,
    systems: systems.size,
  };
}

function teamsOf(lens: Lens, entities: readonly number[]): number {
  const { model } = lens.context;
  return new Set(
    entities.flatMap(entity =>
      model.entities[entity].owners.filter(owner => countsAsTeam(model, owner)),
    ),
  ).size;
}

/** From the job to what it touches; an API between stands in the way. */
function wayOf(
  lens: Lens,
  job: number,
  target: number,
  by: Coincidence['by'][number],
): Step[] {
  const { model } = lens.context;
  if (by === 'needs') {
    const isApi = (e: number) => model.entities[e].kind === 'api';
    return lens.stepsDown(shortestWay(model.graph, job, target, isApi));
  }
  const step = (entity: number) => ({
    ref: lens.ref(entity),
    teams: lens.teamRefs(entity),
  });
  const coupling = by === 'acts-on' ? 'acts on' : 'writes to';
  return [{ ...step(job), coupling, grade: 'declared' }, step(target)];
}

function statedOf(lens: Lens, job: number): string {
  const stated = lens.context.model.entities[job].facts.runsAt ?? [];
  return list(
    stated.map(expression => `"${expression}"`),
    2,
  );
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Mon 02:00 UTC`, of minutes since Monday 00:00 UTC. */
function whenText(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const hour = Math.floor(minutes / 60);
  return `${DAYS[Math.floor(hour / 24)]} ${two(hour % 24)}:${two(
    minutes % 60,
  )} UTC`;
}
