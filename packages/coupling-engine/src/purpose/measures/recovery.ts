import { durationsPicture } from '../pictures';
import {
  DEFAULT_DAYS,
  HOUR_MS,
  comesDown,
  duration,
  endOf,
  incidentsOf,
  indictedBy,
  judgement,
  plain,
  silent,
  tooLittle,
  type Measure,
} from './measure';
import { triggerWork } from './trigger';

/**
 * Longest time from the start of an incident to its end. Where it is known when the trigger was removed, says whether that
 * ended it: if not, something kept it going (trigger.ts). Silent without an incident in the window: what never broke was never
 * seen to recover.
 */
export const recovery: Measure = {
  id: 'recovery',
  reads: ['incident'],
  title: ({ value }) => `Back within ${duration(value! * HOUR_MS)}`,
  settledBy: () => ({
    kind: 'hold-drill',
    text: 'Hold a drill: take it down on purpose, and record it as an incident from start to end.',
  }),
  evaluate(context) {
    const { claim, subject, now } = context;
    const days = claim.overDays ?? DEFAULT_DAYS;
    const silence = tooLittle(context, 'incident', days);
    if (silence) return silence;
    const incidents = incidentsOf(context, days);
    if (incidents.length === 0) {
      const why = `No incident of the last ${plain(days)} days names it`;
      return silent('unproven', why, 'no incident');
    }
    const lasted = incidents.map(
      incident => endOf(incident, now) - Date.parse(incident.startedAt),
    );
    const limit = claim.value! * HOUR_MS;
    const late = incidents.filter((_, i) => lasted[i] > limit);
    const longest = Math.max(...lasted);
    const trigger = triggerWork(incidents, limit, now);
    const working = [
      `${incidents.length} incidents in ${plain(
        days,
      )} days, the longest of ${duration(longest)}`,
      `Promised: within ${duration(limit)}`,
      ...trigger.working,
    ];
    const said = {
      value: longest / HOUR_MS,
      picture: durationsPicture(incidents, limit, now),
    };
    if (late.length === 0) {
      const words = `${incidents.length} of ${incidents.length} incidents`;
      return judgement('kept', working, incidents, { ...said, words });
    }
    if (late.every(({ resolvedAt }) => resolvedAt === undefined))
      working.push('What took longer still lasts');
    const words = `${late.length} of ${incidents.length} took longer`;
    const found = indictedBy(
      context,
      late,
      late.map(
        incident => endOf(incident, now) - Date.parse(incident.startedAt),
      ),
    );
    if (!found) {
      return judgement('contradicted', working, incidents, { ...said, words });
    }
    const culprit = found.indicts.way[found.indicts.way.length - 1];
    const name = context.name(culprit);
    working.push(
      late.length === 1
        ? `The one that took longer comes down to ${name}`
        : `${found.explains} of the ${late.length} that took longer ${comesDown(
            found.explains,
          )} to ${name}`,
    );
    return judgement('contradicted', working, incidents, {
      ...said,
      words,
      indicts: found.indicts,
      does:
        trigger.sustained > 0
          ? `stays down after the trigger is gone when ${name} stops`
          : `stays down longer than it says when ${
              subject.members.includes(culprit) ? 'its own ' : ''
            }${name} stops`,
    });
  },
};
