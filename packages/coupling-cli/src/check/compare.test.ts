import type { Analysis, Finding } from '@posiwid/coupling-engine';
import { compare } from './compare';

const finding = (id: string, over: Partial<Finding> = {}): Finding => ({
  id,
  rule: 'hub',
  category: 'shared-dependency',
  severity: 'medium',
  score: 40,
  why: [],
  title: id,
  summary: '',
  subjects: [],
  related: [],
  teams: [],
  chain: [],
  steps: [],
  evidence: [],
  interventions: [],
  reach: {
    fails: 30,
    degrades: 0,
    ofEntities: 64,
    teams: 4,
    ofTeams: 8,
    systems: 3,
  },
  ...over,
});

const reach = (over: Partial<NonNullable<Finding['reach']>>) => ({
  ...finding('x').reach!,
  ...over,
});

const analysis = (findings: Finding[], problems: Analysis['problems'] = []) =>
  ({ findings, problems, catalog: {} } as unknown as Analysis);

const ids = (findings: { id: string }[]) => findings.map(({ id }) => id);

describe('compare', () => {
  it('tells new, resolved and unchanged findings apart by their ids', () => {
    const result = compare(
      analysis([finding('kept'), finding('gone')]),
      analysis([finding('kept'), finding('fresh')]),
    );
    expect(ids(result.introduced)).toEqual(['fresh']);
    expect(ids(result.resolved)).toEqual(['gone']);
    expect(result.worse).toEqual([]);
    expect(result.unchanged).toBe(1);
  });

  it.each([
    ['its severity rose', { severity: 'high' as const }, 'medium became high'],
    [
      'another team falls with it',
      { reach: reach({ teams: 5, fails: 31 }) },
      'reaches 5 teams instead of 4',
    ],
    [
      'what fails grew by more than a tenth',
      { reach: reach({ fails: 34 }) },
      'fells 34 entities instead of 30',
    ],
  ])('calls a finding worse when %s', (_, change, because) => {
    const { worse } = compare(
      analysis([finding('a')]),
      analysis([finding('a', change)]),
    );
    expect(worse).toMatchObject([{ finding: { id: 'a' }, because }]);
  });

  it('does not call it worse when one more service leans on what thirty lean on', () => {
    const { worse, unchanged } = compare(
      analysis([finding('a')]),
      analysis([finding('a', { reach: reach({ fails: 31 }), score: 41 })]),
    );
    expect(worse).toEqual([]);
    expect(unchanged).toBe(1);
  });

  it('does not call it worse when an unowned thing in it gets an owner', () => {
    const owned = finding('a', { reach: reach({ teams: 5 }) });
    expect(compare(analysis([finding('a')]), analysis([owned])).worse).toEqual(
      [],
    );
  });

  it('does not call it worse when it got better', () => {
    const better = finding('a', {
      severity: 'low',
      reach: reach({ fails: 2, teams: 1 }),
    });
    expect(compare(analysis([finding('a')]), analysis([better])).worse).toEqual(
      [],
    );
  });

  it('knows a defect again although it moved to another file and line', () => {
    const problem = {
      code: 'dangling-ref' as const,
      ref: 'component:default/a',
      message: 'x',
    };
    const { problems } = compare(
      analysis([], [{ ...problem, file: 'base/a.yaml', line: 3 }]),
      analysis(
        [],
        [
          { ...problem, file: 'head/b.yaml', line: 9 },
          { ...problem, ref: 'component:default/b' },
        ],
      ),
    );
    expect(problems).toMatchObject([{ ref: 'component:default/b' }]);
  });
});
