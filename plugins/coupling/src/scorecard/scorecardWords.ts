/** Words and numbers of scorecards. */
import type {
  EmergentProperty,
  ObservationKind,
  PromiseView,
  Scorecard,
  Verdict,
} from '@posiwid/backstage-plugin-coupling-common';
import { count } from '../words';

export type PropertyId = EmergentProperty['id'];

/** The whole catalog, in place of a reference. */
export const PLATFORM = 'platform';

/** Worst first. */
export const VERDICTS: readonly Verdict[] = [
  'contradicted',
  'expired',
  'unproven',
  'kept',
];

export const OBSERVATION_KINDS: readonly ObservationKind[] = [
  'deployment',
  'incident',
  'calls',
  'communication',
  'schedule',
  'artifact',
  'drill',
  'ownership-confirmed',
  'freeze',
];

/** One of a kind, and several. */
export const OBSERVATION_WORDS: Record<ObservationKind, [string, string]> = {
  deployment: ['deployment', 'deployments'],
  incident: ['incident', 'incidents'],
  calls: ['count of calls', 'counts of calls'],
  communication: ['count of communication', 'counts of communication'],
  schedule: ['schedule', 'schedules'],
  artifact: ['artifact', 'artifacts'],
  drill: ['drill', 'drills'],
  'ownership-confirmed': ['confirmed ownership', 'confirmed ownerships'],
  freeze: ['freeze', 'freezes'],
};

/** `7 incidents`, also of a kind in the plural; one that this page does not know as it stands. */
export function observationCount(kind: string, n: number): string {
  const words =
    OBSERVATION_WORDS[kind as ObservationKind] ??
    OBSERVATION_WORDS[kind.replace(/s$/, '') as ObservationKind];
  return words ? count(n, ...words) : `${n.toLocaleString('en')} ${kind}`;
}

export const PROPERTY_WORDS: Record<PropertyId, string> = {
  availability: 'Availability',
  'blast-radius': 'Blast radius',
  'change-safety': 'Change safety',
  recovery: 'Time to recovery',
  velocity: 'Delivery velocity',
};

export const KIND_WORDS: Record<Scorecard['kind'], string> = {
  entity: 'entity',
  system: 'system',
  domain: 'domain',
  team: 'team',
  platform: 'platform',
};

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/** `Feb 2026` of `2026-02`, or of a moment in it; the text itself where it is neither. */
export function monthName(month: string): string {
  const name = MONTHS[Number(month.slice(5, 7)) - 1];
  return name ? `${name} ${month.slice(0, 4)}` : month;
}

/** `12 Feb`, in UTC as verdicts are. */
export function shortDay(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? at
    : `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** At most three significant digits, in the reader's grouping: `1,240`, `10.5`, `0.07`. */
export function numberWords(value: number): string {
  return value >= 1000
    ? Math.round(value).toLocaleString('en')
    : Number(value.toPrecision(3)).toLocaleString('en', {
        maximumSignificantDigits: 3,
      });
}

/** `52 min`, `2.5 h`, `3 d`: hours from two on, days from two on. */
export function minutesWords(minutes: number): string {
  if (minutes < 120) {
    return `${numberWords(minutes)} min`;
  }
  const hours = minutes / 60;
  return hours < 48
    ? `${numberWords(hours)} h`
    : `${numberWords(hours / 24)} d`;
}

/** A share in percent. Close to all, as many digits as it takes to tell it from 100 %, rounded down. */
export function percentWords(share: number): string {
  const percent = share * 100;
  if (percent <= 99 || percent >= 100) {
    return `${numberWords(percent)} %`;
  }
  const digits = Math.min(
    4,
    Math.max(2, Math.ceil(-Math.log10(1 - share)) - 2),
  );
  const cut = Math.floor(percent * 10 ** digits + 1e-6) / 10 ** digits;
  return `${cut.toFixed(digits)} %`;
}

/** The big number of a property, and what follows it at once. */
export function propertyValue(
  id: PropertyId,
  value: number,
): [number: string, unit: string] {
  switch (id) {
    case 'availability':
    case 'change-safety': {
      const [number] = percentWords(value).split(' ');
      return [number, '%'];
    }
    case 'recovery': {
      const [number, unit] = minutesWords(value).split(' ');
      return [number, unit];
    }
    default:
      return [numberWords(value), ''];
  }
}

/** A value of a property as one text. */
export function propertyText(id: PropertyId, value: number): string {
  return propertyValue(id, value).filter(Boolean).join(' ');
}

/** `13–26 %`, `40 min–2.5 h`. */
export function intervalText(
  id: PropertyId,
  interval: { low: number; high: number },
): string {
  const [low, unit] = propertyValue(id, interval.low);
  const high = propertyText(id, interval.high);
  return unit && !high.endsWith(` ${unit}`)
    ? `${low} ${unit}–${high}`
    : `${low}–${high}`;
}

/** What names a promise in the address: its text, with whose it is where it is not the subject's own. */
export function promiseKey(promise: PromiseView): string {
  return promise.of ? `${promise.of.ref} ${promise.claim}` : promise.claim;
}

/** How many promises there are in all. */
export function promisesIn(verdicts: Record<Verdict, number>): number {
  return VERDICTS.reduce((sum, verdict) => sum + verdicts[verdict], 0);
}

/** Words that begin with a number, cut after it; all of them where they do not. */
export function leadingNumber(words: string): [number: string, rest: string] {
  const number = /^\d[\d.,]*(?: %| min| h| d)?/.exec(words)?.[0] ?? '';
  return number ? [number, words.slice(number.length)] : [words, ''];
}
