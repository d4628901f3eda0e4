import { commonDowntime, worstWindow } from './downtime';
import {
  DAY_MS,
  DEFAULT_DAYS,
  LOOK_BACK_DAYS,
  day,
  duration,
  endOf,
  incidentsOf,
  indictedBy,
  judgement,
  nameAt,
  share,
  tooLittle,
  watchedSince,
  type Measure,
} from './measure';

/**
 * Share of the time in which no incident names the subject, in the worst window of the stated length of the last year: a
 * promise over 30 days is one for any 30 days. Overlapping incidents count once. Silent until incidents have been recorded for
 * one whole window.
 */
export const availability: Measure = {
  id: 'availability',
  reads: ['incident'],
  evaluate(context) {
    const { claim, subject, model, now } = context;
    const days = claim.overDays ?? DEFAULT_DAYS;
    const silent = tooLittle(context, 'incident', days);
    if (silent) return silent;
    const { from } = watchedSince(context, 'incident')!;
    const incidents = incidentsOf(context, LOOK_BACK_DAYS);
    const intervals = commonDowntime(
      incidents.map(incident => [
        Math.max(from, Date.parse(incident.startedAt)),
        endOf(incident, now),
      ]),
    );
    const worst = worstWindow(intervals, days * DAY_MS, from, now);
    const value = 1 - worst.down / (days * DAY_MS);
    const working = [
      `${incidents.length} incidents since ${day(from)} name it`,
      `Worst ${days} days begin ${day(worst.from)}: ${duration(
        worst.down,
      )} down, ${share(value)} up`,
      `Promised: at least ${share(claim.value!)}`,
    ];
    if (value >= claim.value!)
      return judgement('kept', working, incidents, { value });
    const found = indictedBy(
      context,
      incidents,
      incidents.map(
        incident => endOf(incident, now) - Date.parse(incident.startedAt),
      ),
    );
    if (!found) return judgement('contradicted', working, incidents, { value });
    const { indicts, explains } = found;
    const culprit = indicts.way[indicts.way.length - 1];
    const name = nameAt(model, culprit);
    working.push(`${explains} of ${incidents.length} come down to ${name}`);
    return judgement('contradicted', working, incidents, {
      value,
      indicts,
      does: subject.members.includes(culprit)
        ? `stops with ${name}, which is part of it`
        : `stops whenever ${name} stops`,
    });
  },
};
