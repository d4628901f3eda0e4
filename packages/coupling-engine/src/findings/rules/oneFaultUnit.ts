import { farthestDependent } from '../exampleWay';
import { isWide, jointFailure } from '../jointReach';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import type { FindingDraft, Rule, RuleContext } from '../types';
import { widest } from '../widest';
import { count, number } from '../../model/words';
import { worstAndRest } from '../worstAndRest';

/** From so many copies people speak of a fleet, and believe in it. */
const MIN_INSTANCES = 3;

/** Many copies that are not split: a request, a value or a change that stops one can stop all. */
export const oneFaultUnit: Rule = {
  id: 'one-fault-unit',
  category: 'correlated-failure',
  description:
    'Many copies with no partition between them, and much rests on them: a fleet that can fail as one.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const found: FindingDraft[] = [];
    context.model.entities.forEach((_, entity) => {
      if (!isFleet(lens, entity)) return;
      const { reach } = jointFailure(lens, [entity]);
      if (isWide(lens, reach)) found.push(draft(lens, entity));
    });
    return worstAndRest(found, 'many copies with no partition between them');
  },
};

/** Only where it is stated that nothing splits it: what is not stated is unknown. */
function isFleet(lens: Lens, entity: number): boolean {
  const { instances, partitioning, mechanisms } =
    lens.context.model.entities[entity].facts;
  return (
    partitioning === 'none' &&
    (instances === 'many' || (instances ?? 0) >= MIN_INSTANCES) &&
    !mechanisms?.some(mechanism => ['cells', 'shards'].includes(mechanism))
  );
}

function draft(lens: Lens, entity: number): FindingDraft {
  const { instances } = lens.context.model.entities[entity].facts;
  const { reach } = jointFailure(lens, [entity]);
  const name = lens.name(entity);
  const copies = instances === 'many' ? 'many' : number(instances ?? 0);
  return {
    title: `${name}: ${copies} copies and no partition between them`,
    summary: `What stops one copy by its content (a request, a value, a change) can stop the next one too, and with the last of them ${count(
      reach.fails - 1,
      'other entity fails',
      'other entities fail',
    )}.`,
    subjects: [lens.ref(entity)],
    related: widest(lens, lens.users(entity), 12),
    steps: lens.stepsUp(farthestDependent(lens, entity)),
    evidence: [
      {
        grade: 'declared',
        source: 'posiwid.dev/partitioning',
        detail: `${name} states no partitioning and ${copies} instances`,
      },
    ],
    interventions: [
      {
        kind: 'partition',
        leverage: 'rule',
        text: `Split ${name} into cells or shards, so that what stops one part leaves the others standing.`,
        target: lens.ref(entity),
      },
      {
        kind: 'stage-change',
        leverage: 'rule',
        text: `Bring changes to a few copies of ${name} first, and look before the rest take them.`,
        target: lens.ref(entity),
      },
    ],
    reach,
    weight: {
      reach,
      cap: {
        severity: 'high',
        because: 'copies fail as one by some causes, not by all',
      },
    },
  };
}
