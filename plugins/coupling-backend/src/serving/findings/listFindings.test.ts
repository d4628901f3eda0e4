import * as fc from 'fast-check';
import type { QueryOf } from '@posiwid/backstage-plugin-coupling-common';
import {
  analyse,
  CATEGORIES,
  GRADES,
  SEVERITIES,
  type Finding,
} from '@posiwid/coupling-engine';
import {
  component,
  entity,
  smallPlatform,
  team,
} from '../../__testUtils__/entities';
import { finding } from '../../__testUtils__/findings';
import { markOf, type FindingRecord } from '../../lifecycle';
import { ServedSnapshot } from '../ServedSnapshot';
import type { Audience } from '../visibility';
import { FindingIndex } from './FindingIndex';
import { listFindings, selectFindings } from './listFindings';

const AT = '2026-03-01T00:00:00.000Z';
const EARLIER = '2026-02-01T00:00:00.000Z';

/** Red is the parent of crimson; `db` is in a system of a domain. */
const ENTITIES = [
  ...smallPlatform(),
  ...team('crimson').map(e =>
    e.kind === 'Group'
      ? {
          ...e,
          relations: [
            ...e.relations!,
            { type: 'childOf', targetRef: 'group:default/red' },
          ],
        }
      : e,
  ),
  component('c1', ['db'], 'crimson'),
  entity('System', 'storage', {
    spec: { owner: 'red', domain: 'data' },
    relations: {
      partOf: ['domain:default/data'],
      ownedBy: ['group:default/red'],
    },
  }),
  entity('Domain', 'data', {
    spec: { owner: 'red' },
    relations: { ownedBy: ['group:default/red'] },
  }),
  entity('Component', 'disk', {
    spec: { type: 'service', owner: 'red', system: 'storage' },
    relations: {
      partOf: ['system:default/storage'],
      ownedBy: ['group:default/red'],
    },
  }),
];

function serve(records: FindingRecord[], audience: Audience = 'everything') {
  const served = new ServedSnapshot({
    analysis: analyse({ entities: ENTITIES.map(e => ({ entity: e })) }),
    record: { at: AT } as ServedSnapshot['record'],
    findings: records,
    times: [EARLIER, AT],
  });
  const index = new FindingIndex(served.analysis);
  return {
    served,
    ids: (query: QueryOf<'listFindings'>) =>
      listFindings(served, index, audience, query).items.map(f => f.id),
    list: (query: QueryOf<'listFindings'>) =>
      listFindings(served, index, audience, query),
    select: (query: QueryOf<'listFindings'>) =>
      selectFindings(served, index, audience, query),
  };
}

const open = (of: Finding): FindingRecord => ({
  id: of.id,
  finding: of,
  spells: [{ from: EARLIER }],
});

describe('the list of findings', () => {
  const { ids, list } = serve([
    open(
      finding('red', ['component:default/db'], {
        teams: ['group:default/red'],
        score: 50,
      }),
    ),
    open(
      finding('crimson', ['component:default/c1'], {
        teams: ['group:default/crimson'],
        severity: 'low',
      }),
    ),
    open(
      finding('nobody', ['component:default/orphan'], {
        severity: 'critical',
        title: 'Überall',
      }),
    ),
    open(
      finding('disk', ['component:default/disk'], {
        rule: 'single-path',
        evidence: [{ grade: 'observed', source: 'x', detail: 'y' }],
        score: 70,
      }),
    ),
    {
      ...open(finding('past', ['component:default/b1'])),
      spells: [{ from: EARLIER, to: AT }],
      lastSeen: EARLIER,
    },
  ]);

  it('leaves out what is resolved, unless it is asked for', () => {
    expect(ids({})).not.toContain('past');
    expect(ids({ status: ['resolved'] })).toEqual(['past']);
  });

  it('stands worst first: by severity, then by score', () => {
    expect(ids({})).toEqual(['nobody', 'disk', 'red', 'crimson']);
    expect(ids({ sort: '-severity' })).toEqual([
      'crimson',
      'red',
      'disk',
      'nobody',
    ]);
  });

  it('counts a child group as its parent, unless told not to', () => {
    expect(ids({ team: ['group:default/red'] })).toEqual(['red', 'crimson']);
    expect(ids({ team: ['group:default/red'], children: false })).toEqual([
      'red',
    ]);
    expect(ids({ team: ['group:default/crimson'] })).toEqual(['crimson']);
  });

  it('gives what has no living owner under `none`', () => {
    expect(ids({ team: ['none'] })).toEqual(['nobody']);
    expect(ids({ team: ['none', 'group:default/crimson'] })).toEqual([
      'nobody',
      'crimson',
    ]);
  });

  it('gives nothing for a team that does not exist, rather than everything', () => {
    expect(ids({ team: ['group:default/nowhere'] })).toEqual([]);
  });

  it('reads refs in any case', () => {
    expect(ids({ team: ['Group:default/Red'], children: false })).toEqual([
      'red',
    ]);
  });

  it('finds by system and by domain, through the system', () => {
    expect(ids({ system: ['system:default/storage'] })).toEqual(['disk']);
    expect(ids({ domain: ['domain:default/data'] })).toEqual(['disk']);
  });

  it('finds by entity, rule, and text in any case', () => {
    expect(ids({ entity: ['component:default/db'] })).toEqual(['red']);
    expect(ids({ rule: ['single-path'] })).toEqual(['disk']);
    expect(ids({ q: ' üBER ' })).toEqual(['nobody']);
    expect(ids({ q: '.*' })).toEqual([]);
  });

  it('takes a grade as the least that is wanted', () => {
    expect(ids({ grade: 'observed' })).toEqual(['disk']);
    expect(ids({ grade: 'inferred' })).toHaveLength(4);
    expect(ids({ grade: 'tested' })).toEqual([]);
  });

  it('says in a sentence what there is', () => {
    expect(list({ team: ['group:default/red'] }).headline).toBe(
      '2 open risks touch red',
    );
    expect(list({ q: 'nothing' }).headline).toBe(
      'No open risk passes these filters',
    );
    expect(list({ q: 'nothing', team: ['group:default/red'] }).headline).toBe(
      'No open risk that touches red passes these filters',
    );
    expect(list({ team: ['group:default/green'] }).headline).toMatch(
      /^No open risks touch /,
    );
    expect(list({ team: ['none'] }).headline).toBe(
      '1 open risk touches things without a living owner, 1 of them critical',
    );
  });

  it('refuses a cursor that it has not given out', () => {
    expect(() => list({ cursor: 'LTE' })).toThrow('cursor');
  });
});

describe('what a team was given', () => {
  it('is found by the team, from the decision that gives it to the one that gives it away', () => {
    const of = finding('db', ['component:default/db'], {
      teams: ['group:default/red'],
    });
    const { ids, served } = serve([
      open(of),
      open(finding('disk', ['component:default/disk'])),
    ]);
    const assign = (position: number, to: string) =>
      served.decided(
        [
          {
            id: `decision-${position}`,
            findingId: of.id,
            position,
            sequence: position,
            at: AT,
            by: 'user:default/mara',
            body: { kind: 'assign', team: to, due: '2026-04-01' },
            seen: markOf(of),
          },
        ],
        AT,
      );
    const held = (by: string) => ids({ holder: [`group:default/${by}`] });
    expect(held('blue')).toEqual([]);
    // Blue need not be named in it.
    assign(1, 'group:default/blue');
    expect(held('Blue')).toEqual([of.id]);
    expect(held('red')).toEqual([]);
    assign(2, 'group:default/crimson');
    expect(held('blue')).toEqual([]);
    expect(held('crimson')).toEqual([of.id]);
  });
});

describe('systems and domains to choose from', () => {
  const about = (...subjects: string[]) => open(finding('disk', subjects));

  it('come with their titles and counts, a domain with all below it', () => {
    const { list } = serve([
      about('component:default/disk'),
      open(finding('db', ['component:default/db'])),
    ]);
    const { system, domain } = list({}).facets;
    expect(system).toEqual([
      { value: 'system:default/storage', count: 1, title: 'storage' },
    ]);
    expect(domain).toEqual([
      { value: 'domain:default/data', count: 1, title: 'data' },
    ]);
  });

  it('are counted with the other filters as they are, not with their own', () => {
    const { list } = serve([about('component:default/disk')]);
    const counted = (query: QueryOf<'listFindings'>) =>
      list(query).facets.system?.map(({ count }) => count);
    expect(counted({ system: ['system:default/elsewhere'] })).toEqual([1]);
    expect(counted({ severity: ['info'] })).toEqual([]);
  });

  it('leave out what the reader may not read', () => {
    const refs = new Set(['component:default/disk', 'domain:default/data']);
    const { facets } = serve([about('component:default/disk')], {
      refs,
    }).list({});
    expect(facets.system).toEqual([]);
    expect(facets.domain).toHaveLength(1);
  });
});

describe('facets', () => {
  const someRecords = fc
    .array(
      fc.record({
        severity: fc.constantFrom(...SEVERITIES),
        category: fc.constantFrom(...CATEGORIES.slice(0, 3)),
        rule: fc.constantFrom('hub', 'no-owner'),
        teams: fc.subarray([
          'group:default/red',
          'group:default/crimson',
          'group:default/blue',
        ]),
        grade: fc.constantFrom(...GRADES),
      }),
      { maxLength: 15 },
    )
    .map(drafts =>
      drafts.map(({ grade, ...more }, n) =>
        open(
          finding(`f${n}`, ['component:default/db'], {
            ...more,
            evidence: [{ grade, source: 's', detail: 'd' }],
          }),
        ),
      ),
    );
  const someQuery: fc.Arbitrary<QueryOf<'listFindings'>> = fc.record(
    {
      severity: fc.subarray([...SEVERITIES], { minLength: 1 }),
      category: fc.subarray([...CATEGORIES], { minLength: 1 }),
      team: fc.subarray(['group:default/red', 'none'], { minLength: 1 }),
      children: fc.boolean(),
      grade: fc.constantFrom(...GRADES),
    },
    { requiredKeys: [] },
  );

  it('count what each value would give with all the other filters as they are', () => {
    fc.assert(
      fc.property(someRecords, someQuery, (records, query) => {
        const { list, select } = serve(records);
        const { facets } = list(query);
        for (const name of ['severity', 'category', 'team', 'rule'] as const) {
          for (const { value, count } of facets[name]) {
            const asked = { ...query, [name]: [value] };
            expect([name, value, select(asked).length]).toEqual([
              name,
              value,
              count,
            ]);
          }
        }
        for (const { value, count } of facets.grade) {
          expect(select({ ...query, grade: value as 'tested' })).toHaveLength(
            count,
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
