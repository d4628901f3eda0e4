import { InputError } from '@backstage/errors';
import type { DecisionBody as SentBody } from '@posiwid/backstage-plugin-coupling-common';
import { isDay } from '../../day';
import type { DecisionBody, DecisionKind } from './types';

type Field = Exclude<keyof SentBody, 'kind'>;

/** What each kind has to say and may say. */
const FIELDS: Record<
  Exclude<DecisionKind, 'lapse'>,
  { required: Field[]; optional?: Field[] }
> = {
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
const DAYS: Field[] = ['until', 'due'];

/**
 * A decision as it was sent, with what its kind has and nothing else. Throws an InputError when something is missing, or a day is
 * none. Its shape was held against the API's document before.
 */
export function bodyOf(sent: SentBody): DecisionBody {
  const { kind } = sent;
  if (kind === 'lapse') {
    throw new InputError('Lapses are written by the analysis');
  }
  const { required, optional = [] } = FIELDS[kind];
  const body: Record<string, unknown> = { kind };
  for (const field of [...required, ...optional]) {
    const value = sent[field];
    if (value === undefined) {
      if (required.includes(field)) {
        throw new InputError(`${kind} needs ${field}`);
      }
      continue;
    }
    if (DAYS.includes(field) && !isDay(value as string)) {
      throw new InputError(`${field} is not a day: ${value}`);
    }
    body[field] = value;
  }
  return body as DecisionBody;
}
