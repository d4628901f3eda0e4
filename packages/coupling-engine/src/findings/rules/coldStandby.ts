import { jointFailure } from '../jointReach';
import { farthestDependent } from '../exampleWay';
import { lensOf } from '../../lens/lensOf';
import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { widest } from '../widest';
import { clean, count } from '../../model/words';
import { worstAndRest } from '../worstAndRest';

/** A stand-in that holds no state: the machine is redundant, the service is not. */
export const coldStandby: Rule = {
  id: 'cold-standby',
  category: 'correlated-failure',
  description:
    'A stand-in holds no state when it takes over, and others need what it stands in for.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const found: FindingDraft[] = [];
    context.model.entities.forEach(({ facts }, entity) => {
      if (facts.standbyState !== 'cold') return;
      if (lens.fellsDirectly(entity).length === 0 && !isMember(lens, entity)) {
        return;
      }
      found.push(draft(lens, entity));
    });
    return worstAndRest(found, 'a stand-in that starts with nothing');
  },
};

function isMember(lens: Lens, entity: number): boolean {
  const { redundancyGroup } = lens.context.model.entities[entity].facts;
  return redundancyGroup !== undefined && lens.hasUsers(entity);
}

function draft(lens: Lens, entity: number): FindingDraft {
  const { facts } = lens.context.model.entities[entity];
  const { reach } = jointFailure(lens, [entity]);
  const name = lens.name(entity);
  const users = lens.users(entity);
  return {
    title: `${name}: what takes over for it starts with nothing`,
    summary: `${count(
      users.length,
      'entity needs',
      'entities need',
    )} it directly. Its stand-in is cold: until it has filled up, they wait or ask what stands behind it all at once.`,
    subjects: [lens.ref(entity)],
    related: widest(lens, users, 12),
    steps: lens.stepsUp(farthestDependent(lens, entity)),
    evidence: [
      {
        grade: 'declared',
        source: 'posiwid.dev/standby-state',
        detail: `${name} states that its stand-in is cold`,
      },
      ...(facts.warmUp
        ? [
            {
              grade: 'declared' as const,
              source: 'posiwid.dev/warm-up',
              detail: `It refills from ${clean(facts.warmUp)}`,
            },
          ]
        : []),
    ],
    interventions: [
      {
        kind: 'keep-warm',
        leverage: 'parameter',
        text: `Keep the stand-in of ${name} warm: let it hold the state, or a part that is enough to serve.`,
        target: lens.ref(entity),
      },
      {
        kind: 'limit-warm-up',
        leverage: 'feedback',
        text: `Let ${name} take load only as fast as it fills, and try a takeover under load.`,
        target: lens.ref(entity),
      },
    ],
    reach,
    weight: {
      reach,
      extra: facts.warmUp
        ? [
            {
              points: 5,
              because: 'it says what it has to refill from first',
            },
          ]
        : [],
      cap: {
        severity: 'high',
        because: 'a cold stand-in comes up in the end',
      },
    },
  };
}
