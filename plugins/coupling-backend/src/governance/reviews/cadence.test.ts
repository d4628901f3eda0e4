import { cadenceDefect, meetingsAfter } from './cadence';

const monthly = {
  cadence: 'FREQ=MONTHLY;BYDAY=4WE',
  startsAt: '2026-09-23T08:00:00.000Z',
  timezone: 'Europe/Stockholm',
};

describe('cadence', () => {
  it('keeps the hour of the day when clocks change', () => {
    // Summer time ends on 25 October 2026: ten o'clock in Stockholm is 08:00 before and 09:00 after.
    expect(meetingsAfter(monthly, '2026-09-01T00:00:00Z', 4)).toEqual([
      '2026-09-23T08:00:00.000Z',
      '2026-10-28T09:00:00.000Z',
      '2026-11-25T09:00:00.000Z',
      '2026-12-23T09:00:00.000Z',
    ]);
  });

  it('begins with a meeting that is now', () => {
    expect(meetingsAfter(monthly, '2026-10-28T09:00:00Z', 1)).toEqual([
      '2026-10-28T09:00:00.000Z',
    ]);
    expect(meetingsAfter(monthly, '2026-10-28T09:00:01Z', 1)).toEqual([
      '2026-11-25T09:00:00.000Z',
    ]);
  });

  it('takes every second week', () => {
    const fortnightly = {
      cadence: 'FREQ=WEEKLY;INTERVAL=2',
      startsAt: '2026-01-07T15:30:00Z',
      timezone: 'UTC',
    };
    expect(meetingsAfter(fortnightly, '2026-01-08T00:00:00Z', 2)).toEqual([
      '2026-01-21T15:30:00.000Z',
      '2026-02-04T15:30:00.000Z',
    ]);
  });

  it.each([
    ['nonsense', 'UTC', /Expected a recurrence/],
    ['FREQ=NEVER', 'UTC', /Expected a recurrence/],
    ['FREQ=DAILY;COUNT=1', 'UTC', /has to go on/],
    ['FREQ=DAILY', 'Mars/Olympus', /Expected a recurrence/],
  ])('refuses %s in %s', (cadence, timezone, message) => {
    expect(
      cadenceDefect({ cadence, timezone, startsAt: monthly.startsAt }),
    ).toMatch(message);
  });

  it('accepts a good one', () => {
    expect(cadenceDefect(monthly)).toBeUndefined();
  });
});
