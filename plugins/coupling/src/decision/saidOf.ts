import type { DecisionBody } from '@posiwid/backstage-plugin-coupling-common';
import { nameOf } from '../refs';
import { dayWords } from './calendar';

/** A decision in a line, as the minutes of a review word it: `accepted until 31 Dec 2026: known since March`. */
export function saidOf(body: DecisionBody): string {
  const { kind, reason, until, due, move, link, note, into, parts, text } =
    body;
  const because = reason ? `: ${reason}` : '';
  const noted = note ? `: ${note}` : '';
  const team = body.team ? nameOf(body.team) : '';
  const by = due ? `, by ${dayWords(due)}` : '';
  switch (kind) {
    case 'accept':
      return `accepted until ${dayWords(until ?? '')}${because}`;
    case 'assign':
      return `assigned to ${team}${by}${noted}`;
    case 'plan':
      return `planned: ${move}${team && `, ${team}`}${by}${
        link ? `, ${link}` : ''
      }`;
    case 'dispute':
      return `disputed${because}`;
    case 'second':
      return 'agreed';
    case 'done':
      return `said to be mended${noted}`;
    case 'defer':
      return `put off${until ? ` to ${dayWords(until)}` : ''}${because}`;
    case 'merge':
      return `merged into ${into}${because}`;
    case 'split':
      return `split into ${parts?.join(' and ')}${because}`;
    case 'withdraw':
      return `taken back${because}`;
    case 'lapse':
      return `lapsed: ${body.because}`;
    default:
      return text ?? kind;
  }
}
