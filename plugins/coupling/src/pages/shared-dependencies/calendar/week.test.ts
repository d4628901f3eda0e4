import type { ClockMeeting } from '@posiwid/backstage-plugin-coupling-common';
import {
  cellsOf,
  keyOf,
  moveInWeek,
  shadeOf,
  startAt,
  whenWords,
} from './week';

const MONDAY = '2026-11-23T00:00:00.000Z';
const entity = (name: string) => ({
  ref: `component:default/${name}`,
  kind: 'component',
  name,
  teams: [],
});
const meeting = (
  target: string,
  jobs: string[],
  at: number[],
): ClockMeeting => ({
  target: entity(target),
  jobs: jobs.map(name => ({
    entity: entity(name),
    by: 'needs',
    expression: '0 2 * * *',
    timezone: 'UTC',
  })),
  at,
  fails: 1,
  findings: [],
});

describe('startAt', () => {
  it('is a weekday and an hour of the week in UTC', () => {
    expect(startAt(MONDAY, 0, 'utc')).toEqual({ day: 0, hour: 0, minute: 0 });
    expect(startAt(MONDAY, 7 * 1440 - 1, 'utc')).toEqual({
      day: 6,
      hour: 23,
      minute: 59,
    });
  });

  it('is what the clock of the reader shows', () => {
    const shown = new Date(new Date(MONDAY).getTime() + 125 * 60_000);
    expect(startAt(MONDAY, 125, 'local')).toEqual({
      day: (shown.getDay() + 6) % 7,
      hour: shown.getHours(),
      minute: shown.getMinutes(),
    });
  });
});

describe('cellsOf', () => {
  it('counts a job once an hour, whatever it meets on, and keeps what meets', () => {
    const db = meeting('db', ['a', 'b'], [120, 130, 1560]);
    const bus = meeting('bus', ['b', 'c'], [179]);
    const cells = cellsOf({ from: MONDAY, meetings: [db, bus] }, 'utc');
    expect([...cells.keys()]).toEqual([keyOf(0, 2), keyOf(1, 2)]);
    const first = cells.get(keyOf(0, 2))!;
    expect(first.jobs).toBe(3);
    expect(
      first.meetings.map(m => [m.meeting.target.name, m.starts.length]),
    ).toEqual([
      ['db', 2],
      ['bus', 1],
    ]);
  });
});

describe('whenWords', () => {
  const at = (...minutes: number[]) =>
    minutes.map(minute => startAt(MONDAY, minute, 'utc'));

  it('puts days of one time together', () => {
    expect(
      whenWords(at(...Array.from({ length: 7 }, (_, i) => i * 1440))),
    ).toBe('every day 00:00');
    expect(whenWords(at(120, 1560, 1575))).toBe('Mon, Tue 02:00; Tue 02:15');
  });

  it('does not list forty times', () => {
    expect(whenWords(at(0, 60, 120, 180, 240))).toBe(
      'Mon 00:00; Mon 01:00; Mon 02:00 and 2 more',
    );
  });
});

describe('shadeOf', () => {
  it('grows with the number of jobs', () => {
    expect([0, 1, 2, 3, 5, 10, 20, 900].map(shadeOf)).toEqual([
      0, 1, 1, 2, 3, 4, 5, 5,
    ]);
  });
});

describe('moveInWeek', () => {
  it('stays within the week', () => {
    const corner = { day: 0, hour: 0 };
    expect(moveInWeek(corner, 'ArrowUp', false)).toEqual(corner);
    expect(moveInWeek(corner, 'ArrowLeft', false)).toEqual(corner);
    expect(moveInWeek(corner, 'ArrowDown', false)).toEqual({ day: 1, hour: 0 });
    expect(moveInWeek(corner, 'End', false)).toEqual({ day: 0, hour: 23 });
    expect(moveInWeek(corner, 'End', true)).toEqual({ day: 6, hour: 23 });
    expect(moveInWeek({ day: 3, hour: 4 }, 'Home', true)).toEqual(corner);
    expect(moveInWeek(corner, 'x', false)).toBe(undefined);
  });
});
