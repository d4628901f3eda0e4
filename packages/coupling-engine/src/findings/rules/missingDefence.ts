/**
 * A change or a control that acts widely by itself, against which little is held: no switch, nobody who may override
 * it in an emergency, or one guard and nothing behind it. Only what is stated counts: a missing statement is not a missing defence.
 */
import { farthestDependent } from '../exampleWay';
import { isWide, jointFailure } from '../jointReach';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import type {
  Evidence,
  FindingDraft,
  Intervention,
  Reach,
  Rule,
  RuleContext,
} from '../types';
import { widest } from '../widest';
import { count, list } from '../../model/words';
import { worstAndRest } from '../worstAndRest';
import { append } from '../../model/collect';

/** From so many things that it acts on, an automation is wide. */
const MANY_TARGETS = 3;
/** What else stands between a wrong change and what it reaches. */
const CHECKS = new Set([
  'output-validation',
  'canary',
  'progressive-delivery',
  'automatic-rollback',
]);

/** One defence that is stated to be missing, or to be the only one. */
interface Gap {
  /** Follows the name and a colon in the title. */
  says: string;
  evidence: Evidence;
  intervention: Intervention;
  points: number;
  /** Guards that stand alone. */
  guards: number[];
}

export const missingDefence: Rule = {
  id: 'missing-defence',
  category: 'correlated-failure',
  description:
    'A change or control acts widely by itself and the way to stop it is manual, missing, or a single guard.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const guardsOf = guardsByTarget(lens);
    const found: FindingDraft[] = [];
    context.model.entities.forEach((_, entity) => {
      const targets = targetsOf(lens, entity);
      const gaps = gapsOf(lens, entity, targets, guardsOf.get(entity) ?? []);
      if (gaps.length === 0) return;
      const { reach } = jointFailure(lens, [entity, ...targets]);
      if (isWide(lens, reach)) {
        found.push(draft(lens, entity, targets, gaps, reach));
      }
    });
    return worstAndRest(found, 'wide reach that little is held against');
  },
};

function guardsByTarget(lens: Lens): Map<number, number[]> {
  const guards = new Map<number, number[]>();
  lens.context.model.entities.forEach(({ facts }, guard) => {
    for (const ref of facts.guards ?? []) {
      const target = lens.positionOf(ref);
      if (target === undefined || target === guard) continue;
      append(guards, target, guard);
    }
  });
  return guards;
}

function targetsOf(lens: Lens, entity: number): number[] {
  return (lens.context.model.entities[entity].facts.actsOn ?? [])
    .map(ref => lens.positionOf(ref))
    .filter(target => target !== undefined && target !== entity) as number[];
}

function gapsOf(
  lens: Lens,
  entity: number,
  targets: readonly number[],
  guards: number[],
): Gap[] {
  const { facts } = lens.context.model.entities[entity];
  const automatic =
    facts.changePace === 'all-at-once' || targets.length >= MANY_TARGETS;
  const checked = facts.mechanisms?.some(mechanism => CHECKS.has(mechanism));
  const gaps: Gap[] = [];
  if (automatic && guards.length === 1 && !checked) {
    gaps.push(loneGuard(lens, entity, guards[0]));
  }
  if (automatic && facts.killSwitch === 'none') {
    gaps.push(noKillSwitch(lens, entity));
  }
  if (facts.breakGlass === 'none') gaps.push(noBreakGlass(lens, entity));
  return gaps;
}

function loneGuard(lens: Lens, entity: number, guard: number): Gap {
  const name = lens.name(entity);
  const guardName = lens.name(guard);
  return {
    says: `${guardName} alone guards it`,
    evidence: {
      grade: 'declared',
      source: 'posiwid.dev/guards',
      detail: `${guardName} is the only thing that states to guard ${name}, and ${name} states no check of its own`,
    },
    intervention: {
      kind: 'second-guard',
      leverage: 'rule',
      text: `Put a second, different check behind ${guardName}: stages, a dry run, or a limit on how much one command may take away.`,
      target: lens.ref(entity),
    },
    points: 20,
    guards: [guard],
  };
}

function noKillSwitch(lens: Lens, entity: number): Gap {
  const name = lens.name(entity);
  return {
    says: 'no kill switch stops it',
    evidence: {
      grade: 'declared',
      source: 'posiwid.dev/kill-switch',
      detail: `${name} states that it has no kill switch`,
    },
    intervention: {
      kind: 'add-kill-switch',
      leverage: 'feedback',
      text: `Give ${name} a switch that stops it in one step and works without what it changes.`,
      target: lens.ref(entity),
    },
    points: 10,
    guards: [],
  };
}

function noBreakGlass(lens: Lens, entity: number): Gap {
  const name = lens.name(entity);
  return {
    says: 'nobody is authorised beforehand to override it',
    evidence: {
      grade: 'declared',
      source: 'posiwid.dev/break-glass',
      detail: `${name} states that no override is agreed beforehand: no break-glass`,
    },
    intervention: {
      kind: 'agree-break-glass',
      leverage: 'rule',
      text: `Agree beforehand who may override ${name} in an emergency, and how, and try it once.`,
      target: lens.ref(entity),
    },
    points: 5,
    guards: [],
  };
}

function draft(
  lens: Lens,
  entity: number,
  targets: readonly number[],
  gaps: readonly Gap[],
  reach: Reach,
): FindingDraft {
  const name = lens.name(entity);
  const guards = gaps.flatMap(gap => gap.guards);
  const shownTargets = targets.slice(0, 3);
  return {
    title: `${name}: ${list(
      gaps.map(gap => gap.says),
      3,
    )}`,
    summary: `${howItActs(lens, entity, targets)} ${count(
      reach.fails - 1,
      'other entity rests',
      'other entities rest',
    )} on it, and what is stated to hold it is thin.`,
    subjects: [entity, ...guards, ...shownTargets].map(e => lens.ref(e)),
    cause: [lens.ref(entity)],
    related: [
      ...targets.slice(3).map(e => lens.ref(e)),
      ...widest(lens, lens.users(entity), 12),
    ],
    steps: lens.stepsUp(farthestDependent(lens, entity)),
    evidence: gaps.map(gap => gap.evidence),
    interventions: gaps.map(gap => gap.intervention),
    reach,
    weight: {
      reach,
      extra: gaps.map(gap => ({ points: gap.points, because: gap.says })),
      cap: {
        severity: gaps.every(gap => gap.points < 10) ? 'medium' : 'high',
        because: 'a missing defence lets a failure pass, it is not the failure',
      },
    },
  };
}

function howItActs(
  lens: Lens,
  entity: number,
  targets: readonly number[],
): string {
  const { changePace } = lens.context.model.entities[entity].facts;
  if (changePace === 'all-at-once') {
    return 'Its changes reach all they are for at once.';
  }
  return targets.length > 0
    ? `It acts by itself on ${count(targets.length, 'thing')}.`
    : 'It is needed widely.';
}
