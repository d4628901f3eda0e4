import {
  DEFAULT_DAYS,
  deploymentsOf,
  judgement,
  plain,
  tooLittle,
  type Measure,
} from './measure';

/** Deployments a week that succeeded, over the window. */
export const deployFrequency: Measure = {
  id: 'deploy-frequency',
  reads: ['deployment'],
  evaluate(context) {
    const { claim } = context;
    const days = claim.overDays ?? DEFAULT_DAYS;
    const silent = tooLittle(context, 'deployment', days);
    if (silent) return silent;
    const deployments = deploymentsOf(context, days).filter(
      ({ outcome }) => outcome === 'succeeded',
    );
    // None at all is as likely somebody else's pipeline that is not connected.
    if (deployments.length === 0)
      return judgement('unproven', [
        `No deployment of it was observed in ${plain(days)} days`,
      ]);
    const value = deployments.length / (days / 7);
    const working = [
      `${deployments.length} deployments in ${plain(days)} days: ${plain(
        value,
      )} a week`,
      `Promised: at least ${plain(claim.value!)} a week`,
    ];
    return value >= claim.value!
      ? judgement('kept', working, deployments, { value })
      : judgement('contradicted', working, deployments, {
          value,
          does: `takes a change ${plain(value)} times a week`,
        });
  },
};
