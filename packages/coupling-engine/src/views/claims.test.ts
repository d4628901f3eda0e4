import { analyse } from '../analyse';
import type { SourcedEntity } from '../model/types';
import { component, group, needing } from '../__testUtils__/entities';
import { claimDetail, claimList } from './claims';

const member = (name: string, of: string, ...needs: string[]) =>
  component(
    name,
    { dependsOn: needs.map(n => `component:${n}`), owner: `team-${of}` },
    {
      annotations: {
        'posiwid.dev/redundancy-group': of,
        'posiwid.dev/drilled': '2020-01-31 passed',
      },
    },
  );

const CATALOG: SourcedEntity[] = [
  group('team-dns'),
  group('team-auth'),
  member('dns-a', 'dns'),
  member('dns-b', 'dns'),
  member('auth-a', 'auth', 'token-store', 'flags'),
  member('auth-b', 'auth', 'token-store', 'flags'),
  needing('flags', 'config'),
  component('token-store'),
  component('config'),
];

const analysis = analyse({ entities: CATALOG, at: '2026-11-25T00:00:00Z' });
const AUTH = 'redundancy-group:auth';
const DNS = 'redundancy-group:dns';

describe('views of claims', () => {
  it('lists what is defeated first, and says how many are', () => {
    const list = claimList(analysis);
    expect(list.items.map(({ id, verdict }) => [id, verdict])).toEqual([
      [AUTH, 'defeated'],
      [DNS, 'holds'],
    ]);
    expect(list).toMatchObject({ total: 2, defeated: 1, hidden: 0 });
    expect(list.headline).toBe('1 of 2 claims is defeated by something shared');
  });

  it('filters by team, text and what defeats', () => {
    const ids = (options: Parameters<typeof claimList>[1]) =>
      claimList(analysis, options).items.map(({ id }) => id);
    expect(ids({ teams: new Set(['group:default/team-dns']) })).toEqual([DNS]);
    expect(ids({ q: 'DNS' })).toEqual([DNS]);
    expect(ids({ defeatedBy: 'component:default/config' })).toEqual([AUTH]);
    expect(ids({ defeatedBy: 'component:default/dns-a' })).toEqual([]);
    expect(ids({ offset: 1, limit: 1 })).toEqual([DNS]);
  });

  it('says what is so in one line', () => {
    expect(claimDetail(analysis, AUTH)!.headline).toBe(
      'On paper both must fail. In fact config alone is enough, and so are two more.',
    );
    expect(claimDetail(analysis, DNS)!.headline).toBe(
      'On paper both must fail. Nothing that is declared makes fewer enough.',
    );
    expect(claimDetail(analysis, 'redundancy-group:none')).toBeUndefined();
  });

  it('knows the last drill, and that it is long ago', () => {
    expect(claimList(analysis).items[0].drilled).toEqual({
      at: '2020-01-31',
      outcome: 'passed',
      expired: true,
    });
  });

  it('names nothing that the reader may not see', () => {
    const hiding = (hidden: string) => ({
      visible: (ref: string) => ref !== `component:default/${hidden}`,
    });
    const events = claimDetail(analysis, AUTH, hiding('config'))!.groups.flat();
    expect(JSON.stringify(events)).not.toContain('config');
    expect(events[0].events).toEqual([
      { kind: 'entity', name: 'something you may not see', layer: 'other' },
    ]);
    expect(claimDetail(analysis, AUTH, hiding('auth-a'))).toBeUndefined();
    expect(claimList(analysis, hiding('auth-a'))).toMatchObject({
      total: 1,
      hidden: 1,
    });
    expect(
      claimList(analysis, {
        ...hiding('config'),
        defeatedBy: 'component:default/config',
      }).total,
    ).toBe(0);
  });

  it('names no job of several that start at one time when one of them may not be seen', () => {
    const job = (name: string, target: string) =>
      component(
        name,
        {},
        {
          annotations: {
            'posiwid.dev/runs-at': '0 3 * * *',
            'posiwid.dev/acts-on': `component:${target}, component:disk`,
          },
        },
      );
    const jobs = analyse({
      entities: [
        group('team-dns'),
        member('dns-a', 'dns'),
        member('dns-b', 'dns'),
        component('disk'),
        job('backup', 'dns-a'),
        job('secret', 'dns-b'),
      ],
    });
    const told = (hidden: string) =>
      claimDetail(jobs, DNS, {
        visible: ref => ref !== `component:default/${hidden}`,
      })!.defeatedBy.map(({ name }) => name);
    expect(told('none')).toEqual(['backup and secret at one time']);
    expect(told('backup')).toEqual(['something you may not see']);
    expect(told('secret')).toEqual(['something you may not see']);
  });
});
