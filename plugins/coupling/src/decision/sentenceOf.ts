import type { Standing } from '@posiwid/backstage-plugin-coupling-common';
import { dayWords } from './calendar';

/** References of people and teams, and days, as the backend writes them into its sentences. */
const REF = /\b(?:user|group):[\w.-]+\/([\w.-]+)/g;
const DAY = /\b\d{4}-\d{2}-\d{2}\b/g;

/** Names of people and teams instead of their references. */
export function withNames(text: string): string {
  return text.replace(REF, '$1');
}

/** Why a finding stands so, as a sentence for people: names instead of references, and one full stop. */
export function sentenceOf({ because }: Pick<Standing, 'because'>): string {
  const text = withNames(because).replace(DAY, dayWords).trimEnd();
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
