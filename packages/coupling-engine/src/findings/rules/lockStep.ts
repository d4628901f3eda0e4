import type { Carried, LockStep } from '../../purpose';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { changeReach, changeSteps } from '../changeSteps';
import type { Evidence, FindingDraft, Rule, RuleContext } from '../types';
import { clean, count, list } from '../../model/words';

/** Pairs that are shown with their numbers. */
const MAX_PAIRS = 5;

/** Entities of different teams that are deployed together more often than chance: one system in several hands. */
export const lockStep: Rule = {
  id: 'lock-step',
  category: 'correlated-failure',
  description:
    'Entities of different teams are deployed in the same hours more often than chance.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    return context.purpose.lockSteps
      .filter(({ pairs }) => pairs.some(({ a, b }) => lens.crossesTeams(a, b)))
      .map(found => draft(lens, found));
  },
};

function draft(
  lens: Lens,
  { members, pairs, cause, carries }: LockStep,
): FindingDraft {
  const reach = changeReach(lens, members);
  const strongest = [...pairs].sort(
    (a, b) => a.p - b.p || a.a - b.a || a.b - b.b,
  );
  const shown = strongest.slice(0, MAX_PAIRS);
  const [first] = strongest;
  const on =
    cause === undefined ? '' : `, and take change from ${lens.name(cause)}`;
  const steps = changeSteps(
    lens,
    cause === undefined ? [first.a, first.b] : [first.a, cause],
  );
  const target = cause ?? first.a;
  return {
    cause: members.map(member => lens.ref(member)),
    title: `${count(members.length, 'entity', 'entities')} of ${count(
      reach.teams,
      'team',
    )} are deployed in step${on}`,
    summary: `One bad change reaches all of them within the hour, and none of them can go alone.`,
    // The evidence names the pairs: who reads it may read them.
    subjects: [
      ...(cause === undefined ? [] : [lens.ref(cause)]),
      ...shown.flatMap(({ a, b }) => [lens.ref(a), lens.ref(b)]),
    ],
    related: members.map(member => lens.ref(member)),
    steps,
    evidence: [
      ...shown.map(
        ({ a, b, ofA, ofB, both, p }): Evidence => ({
          grade: 'observed',
          source: 'deployments',
          detail: `${list([
            lens.name(a),
            lens.name(b),
          ])}: ${both} hours in common, of ${ofA} and ${ofB}; by chance: ${
            p < 1e-12 ? 'under 1e-12' : p.toExponential(1)
          }`,
        }),
      ),
      ...(carries ? [carriedEvidence(carries, members.length)] : []),
    ],
    interventions: [
      {
        kind: 'part-changes',
        leverage: 'rule',
        text: `Let each team take ${lens.name(
          target,
        )} at its own time, or make what moves together one system with one owner.`,
        target: lens.ref(target),
      },
    ],
    reach,
    weight: {
      reach,
      by: 'change',
      extra: [{ points: 10, because: 'observed, not only declared' }],
    },
  };
}

/** `19 of 21 are built with retail-client, 17 of them with one version; in 19 its version changed within a year`. */
function carriedEvidence(
  { name, members, sameVersion, bumped }: Carried,
  of: number,
): Evidence {
  const versions = [
    ...(sameVersion > 1 ? [`, ${sameVersion} of them with one version`] : []),
    ...(bumped > 0 ? [`; in ${bumped} its version changed within a year`] : []),
  ];
  return {
    grade: 'observed',
    source: 'artifacts',
    detail: `${members} of ${of} are built with ${clean(name)}${versions.join(
      '',
    )}`,
  };
}
