import {
  analysed,
  api,
  component,
  groups,
  raised,
  resource,
  users,
} from '../../__testUtils__/catalog';

const RUNS_AT = 'posiwid.dev/runs-at';
const teams = groups('a', 'b', 'c', 'ops');

const job = (name: string, runsAt: string, stated = {}) =>
  component(name, {
    owner: 'a',
    [RUNS_AT]: runsAt,
    dependsOn: ['resource:db'],
    ...stated,
  });

const shared = [
  ...teams,
  resource('db', { owner: 'ops', type: 'database' }),
  ...users(['a', 'b', 'c'], 4, () => ({ dependsOn: ['resource:db'] })),
];

const found = (...entities: unknown[]) =>
  raised('same-clock', [...shared, ...entities]);

describe('same-clock', () => {
  it('is raised once for a thing on which jobs of several entities start together', () => {
    const [finding, ...rest] = found(
      job('export', '0 2 * * *'),
      job('index', '5 2 * * *', { owner: 'b' }),
    );
    expect(rest).toEqual([]);
    expect(finding.title).toBe(
      'export and index start within 10 minutes on db',
    );
    expect(finding.summary).toContain(
      '7 times in the week from 1970-01-05, first on Mon 02:00 UTC',
    );
    expect(finding).toMatchObject({
      category: 'correlated-failure',
      severity: 'high',
      subjects: [
        'resource:default/db',
        'component:default/export',
        'component:default/index',
      ],
      chain: ['component:default/export', 'resource:default/db'],
    });
    expect(
      finding.interventions.map(({ kind, leverage }) => [kind, leverage]),
    ).toEqual([
      ['spread-schedule', 'parameter'],
      ['jitter-by-default', 'rule'],
      ['admission-control', 'feedback'],
    ]);
  });

  it('is silent when the starts are spread, the targets differ, or jitter is stated', () => {
    expect(
      found(job('export', '0 2 * * *'), job('index', '30 2 * * *')),
    ).toEqual([]);
    expect(
      found(
        resource('other', { owner: 'ops' }),
        job('export', '0 2 * * *'),
        job('index', '0 2 * * *', { dependsOn: ['resource:other'] }),
      ),
    ).toEqual([]);
    expect(
      found(
        job('export', '0 2 * * *'),
        job('index', '0 2 * * *', { 'posiwid.dev/mechanisms': 'jitter' }),
      ),
    ).toEqual([]);
  });

  it('says the same jobs once, whatever else they meet on', () => {
    const both = {
      dependsOn: ['resource:db', 'resource:store'],
      consumesApis: ['x'],
    };
    const [finding, ...rest] = found(
      resource('store', { owner: 'ops' }),
      component('server', { owner: 'ops', providesApis: ['x'] }),
      api('x', { owner: 'ops' }),
      job('export', '0 2 * * *', both),
      job('index', '0 2 * * *', both),
    );
    expect(rest).toEqual([]);
    expect(finding.title).toBe(
      'export and index start within 10 minutes on db, server and store',
    );
  });

  it('goes to the thing behind an API by way of the API', () => {
    const [finding] = raised('same-clock', [
      ...teams,
      component('server', { owner: 'ops', providesApis: ['x'] }),
      api('x', { owner: 'ops' }),
      job('export', '0 2 * * *', { dependsOn: [], consumesApis: ['x'] }),
      job('index', '0 2 * * *', { dependsOn: [], consumesApis: ['x'] }),
    ]);
    expect(finding.chain).toEqual([
      'component:default/export',
      'api:default/x',
      'component:default/server',
    ]);
  });

  it('is low when the target can refuse load', () => {
    const [finding] = raised('same-clock', [
      ...teams,
      resource('db', {
        owner: 'ops',
        'posiwid.dev/mechanisms': 'admission-control',
      }),
      ...users(['a', 'b', 'c'], 4, () => ({ dependsOn: ['resource:db'] })),
      job('export', '0 2 * * *'),
      job('index', '0 2 * * *'),
    ]);
    expect(finding.severity).toBe('low');
    expect(finding.interventions.map(({ kind }) => kind)).not.toContain(
      'admission-control',
    );
  });

  it('is about the thing that cannot refuse load before one that can', () => {
    const both = { dependsOn: ['resource:db', 'resource:safe'] };
    const [finding] = found(
      resource('safe', {
        owner: 'ops',
        'posiwid.dev/mechanisms': 'load-shedding',
      }),
      ...users(['ops'], 20, () => ({ dependsOn: ['resource:safe'] })),
      job('export', '0 2 * * *', both),
      job('index', '0 2 * * *', both),
    );
    expect(finding.title).toMatch(/on db and safe$/);
    expect(finding.severity).not.toBe('low');
  });

  it('takes as many jobs as the policy says', () => {
    const entities = [
      ...shared,
      job('a1', '0 2 * * *'),
      job('a2', '0 2 * * *'),
    ];
    const { findings } = analysed(entities, {
      sameClock: { windowMinutes: 10, minJobs: 3 },
    });
    expect(findings.filter(f => f.rule === 'same-clock')).toEqual([]);
  });

  describe('one job and a whole redundancy group', () => {
    const member = (name: string) =>
      resource(name, { owner: 'ops', 'posiwid.dev/redundancy-group': 'dns' });
    const rotate = (stated = {}) =>
      component('rotate', {
        owner: 'ops',
        [RUNS_AT]: '0 4 * * 1',
        'posiwid.dev/acts-on': 'resource:dns-1, resource:dns-2',
        ...stated,
      });
    const withMembers = (...more: unknown[]) =>
      raised('same-clock', [
        ...teams,
        member('dns-1'),
        member('dns-2'),
        ...users(['a', 'b', 'c'], 3, () => ({
          dependsOn: ['resource:dns-1', 'resource:dns-2'],
        })),
        ...more,
      ]);

    it('is raised when it changes every member in the same hour', () => {
      const [finding, ...rest] = withMembers(rotate());
      expect(rest).toEqual([]);
      expect(finding).toMatchObject({
        title:
          'rotate changes dns-1 and dns-2 in the same hour, though they stand in for each other',
        reach: { fails: 11, teams: 4 },
        severity: 'high',
        chain: ['component:default/rotate', 'resource:default/dns-1'],
      });
    });

    it('is silent when a member is left alone, the job is staged, or it has no clock', () => {
      expect(withMembers(member('dns-3'), rotate())).toEqual([]);
      expect(
        withMembers(rotate({ 'posiwid.dev/change-pace': 'staged-checked' })),
      ).toEqual([]);
      expect(withMembers(rotate({ [RUNS_AT]: 'on-demand' }))).toEqual([]);
    });
  });
});
