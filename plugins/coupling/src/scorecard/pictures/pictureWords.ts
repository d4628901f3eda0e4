/** What a picture shows, in words and with all of its numbers: its text alternative. */
import type { Picture } from '@posiwid/backstage-plugin-coupling-common';
import { day } from '../../time';
import {
  WEEKDAYS,
  minutesWords,
  monthName,
  numberWords,
  percentWords,
} from '../scorecardWords';

function together(hours: { one: boolean; other: boolean }[]): number {
  return hours.filter(({ one, other }) => one && other).length;
}

export function pictureWords(picture: Picture): string {
  switch (picture.kind) {
    case 'months':
      return `Minutes lost by month, ${numberWords(
        picture.promised,
      )} promised: ${picture.months
        .map(
          ({ month, minutes }) =>
            `${monthName(month)} ${
              minutes === undefined ? 'no data' : numberWords(minutes)
            }`,
        )
        .join(', ')}`;
    case 'pair':
      return `${picture.one} and ${picture.other}: deployed in ${
        picture.hours.length
      } hours, in ${together(picture.hours)} of them both`;
    case 'weekdays':
      return `Deployments by weekday: ${picture.counts
        .map(
          (n, i) =>
            `${WEEKDAYS[i]} ${n}${
              picture.frozen.includes(i) ? ', stands out' : ''
            }`,
        )
        .join(', ')}`;
    case 'durations':
      return `How long each took, ${minutesWords(picture.promised)} promised: ${
        picture.items.length === 0
          ? 'none'
          : picture.items
              .map(
                ({ at, minutes, over }) =>
                  `${day(at)} ${minutesWords(minutes)}${over ? ', over' : ''}`,
              )
              .join('; ')
      }`;
    case 'share':
      return `${picture.part} of ${picture.whole} ${picture.what}${
        picture.whole > 0
          ? `, ${percentWords(picture.part / picture.whole)}`
          : ''
      }${
        picture.interval
          ? `, ${percentWords(picture.interval.low)} to ${percentWords(
              picture.interval.high,
            )}`
          : ''
      }; ${percentWords(picture.promised)} promised`;
    case 'weeks':
      return `By week, ${numberWords(
        picture.promised,
      )} promised: ${picture.weeks
        .map(({ from, count }) => `${day(from)} ${count}`)
        .join(', ')}`;
    case 'events':
      return picture.events.length === 0
        ? 'None'
        : picture.events
            .map(({ at, outcome, text }) => `${day(at)} ${text}: ${outcome}`)
            .join('; ');
    case 'bound':
      return `${numberWords(picture.value)} ${picture.what}; ${numberWords(
        picture.promised,
      )} promised`;
    default:
      return `No data: ${picture.why}${picture.counts
        .map(({ what, count }) => `, ${count} ${what}`)
        .join('')}`;
  }
}
