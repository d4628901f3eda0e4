import {
  analysedWith,
  incident,
  ago,
} from '../../purpose/__testUtils__/judged';
import { component, groups, system } from '../../__testUtils__/catalog';

/** A system of two services that promises; one of them needs `registry`, as does `other`. */
const catalog = (claims: string) => [
  ...groups('a', 'b'),
  {
    ...system('checkout', 'a'),
    metadata: {
      name: 'checkout',
      title: 'Checkout',
      annotations: { 'posiwid.dev/claims': claims },
    },
  },
  component('shop', {
    owner: 'a',
    system: 'checkout',
    dependsOn: ['component:registry'],
  }),
  component('cart', { owner: 'a', system: 'checkout' }),
  component('other', { owner: 'b', dependsOn: ['component:registry'] }),
  component('registry', { owner: 'b' }),
];
const raised = (claims: string, observations: object[] = []) =>
  analysedWith(catalog(claims), observations).findings.filter(
    ({ category }) => category === 'purpose',
  );

describe('purpose-contradicted', () => {
  const outages = [
    incident(['cart'], 360, 0.1),
    incident(['shop', 'other'], 40, 3),
  ];

  it('is one finding a claim, whose chain ends at the coupling that breaks it', () => {
    const [found, ...rest] = raised('availability >= 99.9% over 30d', outages);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      rule: 'purpose-contradicted',
      title:
        'Checkout says "availability >= 99.9% over 30d" and stops whenever registry stops',
      subjects: ['system:default/checkout'],
      chain: ['component:default/shop', 'component:default/registry'],
      reach: { fails: 2 },
    });
    expect(found.evidence[0]).toMatchObject({
      grade: 'observed',
      source: 'test',
    });
    // What was measured, and how much of it the coupling explains.
    expect(found.summary).toMatch(
      /^2 incidents since .*\. Worst 30 days begin .* up\. 1 of 2 comes down to registry\.$/,
    );
  });

  it('keeps its id while the claim stands, whatever is observed', () => {
    const more = [...outages, incident(['shop', 'other'], 10, 5)];
    const [a] = raised('availability >= 99.9% over 30d', outages);
    const [b] = raised('availability >= 99.9% over 30d', more);
    expect(b.id).toBe(a.id);
  });

  it('is raised on the declared structure alone, and says so', () => {
    const [found] = raised('isolated from registry');
    expect(found).toMatchObject({ rule: 'purpose-contradicted' });
    expect(found.evidence.map(({ grade }) => grade)).toEqual(['declared']);
  });

  it('names in title and summary nothing but subjects, chain and teams', () => {
    for (const { title, summary } of raised(
      'availability >= 99.9% over 30d\nrecovers within 1h',
      outages,
    )) {
      expect(`${title} ${summary}`).not.toMatch(/\bother\b|\bcart\b/);
    }
  });
});

describe('purpose-unproven', () => {
  it('is raised once an owner, low, when observations are there', () => {
    const [found, ...rest] = raised(
      'owned\nsurvives loss of zone\nrecovers within 1h',
      [incident(['other'], 100, 1), incident(['shop'], 3, 0.5)],
    );
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      rule: 'purpose-unproven',
      severity: 'low',
      title:
        '2 of 3 claims of checkout: nothing observed speaks for or against',
      subjects: ['system:default/checkout'],
    });
    expect(found.evidence).toHaveLength(2);
  });

  it('is silent when nothing was observed at all, and when all is kept', () => {
    expect(raised('owned\nsurvives loss of zone')).toEqual([]);
    const said = {
      kind: 'ownership-confirmed',
      at: ago(3),
      entity: 'system:checkout',
      by: 'a',
    };
    expect(raised('owned', [said])).toEqual([]);
  });
});
