import { MIN_DEPLOYMENTS } from '../coDeployment';
import {
  LOOK_BACK_DAYS,
  deploymentsOf,
  judgement,
  nameAt,
  tooLittle,
  DEFAULT_DAYS,
  type Measure,
} from './measure';

/**
 * Whether anything of the subject is in lock-step with anything else (see coDeployment.ts). Reads the whole last year,
 * whatever the claim's window: pairs take that long to show.
 */
export const deploysIndependently: Measure = {
  id: 'deploys-independently',
  reads: ['deployment'],
  evaluate(context) {
    const { subject, model, lockSteps } = context;
    const silent = tooLittle(context, 'deployment', DEFAULT_DAYS);
    if (silent) return silent;
    const deployments = deploymentsOf(context, LOOK_BACK_DAYS);
    const often = subject.members.filter(
      member =>
        deployments.filter(
          ({ entity }) => entity === model.entities[member].ref,
        ).length >= MIN_DEPLOYMENTS,
    );
    if (often.length === 0) {
      return judgement(
        'unproven',
        [
          `Nothing of it was deployed ${MIN_DEPLOYMENTS} times in a year, which a comparison takes`,
        ],
        deployments,
      );
    }
    const caught = lockSteps.find(({ members }) =>
      members.some(member => subject.members.includes(member)),
    );
    if (!caught) {
      return judgement(
        'kept',
        [
          `${often.length} of its ${subject.members.length} entities were deployed often enough to compare`,
          'None of them goes out with another one more often than chance',
        ],
        deployments,
        { value: 0 },
      );
    }
    const own = caught.members.filter(member =>
      subject.members.includes(member),
    );
    const others = caught.members.filter(member => !own.includes(member));
    const pair = caught.pairs
      .filter(({ a, b }) => own.includes(a) || own.includes(b))
      .sort((a, b) => a.p - b.p)[0];
    const working = [
      `${caught.members.length} entities go out in the same hours`,
      `${nameAt(model, pair.a)} and ${nameAt(model, pair.b)}: ${
        pair.both
      } hours in common, of ${pair.ofA} and ${pair.ofB}; by chance: ${
        pair.p < 1e-12 ? 'under 1e-12' : pair.p.toExponential(1)
      }`,
    ];
    if (caught.cause !== undefined)
      working.push(
        `What most of them take change from: ${nameAt(model, caught.cause)}`,
      );
    const cause = caught.cause;
    const way = cause === undefined ? [pair.a, pair.b] : [own[0], cause];
    return judgement('contradicted', working, deployments, {
      value: others.length,
      indicts: {
        way,
        by: 'change',
        others: others.filter(other => !way.includes(other)),
      },
      does:
        cause === undefined
          ? `deploys in step with ${others.length} others`
          : `deploys in step with ${others.length} others that take ${nameAt(
              model,
              cause,
            )}`,
    });
  },
};
