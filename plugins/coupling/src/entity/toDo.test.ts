import * as fc from 'fast-check';
import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { findings } from '../__fixtures__/harbor';
import { standing } from '../__fixtures__/harborDecisions';
import { toDoOf } from './toDo';

const TODAY = '2026-11-25';
const CHECKOUT = 'group:default/checkout';

function about(
  id: string,
  state: NonNullable<Finding['standing']>['state'],
  own: Partial<NonNullable<Finding['standing']>> = {},
): Finding {
  return standing({ ...findings[0], id }, { state, because: state, ...own });
}

const ids = (given: Finding[], own: Finding[]) =>
  toDoOf(given, own, TODAY).map(({ finding }) => finding.id);

describe('what a team has to do next', () => {
  it('is what is late, then what no longer holds, then all that has a day, by day', () => {
    const given = [
      about('later', 'assigned', { team: CHECKOUT, due: '2027-02-01' }),
      about('undated', 'planned', { team: CHECKOUT }),
      about('soon', 'planned', { team: CHECKOUT, due: '2026-11-30' }),
      about('late', 'overdue', { team: CHECKOUT, due: '2026-11-01' }),
    ];
    const own = [
      about('ends', 'accepted', { until: '2026-12-20' }),
      about('lapsed', 'lapsed'),
      about('said', 'still-found'),
      given[2],
    ];
    expect(ids(given, own)).toEqual([
      'late',
      'lapsed',
      'said',
      'soon',
      'ends',
      'later',
      'undated',
    ]);
  });

  it('is not what another team was given, nor what rests', () => {
    const own = [
      about('theirs', 'assigned', { team: 'group:default/payments' }),
      about('theirs-late', 'overdue', { team: 'group:default/payments' }),
      about('nobodys', 'overdue', { due: '2026-11-01' }),
      about('long', 'accepted', { until: '2026-12-26' }),
      about('undecided', 'undecided'),
      about('none', 'not-a-risk'),
    ];
    expect(ids([], own)).toEqual(['nobodys']);
  });

  it('holds each finding once, and its days in order, whatever the order it came in', () => {
    const someDay = fc.integer({ min: 1, max: 28 }).map(day => {
      return `2026-12-${String(day).padStart(2, '0')}`;
    });
    fc.assert(
      fc.property(fc.array(someDay, { maxLength: 20 }), days => {
        const given = days.map((due, i) =>
          about(`g${i}`, 'assigned', { team: CHECKOUT, due }),
        );
        const found = toDoOf(given, [...given].reverse(), TODAY);
        expect(found.map(({ by }) => by)).toEqual([...days].sort());
      }),
    );
  });
});
