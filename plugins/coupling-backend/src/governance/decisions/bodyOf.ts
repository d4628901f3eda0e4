import { InputError } from '@backstage/errors';
import type { DecisionBody as SentBody } from '@posiwid/backstage-plugin-coupling-common';
import { isDay } from '../../day';
import { fieldsOf, type Fields } from '../fieldsOf';
import type { DecisionBody, DecisionKind } from './types';

type Field = Exclude<keyof SentBody, 'kind'>;

const FIELDS: Record<Exclude<DecisionKind, 'lapse'>, Fields<Field>> = {
  accept: { required: ['reason', 'until'], optional: ['approvedBy'] },
  assign: { required: ['team', 'due'], optional: ['note'] },
  plan: { required: ['move'], optional: ['link', 'team', 'due'] },
  dispute: { required: ['reason'] },
  second: { required: ['of'] },
  done: { required: [], optional: ['note'] },
  defer: { required: ['reason'], optional: ['until'] },
  merge: { required: ['into', 'reason'] },
  split: { required: ['parts', 'reason'] },
  withdraw: { required: ['of'], optional: ['reason'] },
  comment: { required: ['text'] },
};

/** Fields that are calendar days. */
const DAYS = ['until', 'due'] as const;

/**
 * A decision as it was sent, with what its kind has and nothing else. Throws an InputError when something is missing, or a day is
 * none. Its shape was held against the API's document before.
 */
export function bodyOf(sent: SentBody): DecisionBody {
  const { kind } = sent;
  if (kind === 'lapse') {
    throw new InputError('Lapses are written by the analysis');
  }
  const body = fieldsOf(sent, FIELDS[kind]);
  for (const field of DAYS) {
    const day = body[field];
    if (day !== undefined && !isDay(day)) {
      throw new InputError(`${field} is not a day: ${day}`);
    }
  }
  return body as DecisionBody;
}
