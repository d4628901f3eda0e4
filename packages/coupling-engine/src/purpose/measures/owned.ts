import { observed } from '../../evidence';
import { countsAsTeam } from '../../model/owners';
import {
  DAY_MS,
  LOOK_BACK_DAYS,
  day,
  judgement,
  type Measure,
} from './measure';

/** Whether an owner who exists said within a year that it is theirs. A name in the catalog can be wrong; it proves nothing. */
export const owned: Measure = {
  id: 'owned',
  reads: ['ownership-confirmed'],
  evaluate({ subject, model, evidence, now }) {
    const owners = subject.owners.filter(owner => countsAsTeam(model, owner));
    if (owners.length === 0)
      return judgement('contradicted', ['No owner that exists is stated'], [], {
        value: 0,
        does: 'belongs to nobody',
      });
    const names = new Set(owners.map(owner => model.teams[owner].ref));
    const said = observed(evidence, 'ownership-confirmed', [
      subject.ref,
    ]).filter(
      ({ entity, by, at }) =>
        entity === subject.ref && names.has(by) && Date.parse(at) <= now,
    );
    const last = said[said.length - 1];
    if (!last)
      return judgement('unproven', ['No owner stated has confirmed it']);
    const expired = now - Date.parse(last.at) > LOOK_BACK_DAYS * DAY_MS;
    return judgement(
      expired ? 'expired' : 'kept',
      [`Last confirmed on ${day(Date.parse(last.at))}`],
      [last],
      { value: 1 },
    );
  },
};
