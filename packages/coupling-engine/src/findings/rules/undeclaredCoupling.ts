/**
 * Couplings that were seen and that nobody declares, one finding a target. What would additionally fall is exact: in the declared
 * graph with these couplings added as hard ones, the failure of the target is the least fixpoint from the target and its callers.
 */
import { countsAsTeam } from '../../model/owners';
import { failureOf } from '../../structure/failure';
import type { SeenCoupling } from '../../territory/types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { seenWords, sourceWords } from '../seenWords';
import type {
  Evidence,
  FindingDraft,
  Reach,
  Rule,
  RuleContext,
  SeverityInput,
  Step,
} from '../types';
import { count, list, number } from '../../model/words';
import { worstAndRest } from '../worstAndRest';
import { append } from '../../model/collect';

/** Callers that are subjects, with their numbers; a reader of the finding may see all of them. */
const MAX_CALLERS = 3;

export const undeclaredCoupling: Rule = {
  id: 'undeclared-coupling',
  category: 'territory',
  description:
    'A coupling was seen often enough to be no accident, and the catalog does not have it.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const byTarget = new Map<number, SeenCoupling[]>();
    for (const seen of context.territory.seen) {
      if (seen.as !== 'none' || seen.confidence !== 'enough') continue;
      const target = knownAs(lens, seen.to);
      append(byTarget, target, seen);
    }
    const drafts = [...byTarget]
      .sort(([a], [b]) => a - b)
      .map(([target, seen]) => draft(lens, target, seen));
    return worstAndRest(drafts, 'a coupling that was seen and nobody declares');
  },
};

/** An API with one provider is that provider's story. */
function knownAs(lens: Lens, target: number): number {
  if (lens.context.model.entities[target].kind !== 'api') return target;
  const providers = lens.needs(target);
  return providers.length === 1 ? providers[0] : target;
}

function draft(
  lens: Lens,
  target: number,
  seen: readonly SeenCoupling[],
): FindingDraft {
  const { at } = lens.context;
  const all = [...new Set(seen.map(({ from }) => from))];
  const added = addedReach(lens, target, all);
  const callers = all.sort(
    (a, b) => requestsOf(seen, b) - requestsOf(seen, a) || lens.byRef(a, b),
  );
  const first = callers.slice(0, MAX_CALLERS);
  const shown = seen.filter(({ from }) => first.includes(from));
  const crossing = callers.filter(caller => lens.crossesTeams(caller, target));
  const teams = new Set(crossing.flatMap(caller => lens.teamRefs(caller)));
  const name = lens.name(target);
  const names = list(first.map(caller => lens.name(caller)));
  const tested = seen.some(({ grade }) => grade === 'tested');
  return {
    cause: [lens.ref(target)],
    title: titleOf(lens, target, callers, teams.size, seen),
    summary: `${summaryOf(added, callers.length, name)}${wayWords(
      shown,
      callers.length === 1,
    )}`,
    subjects: [target, ...first].map(entity => lens.ref(entity)),
    related: callers.slice(MAX_CALLERS).map(caller => lens.ref(caller)),
    steps: stepsOf(lens, shown, first[0], target),
    evidence: shown
      .sort((a, b) => b.requests - a.requests || a.from - b.from)
      .map(
        (coupling): Evidence => ({
          grade: coupling.grade,
          source: sourceWords(coupling),
          at: coupling.lastSeen,
          detail: `${lens.name(coupling.from)}: ${seenWords(coupling, at)}`,
        }),
      ),
    interventions: [
      {
        kind: 'declare-coupling',
        leverage: 'information-flow',
        text: `Declare what ${names} ${
          first.length === 1 ? 'needs' : 'need'
        } of ${name}, or end these calls: the map and those who read it go by what is declared.`,
        target: lens.ref(first[0]),
      },
      {
        kind: 'admit-declared',
        leverage: 'rule',
        text: `Let ${name} serve callers that are declared, and say so to others before refusing them.`,
        target: lens.ref(target),
      },
    ],
    ...(added.fails > 0 ? { reach: added } : {}),
    weight: weightOf(added, teams.size, tested),
  };
}

function requestsOf(seen: readonly SeenCoupling[], caller: number): number {
  return seen
    .filter(({ from }) => from === caller)
    .reduce((sum, { requests }) => sum + requests, 0);
}

function titleOf(
  lens: Lens,
  target: number,
  callers: readonly number[],
  teams: number,
  seen: readonly SeenCoupling[],
): string {
  const name = lens.name(target);
  const calls = seen.some(({ kinds }) => kinds.includes('calls'));
  if (callers.length === 1) {
    return `${lens.name(callers[0])} ${
      calls ? 'calls' : 'reaches'
    } ${name}, and nobody declares it`;
  }
  const of = teams > 0 ? ` of ${count(teams, 'other team')}` : '';
  return `${name} is ${calls ? 'called' : 'reached'} by ${number(
    callers.length,
  )} entities${of} that do not declare it`;
}

function summaryOf(added: Reach, callers: number, name: string): string {
  const these = callers === 1 ? 'this coupling' : 'these couplings';
  if (added.fails === 0) {
    return `Whoever calls falls with ${name} as it is declared, so ${these} would add nothing to what falls; only the way there is missing.`;
  }
  return `If ${these} ${
    callers === 1 ? 'is' : 'are'
  } hard, ${name} stops ${count(
    added.fails,
    'more entity',
    'more entities',
  )} of ${count(added.teams, 'team')} than the map says.`;
}

/** What stands between is said, so that a hop is not taken for a coupling. */
function wayWords(seen: readonly SeenCoupling[], alone: boolean): string {
  const it = alone ? 'The caller' : 'A caller';
  if (seen.some(({ towards }) => towards.length > 0)) {
    return ` ${it} declares something that was seen only behind it: it may be the way there and no more.`;
  }
  return seen.some(({ declaredBehindOne }) => declaredBehindOne)
    ? ` ${it} declares a way there over one other entity, which these calls pass by or which is not seen in them.`
    : '';
}

/** From the caller that was seen most, and on to what it declares where the target may be the way there. */
function stepsOf(
  lens: Lens,
  seen: readonly SeenCoupling[],
  caller: number,
  target: number,
): Step[] {
  const own = seen.find(({ from }) => from === caller)!;
  const [beyond] = own.towards;
  const step = (entity: number): Step => ({
    ref: lens.ref(entity),
    teams: lens.teamRefs(entity),
  });
  return [
    {
      ...step(caller),
      coupling: `${
        own.kinds.includes('calls') ? 'calls' : 'reaches'
      }, not declared`,
      grade: own.grade,
    },
    ...(beyond === undefined || beyond === target
      ? [step(target)]
      : [
          {
            ...step(target),
            coupling: 'calls; declared by the first',
            grade: 'observed' as const,
          },
          step(beyond),
        ]),
  ];
}

/** What falls with the target in the graph with these couplings as hard ones, and does not without. */
function addedReach(
  lens: Lens,
  target: number,
  callers: readonly number[],
): Reach {
  const { model } = lens.context;
  const before = new Set(failureOf(model.graph, [target]).fails);
  const degradedBefore = new Set(failureOf(model.graph, [target]).degrades);
  const after = failureOf(model.graph, [target, ...callers]);
  const fallen = [...callers, ...after.fails].filter(e => !before.has(e));
  const owners = fallen.flatMap(entity =>
    model.entities[entity].owners.filter(owner => countsAsTeam(model, owner)),
  );
  return {
    fails: fallen.length,
    degrades: after.degrades.filter(e => !degradedBefore.has(e)).length,
    ofEntities: lens.size,
    teams: new Set(owners).size,
    ofTeams: lens.ownerCount,
    systems: new Set(fallen.flatMap(e => model.entities[e].system ?? [])).size,
  };
}

function weightOf(added: Reach, teams: number, tested: boolean): SeverityInput {
  return {
    ...(added.fails > 0 ? { reach: added } : {}),
    extra: [
      { points: 15, because: 'it was seen, and the map does not have it' },
      {
        points: Math.min(16, 8 * teams),
        because: `${count(teams, 'other team')} would not be asked`,
      },
      {
        points: tested ? 15 : 0,
        because: 'an incident names it',
      },
    ],
    cap: tested
      ? { severity: 'high', because: 'it is not known how hard it is' }
      : {
          severity: 'medium',
          because: 'it is seen, and not known whether its loss is borne',
        },
  };
}
