import {
  DEFAULT_DAYS,
  HOUR_MS,
  duration,
  endOf,
  incidentsOf,
  indictedBy,
  judgement,
  nameAt,
  plain,
  tooLittle,
  type Measure,
} from './measure';

/**
 * Longest time from the start of an incident to its end. Where it is known when the trigger was removed, says whether that
 * ended it: if not, something kept it going. Silent without an incident in the window: what never broke was never seen to
 * recover.
 */
export const recovery: Measure = {
  id: 'recovery',
  reads: ['incident'],
  evaluate(context) {
    const { claim, model, subject, now } = context;
    const days = claim.overDays ?? DEFAULT_DAYS;
    const silent = tooLittle(context, 'incident', days);
    if (silent) return silent;
    const incidents = incidentsOf(context, days);
    if (incidents.length === 0)
      return judgement('unproven', [
        `No incident of the last ${plain(days)} days names it`,
      ]);
    const lasted = incidents.map(
      incident => endOf(incident, now) - Date.parse(incident.startedAt),
    );
    const limit = claim.value! * HOUR_MS;
    const late = incidents.filter((_, i) => lasted[i] > limit);
    const longest = Math.max(...lasted);
    const value = longest / HOUR_MS;
    const working = [
      `${incidents.length} incidents in ${plain(
        days,
      )} days, the longest of ${duration(longest)}`,
      `Promised: within ${duration(limit)}`,
    ];
    if (late.length === 0)
      return judgement('kept', working, incidents, { value });
    if (
      incidents.every(
        ({ resolvedAt }, i) => lasted[i] <= limit || resolvedAt === undefined,
      )
    )
      working.push('What took longer still lasts');
    const sustained = late.filter(
      incident =>
        incident.triggerRemovedAt !== undefined &&
        endOf(incident, now) - Date.parse(incident.triggerRemovedAt) > limit,
    );
    if (sustained.length > 0) {
      working.push(
        `In ${sustained.length} of the ${late.length} that took longer, it lasted that long after the trigger was gone: something keeps it going`,
      );
    }
    const found = indictedBy(
      context,
      late,
      late.map(
        incident => endOf(incident, now) - Date.parse(incident.startedAt),
      ),
    );
    if (!found) return judgement('contradicted', working, incidents, { value });
    const culprit = found.indicts.way[found.indicts.way.length - 1];
    const name = nameAt(model, culprit);
    working.push(
      `${found.explains} of the ${late.length} that took longer come down to ${name}`,
    );
    return judgement('contradicted', working, incidents, {
      value,
      indicts: found.indicts,
      does:
        sustained.length > 0
          ? `stays down after the trigger is gone when ${name} stops`
          : `stays down longer than it says when ${
              subject.members.includes(culprit) ? 'its own ' : ''
            }${name} stops`,
    });
  },
};
