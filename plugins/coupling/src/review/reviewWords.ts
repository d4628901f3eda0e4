/** What a reader sees for the words of reviews. */
import type {
  Agenda,
  AgendaItem,
  DecisionBody,
  ReviewItem,
  ReviewSummary,
  Scope,
  SeriesView,
} from '@posiwid/backstage-plugin-coupling-common';
import { saidOf } from '../decision/saidOf';
import { withNames } from '../decision/sentenceOf';
import { nameOf } from '../refs';
import { CATEGORY_WORDS, count } from '../words';

export type AgendaReason = AgendaItem['reason'];

/** Most urgent first. */
export const REASON_WORDS: Record<AgendaReason, string> = {
  lapsed: 'lapsed',
  'still-found': 'said done, still found',
  worse: 'worse',
  regressed: 'back again',
  overdue: 'overdue',
  new: 'new',
  disputed: 'disputed',
  expiring: 'expiring',
  carried: 'carried over',
  added: 'added',
  move: 'move',
};

export const STATE_WORDS: Record<ReviewSummary['state'], string> = {
  called: 'called',
  running: 'under way',
  ended: 'held',
  'called-off': 'called off',
};

/** The reason of an item and what more is known of it: `worse` and `it reaches 48 and reached 31`. */
export function reasonParts(item: AgendaItem): { word: string; rest: string } {
  const word = REASON_WORDS[item.reason];
  const rest = withNames(item.words)
    .replace(/^worse: /, '')
    .replace(/^Lapsed: /, '')
    .replace(/^new (since)/, '$1')
    .replace(/^back (since)/, '$1')
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, each => shortDay(each));
  return { word, rest: rest === word ? '' : rest };
}

/** `9 items, 3 worse, 1 lapsed`: the most urgent reasons first, at most three. */
export function agendaSentence(agenda: Agenda): string {
  const counts = new Map<AgendaReason, number>();
  for (const { reason } of agenda.items) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const told = (Object.keys(REASON_WORDS) as AgendaReason[])
    .filter(reason => reason !== 'move' && counts.has(reason))
    .slice(0, 3)
    .map(reason => `${counts.get(reason)} ${REASON_WORDS[reason]}`);
  return [count(agenda.items.length, 'item'), ...told].join(', ');
}

/** When the next meeting of a series is: as it was called, else as its cadence has it; undefined when there is none. */
export function whenOf({ open, nextAt }: SeriesView): string | undefined {
  return open?.state === 'called' ? open.plannedAt : nextAt[0];
}

/** `25 November`, in the time zone of the series. */
export function dayWords(at: string, timeZone: string): string {
  return inZone(at, timeZone, { day: 'numeric', month: 'long' });
}

/** `Wed 25 Nov 2026`. */
export function dateWords(at: string, timeZone: string): string {
  return inZone(at, timeZone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).replace(',', '');
}

/** `10:34`. */
export function hourWords(at: string, timeZone: string): string {
  return inZone(at, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** A calendar day as a person writes it: `31 Jan`, with the year when it is another than that of the day beside it. */
export function shortDay(dayText: string, beside = new Date()): string {
  const date = new Date(`${dayText.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return dayText;
  const otherYear = date.getUTCFullYear() !== beside.getUTCFullYear();
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(otherYear && { year: 'numeric' }),
  });
}

function inZone(
  at: string,
  timeZone: string,
  parts: Intl.DateTimeFormatOptions,
): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  try {
    return date.toLocaleString('en-GB', { ...parts, timeZone });
  } catch {
    return date.toLocaleString('en-GB', { ...parts, timeZone: 'UTC' });
  }
}

/** `6:40`, `1:05:00`. */
export function clockWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

/** What a series is about, in a few words. */
export function scopeWords(
  scope: Scope,
  titleOf: (ref: string) => string,
): string {
  const parts = [
    ...(scope.team?.length
      ? [
          `${scope.team.map(titleOf).join(', ')}${
            scope.children ? ' with child teams' : ''
          }`,
        ]
      : []),
    ...(scope.system ?? []).map(ref => `system ${nameOf(ref)}`),
    ...(scope.domain ?? []).map(ref => `domain ${nameOf(ref)}`),
    ...(scope.category ?? []).map(category => CATEGORY_WORDS[category]),
  ];
  return parts.length > 0 ? parts.join('; ') : 'every finding';
}

/** A decision as a line of the minutes, its team by its title. */
export function lineOf(
  body: DecisionBody,
  titleOf: (ref: string) => string,
): string {
  return saidOf(body.team ? { ...body, team: titleOf(body.team) } : body);
}

/** A decision in the rail of the agenda: `assigned`, `to Identity`. */
export function outcomeOf(
  { decisions }: ReviewItem,
  titleOf: (ref: string) => string,
): { word: string; rest: string } | undefined {
  const last = [...decisions]
    .reverse()
    .find(({ body }) => body.kind !== 'comment');
  if (!last) return undefined;
  const { kind, until, team, due, into } = last.body;
  switch (kind) {
    case 'accept':
      return { word: 'accepted', rest: `until ${shortDay(until ?? '')}` };
    case 'assign':
      return { word: 'assigned', rest: `to ${titleOf(team ?? '')}` };
    case 'plan':
      return {
        word: 'planned',
        rest: (due && `by ${shortDay(due)}`) ?? (team && titleOf(team)) ?? '',
      };
    case 'defer':
      return {
        word: 'put off',
        rest: until ? `to ${shortDay(until)}` : '',
      };
    case 'dispute':
      return { word: 'disputed', rest: '' };
    case 'second':
      return { word: 'agreed', rest: '' };
    case 'done':
      return { word: 'said to be mended', rest: '' };
    case 'merge':
      return { word: 'merged', rest: `into ${into}` };
    case 'withdraw':
      return { word: 'taken back', rest: '' };
    default:
      return { word: kind, rest: '' };
  }
}

/** Whether anything but a comment was decided about an item in this meeting. */
export function isDecided({ decisions }: ReviewItem): boolean {
  return decisions.some(({ body }) => body.kind !== 'comment');
}
