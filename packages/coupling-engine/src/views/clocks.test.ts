import {
  analysed,
  component,
  groups,
  resource,
} from '../__testUtils__/catalog';
import { clockView } from './clocks';

const job = (name: string, owner: string, runsAt: string, db = 'db') =>
  component(name, {
    owner,
    'posiwid.dev/runs-at': runsAt,
    dependsOn: [`resource:${db}`],
  });

const analysis = analysed([
  ...groups('a', 'b', 'c', 'ops'),
  resource('db', { owner: 'ops' }),
  resource('disk', { owner: 'ops' }),
  job('export', 'a', '0 2 * * 1; 0 9 * * 3'),
  job('index', 'b', '0 2 * * 1; 20 9 * * 3'),
  job('report', 'c', '15 9 * * 3'),
  job('sweep', 'c', '0 4 * * *', 'disk'),
  component('idle', { owner: 'c' }),
]);
const WEDNESDAY_0915 = (2 * 24 + 9) * 60 + 15;

describe('clockView', () => {
  it('lists meetings with what brings each job there', () => {
    const view = clockView(analysis);
    expect(view).toMatchObject({
      from: '1970-01-05T00:00:00.000Z',
      headline: '3 jobs start together on db',
      scheduled: 4,
      alone: 1,
      hidden: 0,
      omissions: [{ what: 'schedules', missing: 3, of: 7 }],
    });
    expect(view.meetings).toHaveLength(1);
    const [{ target, jobs, at, fails, findings }] = view.meetings;
    expect(target.name).toBe('db');
    expect(at).toEqual([120, WEDNESDAY_0915]);
    expect(fails).toBe(3);
    expect(findings).toHaveLength(1);
    expect(
      jobs.map(({ entity, by, expression }) => [entity.name, by, expression]),
    ).toEqual([
      ['export', 'needs', '0 2 * * 1'],
      ['index', 'needs', '0 2 * * 1'],
      ['report', 'needs', '15 9 * * 3'],
    ]);
  });

  it('shows neither the name nor the hours of a job that the reader may not see', () => {
    const view = clockView(analysis, {
      visible: ref => !ref.endsWith('/report'),
    });
    expect(view.meetings[0].at).toEqual([120]);
    expect(JSON.stringify(view)).not.toContain('report');
    expect(view.scheduled).toBe(3);
  });

  it('counts a meeting whose target the reader may not see', () => {
    const view = clockView(analysis, { visible: ref => !ref.endsWith('/db') });
    expect(view).toMatchObject({
      meetings: [],
      hidden: 1,
      headline:
        '4 entities run by the clock, and no two start together on one thing',
    });
  });

  it('keeps to the teams asked for', () => {
    const of = (team: string) =>
      clockView(analysis, { teams: new Set([`group:default/${team}`]) });
    expect(of('b').meetings).toHaveLength(1);
    expect(of('ops').meetings).toHaveLength(1);
    expect(of('c')).toMatchObject({ scheduled: 2, alone: 1 });
    expect(of('nobody')).toMatchObject({
      meetings: [],
      headline: 'No schedule is stated',
    });
  });
});
