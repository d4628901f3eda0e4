/**
 * Cadences in words. A cadence is an RFC 5545 recurrence; the few that the form offers are read back as words, any other is shown
 * as it is written.
 */
import {
  instantAt,
  wallClock,
} from '@posiwid/backstage-plugin-coupling-common';

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const DAY_WORDS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];
const NTH_WORDS: Record<string, string> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '-1': 'last',
};

export const PRESETS = ['monthly', 'fortnightly', 'weekly', 'own'] as const;
export type Preset = (typeof PRESETS)[number];

/** The recurrence of a preset whose first meeting is on a calendar day, `YYYY-MM-DD`. */
export function presetRule(
  preset: Exclude<Preset, 'own'>,
  firstDay: string,
): string {
  const date = new Date(`${firstDay}T00:00:00Z`);
  const weekday = DAYS[Number.isNaN(date.getTime()) ? 3 : date.getUTCDay()];
  switch (preset) {
    case 'monthly': {
      // A fifth Wednesday is not in every month: then the last one is meant.
      const nth = Math.ceil((date.getUTCDate() || 1) / 7);
      return `FREQ=MONTHLY;BYDAY=${nth > 4 ? -1 : nth}${weekday}`;
    }
    case 'fortnightly':
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`;
    default:
      return `FREQ=WEEKLY;BYDAY=${weekday}`;
  }
}

/** Which preset a recurrence is one of. */
export function presetOf(rule: string): Preset {
  const { FREQ, INTERVAL, BYDAY, ...others } = partsOf(rule);
  if (Object.keys(others).length > 0 || BYDAY === undefined) return 'own';
  if (FREQ === 'MONTHLY' && INTERVAL === undefined) {
    return /^(-1|[1-4])(SU|MO|TU|WE|TH|FR|SA)$/.test(BYDAY) ? 'monthly' : 'own';
  }
  if (FREQ !== 'WEEKLY' || !DAYS.some(each => each === BYDAY)) return 'own';
  if (INTERVAL === '2') return 'fortnightly';
  return INTERVAL === undefined ? 'weekly' : 'own';
}

/** `every fourth Wednesday of the month`; the recurrence itself when it is none of the presets. */
export function cadenceWords(rule: string): string {
  const { BYDAY = '' } = partsOf(rule);
  const weekday =
    DAY_WORDS[DAYS.findIndex(each => each === BYDAY.slice(-2))] ?? BYDAY;
  switch (presetOf(rule)) {
    case 'monthly':
      return `every ${NTH_WORDS[BYDAY.slice(0, -2)]} ${weekday} of the month`;
    case 'fortnightly':
      return `every second ${weekday}`;
    case 'weekly':
      return `every ${weekday}`;
    default:
      return rule;
  }
}

function partsOf(rule: string): Record<string, string> {
  return Object.fromEntries(
    rule
      .replace(/^RRULE:/i, '')
      .split(';')
      .filter(part => part.includes('='))
      .map(part => {
        const [name, value] = part.split('=');
        return [name.trim().toUpperCase(), value.trim().toUpperCase()];
      }),
  );
}

/** The instant at which clocks of a time zone show a day and an hour; undefined when one of the three is none. */
export function instantOf(
  dayText: string,
  hour: string,
  timezone: string,
): string | undefined {
  const wall = Date.parse(`${dayText}T${hour}:00Z`);
  if (Number.isNaN(wall)) return undefined;
  try {
    return new Date(instantAt(wall, timezone)).toISOString();
  } catch {
    return undefined;
  }
}

/** Day and hour that clocks of a time zone show at an instant. */
export function wallOf(
  at: string,
  timezone: string,
): { day: string; hour: string } {
  const ms = Date.parse(at);
  let shown = ms;
  try {
    shown = wallClock(ms, timezone);
  } catch {
    // An unknown zone shows UTC.
  }
  const text = new Date(shown).toISOString();
  return { day: text.slice(0, 10), hour: text.slice(11, 16) };
}
