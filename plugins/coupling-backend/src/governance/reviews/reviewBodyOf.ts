import type { ReviewEventBody } from '@posiwid/backstage-plugin-coupling-common';
import { fieldsOf, type Fields } from '../fieldsOf';
import type { ReviewBody } from './types';

type Kind = ReviewEventBody['kind'];
type Field = Exclude<keyof ReviewEventBody, 'kind'>;

const FIELDS: Record<Kind, Fields<Field>> = {
  edited: { required: ['edit'] },
  started: { required: [] },
  'went-to': { required: ['key'] },
  attendance: { required: ['who', 'here'], optional: ['for'] },
  noted: { required: ['text'], optional: ['key'] },
  dissented: { required: ['text', 'key'] },
  ended: { required: [] },
  'called-off': { required: ['reason'] },
};

/**
 * Something in a meeting as it was sent, with what its kind has and nothing else. Throws an InputError when something is missing.
 * Its shape was held against the API's document before.
 */
export function reviewBodyOf(sent: ReviewEventBody): ReviewBody {
  const { kind } = sent;
  const body = fieldsOf(sent, FIELDS[kind]);
  // The agenda it starts with is for the backend to say.
  return (kind === 'started' ? { kind, items: [] } : body) as ReviewBody;
}
