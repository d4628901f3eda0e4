import { weeksPicture } from '../pictures';
import {
  DEFAULT_DAYS,
  deploymentsOf,
  judgement,
  plain,
  silent,
  tooLittle,
  type Measure,
} from './measure';

/** Deployments a week that succeeded, over the window. */
export const deployFrequency: Measure = {
  id: 'deploy-frequency',
  reads: ['deployment'],
  title: ({ value }) => `At least ${plain(value!)} deployments a week`,
  settledBy: () => ({
    kind: 'seek-evidence',
    text: 'Connect what deploys it, so that its deployments are seen.',
  }),
  evaluate(context) {
    const { claim, now } = context;
    const days = claim.overDays ?? DEFAULT_DAYS;
    const silence = tooLittle(context, 'deployment', days);
    if (silence) return silence;
    const deployments = deploymentsOf(context, days).filter(
      ({ outcome }) => outcome === 'succeeded',
    );
    // None at all is as likely somebody else's pipeline that is not connected.
    if (deployments.length === 0) {
      const why = `No deployment of it was observed in ${plain(days)} days`;
      return silent('unproven', why, 'no deployment');
    }
    const value = deployments.length / (days / 7);
    const working = [
      `${deployments.length} deployments in ${plain(days)} days: ${plain(
        value,
      )} a week`,
      `Promised: at least ${plain(claim.value!)} a week`,
    ];
    const said = {
      value,
      words: `${plain(value)} a week`,
      picture: weeksPicture(
        deployments.map(({ at }) => Date.parse(at)),
        claim.value!,
        now,
      ),
    };
    return value >= claim.value!
      ? judgement('kept', working, deployments, said)
      : judgement('contradicted', working, deployments, {
          ...said,
          does: `takes a change ${plain(value)} times a week`,
        });
  },
};
