import {
  DEFAULT_DAYS,
  delivers,
  deploymentsOf,
  judgement,
  nameAt,
  plain,
  share,
  tooLittle,
  type Measure,
} from './measure';

/** Fewer deployments give no rate. */
const MIN_DEPLOYMENTS = 10;

/**
 * Share of deployments that failed or were rolled back; of a subject that delivers the changes of others
 * (`supports: deployment`), of all deployments.
 */
export const changeFailureRate: Measure = {
  id: 'change-failure-rate',
  reads: ['deployment'],
  evaluate(context) {
    const { claim, model } = context;
    const days = claim.overDays ?? DEFAULT_DAYS;
    const silent = tooLittle(context, 'deployment', days);
    if (silent) return silent;
    const deployments = deploymentsOf(context, days);
    if (deployments.length < MIN_DEPLOYMENTS) {
      return judgement(
        'unproven',
        [
          `${deployments.length} deployments in ${plain(
            days,
          )} days; a rate takes ${MIN_DEPLOYMENTS}`,
        ],
        deployments,
      );
    }
    const failed = deployments.filter(({ outcome }) => outcome !== 'succeeded');
    const value = failed.length / deployments.length;
    const working = [
      `${failed.length} of ${deployments.length} deployments in ${plain(
        days,
      )} days failed or were rolled back: ${share(value)}`,
      `Promised: at most ${share(claim.value!)}`,
    ];
    if (value <= claim.value!)
      return judgement('kept', working, deployments, { value });
    const [carrier] = delivers(context);
    const way =
      carrier === undefined
        ? mostFailed(
            context.subject.members.map(m => model.entities[m].ref),
            failed.map(f => f.entity),
          )
        : undefined;
    const culprit =
      carrier ?? model.entities.findIndex(({ ref }) => ref === way);
    if (culprit < 0)
      return judgement('contradicted', working, failed, { value });
    working.push(
      carrier === undefined
        ? `Most of them of ${nameAt(model, culprit)}`
        : `All of them go through ${nameAt(model, culprit)}`,
    );
    return judgement('contradicted', working, failed, {
      value,
      indicts: { way: [culprit], by: 'delivery', others: [] },
      does: `takes back or breaks ${share(
        Math.round(value * 100) / 100,
      )} of the changes it is given`,
    });
  },
};

/** The reference met most often, the first by name among equals. */
function mostFailed(refs: string[], failed: string[]): string | undefined {
  const times = (ref: string) => failed.filter(other => other === ref).length;
  return [...refs].sort((a, b) => times(b) - times(a) || (a < b ? -1 : 1))[0];
}
