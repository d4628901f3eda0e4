import { observed } from '../../evidence';
import { countsAsTeam } from '../../model/owners';
import {
  DAY_MS,
  LOOK_BACK_DAYS,
  day,
  judgement,
  silent,
  type Measure,
} from './measure';

/** Whether an owner who exists said within a year that it is theirs. A name in the catalog can be wrong; it proves nothing. */
export const owned: Measure = {
  id: 'owned',
  reads: ['ownership-confirmed'],
  title: () => 'Has an owner who says so',
  settledBy: () => ({
    kind: 'confirm-owner',
    text: 'Let one of its stated owners confirm that it is theirs.',
  }),
  evaluate({ subject, model, evidence, now }) {
    const owners = subject.owners.filter(owner => countsAsTeam(model, owner));
    if (owners.length === 0)
      return silent(
        'contradicted',
        'No owner that exists is stated',
        'no owner that exists',
        { value: 0, grade: 'declared', does: 'belongs to nobody' },
      );
    const names = new Set(owners.map(owner => model.teams[owner].ref));
    const said = observed(evidence, 'ownership-confirmed', [
      subject.ref,
    ]).filter(
      ({ entity, by, at }) =>
        entity === subject.ref && names.has(by) && Date.parse(at) <= now,
    );
    const last = said[said.length - 1];
    if (!last)
      return silent(
        'unproven',
        'No owner stated has confirmed it',
        'not confirmed',
        { grade: 'declared' },
      );
    const expired = now - Date.parse(last.at) > LOOK_BACK_DAYS * DAY_MS;
    return judgement(
      expired ? 'expired' : 'kept',
      [`Last confirmed on ${day(Date.parse(last.at))}`],
      said.slice(-1),
      {
        value: 1,
        words: `confirmed ${day(Date.parse(last.at))}`,
        picture: {
          kind: 'events',
          events: said.map(({ at }) => ({
            at,
            outcome: 'passed' as const,
            text: 'confirmed by an owner',
          })),
        },
      },
    );
  },
};
