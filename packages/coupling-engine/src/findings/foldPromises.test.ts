import { foldPromises } from './foldPromises';
import type { FindingDraft, Rule } from './types';

const rule = (id: string) => ({ id } as Rule);

function draft(stated: Partial<FindingDraft>): FindingDraft {
  return {
    title: '',
    summary: '',
    subjects: [],
    related: [],
    steps: [],
    evidence: [],
    interventions: [],
    weight: {},
    ...stated,
  };
}

const promisedBy = (name: string) => ({
  grade: 'declared' as const,
  source: 'posiwid.dev/claims',
  detail: `${name} promises`,
});
const place = (...holders: string[]) => ({
  rule: rule('same-domain'),
  draft: draft({
    subjects: ['index', ...holders],
    evidence: holders.map(promisedBy),
  }),
});
const promise = (
  holder: string,
  grade: 'declared' | 'observed',
  culprit = 'index',
) => ({
  rule: rule('purpose-contradicted'),
  draft: draft({
    subjects: [holder],
    steps: [
      { ref: 'indexer', teams: [] },
      { ref: culprit, teams: [] },
    ],
    evidence: [{ grade, source: 'x', detail: `working of ${holder}` }],
  }),
});
const told = (...raised: Parameters<typeof foldPromises>[0]) =>
  foldPromises(raised).map(item => [
    item.rule.id,
    item.draft.evidence.map(({ detail }) => detail),
  ]);

describe('foldPromises', () => {
  it('tells a promise that only declarations contradict with the place', () => {
    expect(told(place('shop'), promise('shop', 'declared'))).toEqual([
      ['same-domain', ['shop promises', 'working of shop']],
    ]);
  });

  it('tells a promise that was tried with the promise', () => {
    expect(told(place('shop'), promise('shop', 'observed'))).toEqual([
      ['purpose-contradicted', ['working of shop', 'shop promises']],
    ]);
  });

  it('keeps both where the place breaks other promises too', () => {
    expect(told(place('shop', 'desk'), promise('shop', 'observed'))).toEqual([
      ['same-domain', ['shop promises', 'desk promises']],
      ['purpose-contradicted', ['working of shop']],
    ]);
  });

  it('keeps both where they speak of different things or holders', () => {
    expect(
      told(
        place('shop'),
        promise('shop', 'declared', 'registry'),
        promise('desk', 'declared'),
      ).map(([id]) => id),
    ).toEqual(['same-domain', 'purpose-contradicted', 'purpose-contradicted']);
  });
});
