/**
 * Many callers, one downstream, nothing that limits load between. Fan-in alone says little, so one more statement has to
 * make it plausible that the load of the callers comes at the same time: see `signalsOf`.
 */
import type { CouplingFacts, Facts } from '../../model/types';
import { jointFailure } from '../jointReach';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import type {
  Evidence,
  FindingDraft,
  Reach,
  Rule,
  RuleContext,
} from '../types';
import { widestFirst } from '../widest';
import { clean, count, list, number } from '../../model/words';
import { append } from '../../model/collect';

/** The few widest: the rest is the inventory. */
const MAX_FINDINGS = 3;
/** What limits load, at the downstream or in the caller. */
const LOAD_CONTROL = new Set([
  'load-shedding',
  'admission-control',
  'rate-limit',
  'bulkhead',
  'retry-budget',
  'circuit-breaker',
]);
/** What makes load grow or stay when the downstream slows down. */
const PRESSING = new Set(['retry', 'block', 'restart']);

/** Types of APIs whose consumers are sent to. */
const EVENT_TYPES = new Set(['asyncapi', 'event', 'events', 'topic', 'stream']);
/** Signals that together weigh less than this leave it a question. */
const STRONG = 10;

/** One downstream, or a group of stand-ins that carry the same callers. */
interface Downstream {
  members: number[];
  callers: number[];
}

/** Why the load would come together, and the points for it. */
interface Signal {
  points: number;
  because: string;
  evidence: Evidence;
}

export const saturation: Rule = {
  id: 'saturation',
  category: 'correlated-failure',
  description:
    'Many callers share one downstream, no load control is stated between, and something makes their load come together.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const rows = couplingFacts(lens);
    return downstreams(lens, rows)
      .map(downstream => ({
        downstream,
        signals: signalsOf(lens, downstream, rows),
        reach: jointFailure(lens, downstream.members).reach,
      }))
      .filter(({ signals }) => signals.length > 0)
      .sort(
        (a, b) =>
          b.reach.fails - a.reach.fails ||
          lens.byRef(a.downstream.members[0], b.downstream.members[0]),
      )
      .slice(0, MAX_FINDINGS)
      .map(({ downstream, signals, reach }) =>
        draft(lens, downstream, signals, reach),
      );
  },
};

/** Facts about single couplings, by dependent and dependency. */
type Rows = ReadonlyMap<string, CouplingFacts>;

function couplingFacts({ context }: Lens): Rows {
  const { from, to, facts } = context.model.couplings;
  return new Map(
    Object.entries(facts).map(([row, stated]) => [
      `${from[Number(row)]} ${to[Number(row)]}`,
      stated,
    ]),
  );
}

function downstreams(lens: Lens, rows: Rows): Downstream[] {
  const { entities } = lens.context.model;
  const { minCallers } = lens.context.policy.saturation;
  const groups = new Map<string, number[]>();
  const found: Downstream[] = [];
  entities.forEach(({ kind, facts }, entity) => {
    if (kind === 'api' || lens.isInert(entity)) return;
    const group = facts.redundancyGroup?.name;
    if (group !== undefined) {
      append(groups, group, entity);
    } else if (lens.users(entity).length >= minCallers) {
      const callers = loading(lens, [entity], lens.users(entity), rows);
      found.push({ members: [entity], callers });
    }
  });
  for (const members of groups.values()) {
    members.sort(lens.byRef);
    const [first, ...rest] = members.map(member => lens.users(member));
    const shared = first.filter(caller =>
      rest.every(users => users.includes(caller)),
    );
    found.push({ members, callers: loading(lens, members, shared, rows) });
  }
  return found.filter(
    ({ members, callers }) =>
      isMany(lens, callers) &&
      !members.every(member => limits(entities[member].facts)),
  );
}

function isMany(lens: Lens, callers: readonly number[]): boolean {
  const { minCallers, minTeams } = lens.context.policy.saturation;
  const { entities } = lens.context.model;
  const teams = new Set(callers.flatMap(caller => entities[caller].owners));
  return (
    callers.length >= minCallers &&
    (teams.size >= minTeams || lens.ownerCount <= 1)
  );
}

function limits({ mechanisms }: Pick<Facts, 'mechanisms'>): boolean {
  return mechanisms?.some(mechanism => LOAD_CONTROL.has(mechanism)) ?? false;
}

/** Callers that call at run time, with no load control of their own, on the coupling, or in a library they use. */
function loading(
  lens: Lens,
  members: readonly number[],
  callers: readonly number[],
  rows: Rows,
): number[] {
  const { entities } = lens.context.model;
  return callers.filter(
    caller =>
      !members.includes(caller) &&
      !onlyListens(lens, caller, members) &&
      !lens.isInert(caller) &&
      !limits(entities[caller].facts) &&
      !members.every(member => limits(rows.get(`${caller} ${member}`) ?? {})) &&
      !librariesOf(lens, caller).some(library =>
        limits(entities[library].facts),
      ),
  );
}

/** It only takes events in: what it takes is no load on what sends them. */
function onlyListens(
  lens: Lens,
  caller: number,
  members: readonly number[],
): boolean {
  const { entities } = lens.context.model;
  const ways = lens
    .needs(caller)
    .filter(
      needed =>
        members.includes(needed) ||
        (entities[needed].kind === 'api' &&
          lens.needs(needed).some(provider => members.includes(provider))),
    );
  return ways.every(
    way =>
      entities[way].kind === 'api' &&
      lens.typeWords(way).some(word => EVENT_TYPES.has(word)),
  );
}

function librariesOf(lens: Lens, entity: number): number[] {
  return lens.needs(entity).filter(needed => lens.isInert(needed));
}

function signalsOf(
  lens: Lens,
  { members, callers }: Downstream,
  rows: Rows,
): Signal[] {
  return [
    ...pressingCallers(lens, members, callers, rows),
    ...sameCallers(members, callers),
    ...manyInstances(lens, callers),
    ...ownStatements(lens, members),
  ];
}

function pressingCallers(
  lens: Lens,
  members: readonly number[],
  callers: readonly number[],
  rows: Rows,
): Signal[] {
  const { entities } = lens.context.model;
  const presses = (facts: Facts) =>
    facts.onDependencyFailure?.some(action => PRESSING.has(action)) ?? false;
  const pressing = callers.filter(
    caller =>
      presses(entities[caller].facts) ||
      librariesOf(lens, caller).some(l => presses(entities[l].facts)) ||
      members.some(m => (rows.get(`${caller} ${m}`)?.retries ?? 0) > 0),
  );
  const fleets = pressing.filter(
    caller => entities[caller].facts.instances === 'many',
  );
  // One caller that presses is its own matter; several, or a fleet, come together.
  if (pressing.length < 2 && fleets.length === 0) return [];
  return [
    {
      points: Math.min(20, 5 + 5 * pressing.length),
      because: `${count(
        pressing.length,
        'caller tries again, waits or restarts',
        'callers try again, wait or restart',
      )} when it slows down, with no budget stated`,
      evidence: {
        grade: 'declared',
        source: 'posiwid.dev/on-dependency-failure',
        detail: `${list(
          pressing.map(caller => lens.name(caller)),
          4,
        )}: retry, block or restart, stated of the caller, its client library or the coupling`,
      },
    },
  ];
}

function sameCallers(
  members: readonly number[],
  callers: readonly number[],
): Signal[] {
  if (members.length < 2) return [];
  return [
    {
      points: 5,
      because: 'what one member drops falls to the others',
      evidence: {
        grade: 'declared',
        source: 'posiwid.dev/redundancy-group',
        detail: `All ${number(members.length)} members carry the same ${number(
          callers.length,
        )} callers`,
      },
    },
  ];
}

function manyInstances(lens: Lens, callers: readonly number[]): Signal[] {
  const { entities } = lens.context.model;
  const many = callers.filter(
    caller => entities[caller].facts.instances === 'many',
  );
  if (many.length === 0) return [];
  return [
    {
      points: 5,
      because: `${count(
        many.length,
        'caller has',
        'callers have',
      )} many copies`,
      evidence: {
        grade: 'declared',
        source: 'posiwid.dev/instances',
        detail: `${list(
          many.map(caller => lens.name(caller)),
          4,
        )}: many instances`,
      },
    },
  ];
}

/** What the downstream says itself: none, a limit, a hand on the tap, somebody outside. */
function ownStatements(lens: Lens, members: readonly number[]): Signal[] {
  const { entities } = lens.context.model;
  const signals: Signal[] = [];
  for (const member of members) {
    const { knownLimit, externalParty, mechanisms } = entities[member].facts;
    const name = lens.name(member);
    const add = (source: string, points: number, says: string) =>
      signals.push({
        points,
        because: says,
        evidence: {
          grade: 'declared',
          source: `posiwid.dev/${source}`,
          detail: `${name}: ${says}`,
        },
      });
    if (knownLimit) add('known-limit', 10, `known limit, ${clean(knownLimit)}`);
    if (externalParty) {
      add(
        'external-party',
        10,
        `run or scaled outside, ${clean(externalParty)}`,
      );
    }
    if (mechanisms?.includes('manual-rate-limit')) {
      add('mechanisms', 5, 'load is limited by hand only');
    }
    if (mechanisms?.length === 0) {
      add('mechanisms', 15, 'states that it has no mechanism');
    }
  }
  // Members that say the same say it once.
  const seen = new Set<string>();
  return signals.filter(
    ({ because }) => !seen.has(because) && seen.add(because),
  );
}

function draft(
  lens: Lens,
  { members, callers }: Downstream,
  signals: readonly Signal[],
  reach: Reach,
): FindingDraft {
  const names = list(
    members.map(member => lens.name(member)),
    3,
  );
  const widestCallers = widestFirst(lens, callers, 12);
  const teams = new Set(
    callers.flatMap(caller => lens.context.model.entities[caller].owners),
  );
  return {
    title: `${names}: ${count(callers.length, 'caller')} in ${count(
      teams.size,
      'team',
    )}, and no load control stated`,
    summary: `${
      members.length > 1
        ? 'They carry the same callers, so what one sheds the others get, and they are full together.'
        : 'When it is full, it is full for all of them.'
    } Nothing on the way is stated to limit what they send.`,
    subjects: members.slice(0, 6).map(member => lens.ref(member)),
    cause: members.map(member => lens.ref(member)),
    related: [...members.slice(6), ...widestCallers].map(e => lens.ref(e)),
    steps: lens.stepsDown(
      [
        widestCallers[0],
        viaApi(lens, widestCallers[0], members[0]),
        members[0],
      ].filter((step): step is number => step !== undefined),
    ),
    evidence: signals.map(signal => signal.evidence).slice(0, 8),
    interventions: [
      {
        kind: 'limit-load',
        leverage: 'feedback',
        text: `Let ${names} turn away what is over its limit early (load shedding, admission control), the least important first.`,
        target: lens.ref(members[0]),
      },
      {
        kind: 'retry-budget',
        leverage: 'parameter',
        text: `Give the callers of ${names} a retry budget with jitter, best in the client they share.`,
        target: lens.ref(members[0]),
      },
    ],
    reach,
    weight: {
      reach,
      extra: signals.map(({ points, because }) => ({ points, because })),
      cap: capOf(members, signals),
    },
  };
}

function capOf(
  members: readonly number[],
  signals: readonly Signal[],
): FindingDraft['weight']['cap'] {
  const strength = signals.reduce((sum, { points }) => sum + points, 0);
  if (strength >= STRONG) {
    return {
      severity: 'high',
      because: 'how much load there is, the map does not say',
    };
  }
  return {
    severity: members.length > 1 ? 'low' : 'medium',
    because: 'little is stated that makes load come together',
  };
}

/** The API between a caller and the one called, when there is one. */
function viaApi(
  lens: Lens,
  caller: number,
  called: number,
): number | undefined {
  const needs = lens.needs(caller);
  if (needs.includes(called)) return undefined;
  return needs.find(needed => lens.needs(needed).includes(called));
}
