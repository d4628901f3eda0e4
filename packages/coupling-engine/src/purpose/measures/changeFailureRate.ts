import { wilson } from '../emergence/wilson';
import {
  DEFAULT_DAYS,
  delivers,
  deploymentsOf,
  judgement,
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
  title: ({ value }) => `At most ${share(value!)} of changes fail`,
  settledBy: () => ({
    kind: 'seek-evidence',
    text: `Connect what deploys it, and wait for ${MIN_DEPLOYMENTS} deployments with their outcome.`,
  }),
  evaluate(context) {
    const { claim, model, subject, index } = context;
    const days = claim.overDays ?? DEFAULT_DAYS;
    const silence = tooLittle(context, 'deployment', days);
    if (silence) return silence;
    const deployments = deploymentsOf(context, days);
    const n = deployments.length;
    if (n < MIN_DEPLOYMENTS) {
      const why = `${n} deployments in ${plain(
        days,
      )} days; a rate takes ${MIN_DEPLOYMENTS}`;
      return judgement('unproven', [why], deployments, {
        words: `${n} deployments`,
        picture: {
          kind: 'no-data',
          why,
          counts: [{ what: 'deployments', count: n }],
        },
      });
    }
    const failed = deployments.filter(({ outcome }) => outcome !== 'succeeded');
    const value = failed.length / n;
    const working = [
      `${failed.length} of ${n} deployments in ${plain(
        days,
      )} days failed or were rolled back: ${share(value)}`,
      `Promised: at most ${share(claim.value!)}`,
    ];
    const said = {
      value,
      words: `${failed.length} of ${n} deployments`,
      picture: {
        kind: 'share' as const,
        part: failed.length,
        whole: n,
        promised: claim.value!,
        interval: wilson(failed.length, n),
        what: 'deployments that failed or were rolled back',
      },
    };
    if (value <= claim.value!)
      return judgement('kept', working, deployments, said);
    const [carrier] = delivers(context);
    const culprit =
      carrier ??
      mostFailed(
        subject.members,
        failed.map(({ entity }) => index.position.get(entity)),
        member => model.entities[member].ref,
      );
    if (culprit === undefined)
      return judgement('contradicted', working, failed, said);
    working.push(
      carrier === undefined
        ? `Most of them of ${context.name(culprit)}`
        : `All of them go through ${context.name(culprit)}`,
    );
    return judgement('contradicted', working, failed, {
      ...said,
      indicts: { way: [culprit], by: 'delivery', others: [] },
      does: `takes back or breaks ${share(
        Math.round(value * 100) / 100,
      )} of the changes it is given`,
    });
  },
};

/** The member that failed most often, the first by reference among equals. */
function mostFailed(
  members: readonly number[],
  failed: readonly (number | undefined)[],
  ref: (member: number) => string,
): number | undefined {
  const times = new Map(members.map(member => [member, 0]));
  for (const entity of failed) {
    const known = entity === undefined ? undefined : times.get(entity);
    if (known !== undefined) times.set(entity!, known + 1);
  }
  return [...times].sort(
    ([a, m], [b, n]) => n - m || (ref(a) < ref(b) ? -1 : 1),
  )[0]?.[0];
}
