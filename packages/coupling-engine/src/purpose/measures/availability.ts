import { monthsPicture } from '../pictures';
import { commonDowntime, worstWindow } from './downtime';
import {
  DAY_MS,
  DEFAULT_DAYS,
  LOOK_BACK_DAYS,
  comesDown,
  day,
  duration,
  endOf,
  incidentsOf,
  indictedBy,
  judgement,
  plain,
  share,
  tooLittle,
  watchedSince,
  type Measure,
} from './measure';

const MINUTES_A_DAY = 24 * 60;
const DAYS_A_MONTH = 30;

/**
 * Share of the time in which no incident names the subject, in the worst window of the stated length of the last year: a
 * promise over 30 days is one for any 30 days. Overlapping incidents count once. Silent until incidents have been recorded for
 * one whole window.
 */
export const availability: Measure = {
  id: 'availability',
  reads: ['incident'],
  title: ({ value, overDays }) =>
    `Up ${share(value!)} of any ${plain(overDays ?? DEFAULT_DAYS)} days`,
  settledBy: ({ overDays }) => ({
    kind: 'seek-evidence',
    text: `Record every incident for ${plain(
      overDays ?? DEFAULT_DAYS,
    )} days: then its time is known.`,
  }),
  evaluate(context) {
    const { claim, subject, now } = context;
    const days = claim.overDays ?? DEFAULT_DAYS;
    const silence = tooLittle(context, 'incident', days);
    if (silence) return silence;
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
    const allowed = (1 - claim.value!) * MINUTES_A_DAY * DAYS_A_MONTH;
    const picture = monthsPicture(incidents, {
      since: from,
      now,
      promised: allowed,
    });
    const working = [
      `${incidents.length} incidents since ${day(from)} name it`,
      `Worst ${days} days begin ${day(worst.from)}: ${duration(
        worst.down,
      )} down, ${share(value)} up`,
      `Promised: at least ${share(claim.value!)}`,
    ];
    const said = { value, picture };
    if (value >= claim.value!) {
      const words = `${duration(worst.down)} in the worst ${plain(days)} days`;
      return judgement('kept', working, incidents, { ...said, words });
    }
    const words = wordsOf(picture, duration(worst.down), days);
    const found = indictedBy(
      context,
      incidents,
      incidents.map(
        incident => endOf(incident, now) - Date.parse(incident.startedAt),
      ),
    );
    if (!found) {
      return judgement('contradicted', working, incidents, { ...said, words });
    }
    const { indicts, explains } = found;
    const culprit = indicts.way[indicts.way.length - 1];
    const name = context.name(culprit);
    working.push(
      `${explains} of ${incidents.length} ${comesDown(explains)} to ${name}`,
    );
    return judgement('contradicted', working, incidents, {
      ...said,
      words,
      indicts,
      does: subject.members.includes(culprit)
        ? `stops with ${name}, which is part of it`
        : `stops whenever ${name} stops`,
    });
  },
};

/** How many months lost more than the promise leaves a month; where none did alone, the window that did. */
function wordsOf(
  picture: ReturnType<typeof monthsPicture>,
  down: string,
  days: number,
): string {
  if (picture.kind !== 'months') return '';
  const known = picture.months.filter(({ minutes }) => minutes !== undefined);
  const over = known.filter(({ minutes }) => minutes! > picture.promised);
  return over.length > 0
    ? `${over.length} of ${known.length} months over`
    : `${down} in ${plain(days)} days`;
}
