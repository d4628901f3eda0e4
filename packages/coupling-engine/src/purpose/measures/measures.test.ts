import fc from 'fast-check';
import type { Measure } from '.';
import { component, groups, resource } from '../../__testUtils__/catalog';
import { analyse } from '../../analyse';
import {
  AT,
  ago,
  analysedWith,
  deployment,
  incident,
  judged,
} from '../__testUtils__/judged';

const SHOP = 'component:default/shop';

/** `shop` promises something; it needs `registry`, and so does `other`. `alone` needs nothing. */
const catalog = (claims: string, more: object = {}) => [
  ...groups('a', 'b'),
  component('shop', {
    owner: 'a',
    dependsOn: ['component:registry'],
    'posiwid.dev/claims': claims,
    ...more,
  }),
  component('other', { owner: 'b', dependsOn: ['component:registry'] }),
  component('registry', { owner: 'b' }),
  component('alone', { owner: 'b' }),
];
const verdict = (
  claims: string,
  observations: object[] = [],
  more: object = {},
) => judged(analysedWith(catalog(claims, more), observations), SHOP);

/** Somebody was recording incidents a year ago. */
const watched = incident(['alone'], 360, 1);

describe('availability', () => {
  const claim = 'availability >= 99.9% over 30d'; // 43.2 minutes

  it('is unproven while nothing was recorded for one window', () => {
    expect(verdict(claim).verdict).toBe('unproven');
    expect(verdict(claim, [incident(['shop'], 5, 10)]).verdict).toBe(
      'unproven',
    );
  });

  it('is kept when the worst window holds, and says how it was worked out', () => {
    const kept = verdict(claim, [
      watched,
      incident(['shop'], 50, 0.7),
      incident(['shop'], 5, 0.7),
    ]);
    expect(kept).toMatchObject({ verdict: 'kept', observations: 2 });
    expect(kept.value).toBeCloseTo(1 - 0.7 / 720, 9);
    expect(kept.working.join(' ')).toContain('42 minutes down');
  });

  it('is contradicted by any window, and counts what overlaps once', () => {
    const twice = [incident(['shop'], 200, 0.5), incident(['shop'], 200, 0.6)];
    expect(
      verdict(claim, [watched, ...twice, incident(['shop'], 1, 0)]).verdict,
    ).toBe('kept');
    const broken = verdict(claim, [
      watched,
      incident(['shop'], 200, 0.5),
      incident(['shop'], 190, 0.5),
      incident(['alone'], 2, 1),
    ]);
    expect(broken).toMatchObject({ verdict: 'contradicted', way: ['shop'] });
  });

  it('finds in the graph what nobody named', () => {
    const found = verdict(claim, [
      watched,
      incident(['shop', 'other'], 40, 2),
      incident(['shop'], 20, 0.1),
    ]);
    expect(found).toMatchObject({
      verdict: 'contradicted',
      way: ['shop', 'registry'],
      does: 'stops whenever registry stops',
    });
  });

  it('is expired when nothing was recorded for three months', () => {
    expect(verdict(claim, [watched]).verdict).toBe('expired');
  });

  it('counts an incident that lasts until now', () => {
    const lasting = { ...incident(['shop'], 3, 0), resolvedAt: undefined };
    expect(verdict(claim, [watched, lasting]).value).toBeCloseTo(1 - 3 / 30, 9);
  });
});

describe('recovery', () => {
  const claim = 'recovers within 1h over 90d';

  it('is unproven without an incident: what never broke was never seen to recover', () => {
    expect(verdict(claim, [watched, incident(['alone'], 4, 1)]).verdict).toBe(
      'unproven',
    );
  });

  it('is kept or contradicted by the longest', () => {
    expect(verdict(claim, [watched, incident(['shop'], 9, 0.9)])).toMatchObject(
      { verdict: 'kept', value: expect.closeTo(0.9, 6) },
    );
    expect(
      verdict(claim, [
        watched,
        incident(['shop'], 9, 0.9),
        incident(['shop'], 8, 3),
      ]),
    ).toMatchObject({ verdict: 'contradicted', value: 3 });
    expect(
      verdict(claim, [
        watched,
        incident(['shop'], 100, 3),
        incident(['shop'], 8, 1),
      ]).verdict,
    ).toBe('kept');
  });

  it('says when removing the trigger did not end it', () => {
    const sustained = incident(['shop', 'other'], 8, 5, {
      triggerRemovedAt: ago(8, 1),
    });
    const found = verdict(claim, [watched, sustained]);
    expect(found.does).toBe(
      'stays down after the trigger is gone when registry stops',
    );
    expect(found.working.join(' ')).toContain('something keeps it going');
    const ended = incident(['shop', 'other'], 8, 5, {
      triggerRemovedAt: ago(8, 5),
    });
    expect(verdict(claim, [watched, ended]).working.join(' ')).not.toContain(
      'keeps it going',
    );
  });
});

describe('deployments', () => {
  /** One deployment of `shop` at ten on each of these days, of a year. */
  const daily = (filter: (weekday: number) => boolean, failing = 0) =>
    Array.from({ length: 300 }, (_, day) => ago(day + 1, 10))
      .filter(at => filter(new Date(at).getUTCDay()))
      .map((at, i) =>
        deployment('shop', at, i % 100 < failing ? 'rolled-back' : 'succeeded'),
      );
  const everyDay = daily(day => day > 0 && day < 6);

  it('change-failure-rate: the share that failed or was rolled back', () => {
    const claim = 'change-failure-rate <= 15% over 90d';
    expect(verdict(claim).verdict).toBe('unproven');
    expect(verdict(claim, everyDay)).toMatchObject({
      verdict: 'kept',
      value: 0,
    });
    const found = verdict(
      claim,
      daily(day => day > 0 && day < 6, 20),
    );
    // 65 working days in 90; i % 100 < 20 gives the first 20 of them.
    expect(found).toMatchObject({
      verdict: 'contradicted',
      value: 20 / 65,
      way: ['shop'],
    });
  });

  it('deploy-frequency: those that succeeded, a week', () => {
    expect(verdict('deploys >= 4 per week over 70d', everyDay)).toMatchObject({
      verdict: 'kept',
      value: 5,
    });
    expect(verdict('deploys >= 1 per day over 70d', everyDay).verdict).toBe(
      'contradicted',
    );
    expect(
      verdict('deploys >= 1 per day', [
        deployment('alone', ago(100)),
        deployment('alone', ago(1)),
      ]).verdict,
    ).toBe('unproven');
  });

  it('no freeze: a working day without deployments, or a freeze that was announced', () => {
    const claim = 'no freeze over 90d';
    expect(verdict(claim, everyDay).verdict).toBe('kept');
    expect(
      verdict(
        claim,
        daily(day => day > 0 && day < 5),
      ),
    ).toMatchObject({
      verdict: 'contradicted',
      does: 'discourages change on Fridays',
    });
    expect(
      verdict(
        claim,
        daily(day => day === 2),
      ).verdict,
    ).toBe('unproven');
    const freeze = {
      kind: 'freeze',
      at: ago(9),
      from: ago(8),
      to: ago(2),
      scope: ['shop'],
    };
    expect(verdict(claim, [freeze, ...everyDay]).verdict).toBe('contradicted');
    expect(
      verdict(claim, [{ ...freeze, scope: ['alone'] }, ...everyDay]).verdict,
    ).toBe('kept');
  });

  it('judges what delivers the changes of others by all of them', () => {
    const others = daily(day => day > 0 && day < 6, 20).map(d => ({
      ...d,
      entity: 'alone',
    }));
    const claim = 'change-failure-rate <= 15% over 90d';
    expect(verdict(claim, others).verdict).toBe('unproven');
    expect(
      verdict(claim, others, { 'posiwid.dev/supports': 'deployment' }).verdict,
    ).toBe('contradicted');
  });

  it('deploys independently: in step with whom, and what they share', () => {
    const linked = { 'posiwid.dev/change-channel': 'component:alone' };
    const entities = [
      ...groups('a', 'b'),
      component('shop', {
        owner: 'a',
        'posiwid.dev/claims': 'deploys independently',
        ...linked,
      }),
      component('other', { owner: 'b', ...linked }),
      component('alone', { owner: 'b' }),
      component('busy', { owner: 'b' }),
    ];
    const hours = (name: string, minutes: number, each: number) =>
      Array.from({ length: 60 }, (_, i) => i)
        .filter(i => i % each === 0)
        .map(i => deployment(name, ago(i * 5 + 2, 9 + minutes / 60)));
    // `busy` fills other hours, so that the shared ones are not all there is.
    const busy = Array.from({ length: 120 }, (_, i) =>
      deployment('busy', ago(i + 1, 15)),
    );
    const together = analysedWith(entities, [
      ...hours('shop', 5, 3),
      ...hours('other', 20, 3),
      ...busy,
    ]);
    expect(judged(together, SHOP)).toMatchObject({
      verdict: 'contradicted',
      way: ['shop', 'alone'],
    });
    expect(
      together.findings.filter(({ rule }) => rule === 'lock-step'),
    ).toMatchObject([
      {
        title:
          '2 entities of 2 teams are deployed in step, and take change from alone',
        chain: ['component:default/other', 'component:default/alone'],
      },
    ]);
    const apart = analysedWith(entities, [
      ...hours('shop', 5, 3),
      ...hours('other', 20, 3).map(d => ({
        ...d,
        at: new Date(Date.parse(d.at) - 4 * 3_600_000).toISOString(),
      })),
      ...busy,
    ]);
    expect(judged(apart, SHOP).verdict).toBe('kept');
    expect(judged(analysedWith(entities, busy), SHOP).verdict).toBe('unproven');
  });
});

describe('claims about structure', () => {
  it('survives loss: contradicted by what is there and nowhere else; kept by a drill only', () => {
    const entities = (where: object) => [
      ...groups('a'),
      component('shop', {
        owner: 'a',
        dependsOn: ['resource:db'],
        'posiwid.dev/claims': 'survives loss of zone',
      }),
      resource('db', { owner: 'a', ...where }),
    ];
    const one = { 'posiwid.dev/failure-domain': 'eu/a' };
    const drill = (outcome: string, days: number) => ({
      kind: 'drill',
      at: ago(days),
      entities: ['shop'],
      induced: 'loss of zone eu/a',
      outcome,
    });
    expect(judged(analysedWith(entities(one)), SHOP)).toMatchObject({
      verdict: 'contradicted',
      way: ['shop', 'db'],
    });
    expect(
      judged(analysedWith(entities(one), [drill('passed', 3)]), SHOP).verdict,
    ).toBe('contradicted');
    expect(
      judged(
        analysedWith(entities({ 'posiwid.dev/failure-domain': 'eu' })),
        SHOP,
      ).verdict,
    ).toBe('unproven');
    expect(
      judged(
        analysedWith(entities({ 'posiwid.dev/spread-over': 'eu/a, eu/b' })),
        SHOP,
      ).verdict,
    ).toBe('unproven');
    expect(
      judged(analysedWith(entities({}), [drill('passed', 3)]), SHOP).verdict,
    ).toBe('kept');
    expect(
      judged(analysedWith(entities({}), [drill('passed', 500)]), SHOP).verdict,
    ).toBe('expired');
    expect(
      judged(
        analysedWith(entities({}), [drill('passed', 30), drill('failed', 3)]),
        SHOP,
      ).verdict,
    ).toBe('contradicted');
  });

  it('isolated from: kept by incidents that did not reach it, and not by what fells both', () => {
    expect(verdict('isolated from registry')).toMatchObject({
      verdict: 'contradicted',
      way: ['shop', 'registry'],
    });
    expect(verdict('isolated from alone').verdict).toBe('unproven');
    expect(
      verdict('isolated from alone', [incident(['alone'], 9, 1)]).verdict,
    ).toBe('kept');
    expect(
      verdict('isolated from alone', [incident(['alone', 'shop'], 9, 1)]),
    ).toMatchObject({ verdict: 'contradicted', way: ['shop', 'alone'] });
    expect(
      verdict('isolated from other', [incident(['other', 'shop'], 9, 1)])
        .verdict,
    ).toBe('unproven');
    expect(verdict('isolated from nothing-there').verdict).toBe('unproven');
  });

  it('blast radius: contradicted by the map, kept by an incident that stayed within', () => {
    const of = (claim: string, observations: object[] = []) => {
      const entities = [
        ...groups('a'),
        component('shop', { owner: 'a', 'posiwid.dev/claims': claim }),
        ...[1, 2].map(i =>
          component(`user-${i}`, { owner: 'a', dependsOn: ['component:shop'] }),
        ),
        ...[1, 2].map(i => component(`bystander-${i}`, { owner: 'a' })),
      ];
      return judged(analysedWith(entities, observations), SHOP);
    };
    expect(of('blast-radius <= 49%')).toMatchObject({
      verdict: 'contradicted',
      value: 0.5,
    });
    expect(of('blast-radius <= 50%')).toMatchObject({
      verdict: 'unproven',
      value: 0.5,
    });
    expect(
      of('blast-radius <= 50%', [incident(['shop', 'user-1'], 3, 1)]).verdict,
    ).toBe('kept');
    expect(
      of('blast-radius <= 50%', [
        incident(['shop', 'user-1', 'user-2', 'bystander-1'], 3, 1),
      ]),
    ).toMatchObject({ verdict: 'contradicted', value: 0.75 });
  });

  it('owned: by a team that exists and has said so', () => {
    const said = (by: string, days: number) => ({
      kind: 'ownership-confirmed',
      at: ago(days),
      entity: 'shop',
      by,
    });
    expect(verdict('owned').verdict).toBe('unproven');
    expect(verdict('owned', [said('a', 3)]).verdict).toBe('kept');
    expect(verdict('owned', [said('a', 400)]).verdict).toBe('expired');
    expect(verdict('owned', [said('b', 3)]).verdict).toBe('unproven');
    expect(verdict('owned', [said('a', 3)], { owner: 'gone' }).verdict).toBe(
      'contradicted',
    );
  });

  it('says where a claim cannot be read', () => {
    const { problems } = analysedWith(catalog('owned\nfast enough'));
    expect(problems).toEqual([
      expect.objectContaining({
        ref: SHOP,
        key: 'posiwid.dev/claims',
        message: expect.stringContaining('line 2, column 1'),
      }),
    ]);
  });
});

describe('what a system does', () => {
  it('is one sentence', () => {
    const analysis = analysedWith(catalog('isolated from registry'), []);
    expect(analysis.purpose.stated[0].does).toBe(
      'Stops whenever registry stops.',
    );
    const silent = analysedWith(catalog('owned'), []);
    expect(silent.purpose.stated[0].does).toBe(
      'Nothing observed says what shop does.',
    );
  });
});

describe('retry amplification', () => {
  const N = 6;
  /** For each of six entities, what it calls further down: retries, undefined where it states none. */
  const graphs = fc.array(
    fc.array(
      fc.option(fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })),
      {
        minLength: N,
        maxLength: N,
      },
    ),
    { minLength: N, maxLength: N },
  );
  const entities = (calls: (number | undefined | null)[][], claim: string) => [
    ...groups('a'),
    ...calls.map((row, from) => {
      const targets = row.flatMap((retries, to) =>
        to > from && retries !== null ? [{ to, retries }] : [],
      );
      return component(from === 0 ? 'shop' : `c${from}`, {
        owner: 'a',
        dependsOn: targets.map(({ to }) => `component:c${to}`),
        couplings: targets
          .filter(({ retries }) => retries !== undefined)
          .map(({ to, retries }) => ({ target: `component:c${to}`, retries })),
        ...(from === 0 ? { 'posiwid.dev/claims': claim } : {}),
      });
    }),
  ];
  /** Every way, one after the other. */
  const worst = (
    calls: (number | undefined | null)[][],
    from: number,
  ): number =>
    Math.max(
      1,
      ...calls[from].flatMap((retries, to) =>
        to > from && retries !== null
          ? [(1 + (retries ?? 0)) * worst(calls, to)]
          : [],
      ),
    );

  it('is the worst product over every way, and never kept by what is stated', () => {
    fc.assert(
      fc.property(graphs, calls => {
        const found = judged(
          analysedWith(entities(calls, 'retry amplification <= 3')),
          SHOP,
        );
        const expected = worst(calls, 0);
        expect(found.value).toBe(expected);
        expect(found.verdict).toBe(expected > 3 ? 'contradicted' : 'unproven');
      }),
      { numRuns: 60 },
    );
  });

  it('names the way, and leaves out what a budget caps', () => {
    const chain = [[null, 2], [null, null, 2], []].map(row =>
      Array.from({ length: N }, (_, to) => row[to] ?? null),
    );
    const stated = entities(chain, 'retry amplification <= 3');
    expect(judged(analysedWith(stated), SHOP)).toMatchObject({
      value: 9,
      way: ['shop', 'c1', 'c2'],
    });
    const capped = JSON.parse(
      JSON.stringify(stated).replace(
        '"retries":2',
        '"retries":2,"mechanisms":["retry-budget"]',
      ),
    );
    expect(judged(analysedWith(capped), SHOP)).toMatchObject({
      value: 3,
      verdict: 'unproven',
    });
  });

  it('counts nothing for going around a cycle, and goes on behind it', () => {
    const call = (name: string) => ({
      dependsOn: [`component:${name}`],
      couplings: [{ target: `component:${name}`, retries: 3 }],
    });
    const looped = [
      ...groups('a'),
      component('shop', {
        owner: 'a',
        'posiwid.dev/claims': 'retry amplification <= 3',
        ...call('a'),
      }),
      component('a', { owner: 'a', ...call('b') }),
      component('b', {
        owner: 'a',
        dependsOn: ['component:a', 'component:end'],
        couplings: [{ target: 'component:end', retries: 1 }],
      }),
      component('end', { owner: 'a' }),
    ];
    expect(judged(analysedWith(looped), SHOP)).toMatchObject({
      value: 8,
      way: ['shop', 'a', 'b', 'end'],
    });
  });
});

describe('retry amplification as observed', () => {
  const calls = (from: string, to: string, retries: number) => ({
    kind: 'calls',
    at: ago(2),
    windowStart: ago(3),
    windowEnd: ago(2),
    from,
    to,
    requests: 100,
    retries,
  });
  const entities = [
    ...groups('a'),
    component('shop', {
      owner: 'a',
      dependsOn: ['component:mid', 'component:lib'],
      'posiwid.dev/claims': 'retry amplification <= 2',
    }),
    component('mid', { owner: 'a', dependsOn: ['component:end'] }),
    component('end', { owner: 'a' }),
    component('lib', { owner: 'a', type: 'library' }),
  ];

  it('stands beside what is stated, and contradicts', () => {
    expect(
      judged(
        analysedWith(entities, [
          calls('shop', 'mid', 50),
          calls('mid', 'end', 100),
        ]),
        SHOP,
      ),
    ).toMatchObject({
      verdict: 'contradicted',
      value: 3,
      words: '3 observed, 1 stated',
      grade: 'observed',
      way: ['shop', 'mid', 'end'],
      observations: 2,
    });
  });

  it('keeps the claim only when every coupling below was seen in use', () => {
    expect(
      judged(analysedWith(entities, [calls('shop', 'mid', 50)]), SHOP).verdict,
    ).toBe('unproven');
    expect(
      judged(
        analysedWith(entities, [
          calls('shop', 'mid', 50),
          calls('mid', 'end', 0),
        ]),
        SHOP,
      ),
    ).toMatchObject({ verdict: 'kept', value: 1.5 });
  });
});

describe('a loss that copies do not survive', () => {
  it('names the risk group that the audit found', () => {
    const found = judged(
      analysedWith([
        ...groups('a'),
        component('shop', {
          owner: 'a',
          dependsOn: ['component:edge'],
          'posiwid.dev/claims': 'survives loss of region',
        }),
        component('edge', {
          owner: 'a',
          'posiwid.dev/spread-over': 'eu/a, eu/b',
        }),
      ]),
      SHOP,
    );
    expect(found).toMatchObject({
      verdict: 'contradicted',
      way: ['shop', 'edge'],
      does: 'falls with the loss of eu',
      grade: 'declared',
    });
    expect(found.working[1]).toMatch(/^Risk group of edge.*: eu, alone$/);
  });

  it('comes down to what keeps all of its copies in that place, and not to who promised', () => {
    const found = judged(
      analysedWith([
        ...groups('a'),
        component('shop', {
          owner: 'a',
          dependsOn: ['resource:db'],
          'posiwid.dev/spread-over': 'eu, us',
          'posiwid.dev/claims': 'survives loss of region',
        }),
        resource('db', {
          owner: 'a',
          'posiwid.dev/spread-over': 'eu/a, eu/b',
        }),
        // There too, and nothing to this promise.
        resource('archive', {
          owner: 'a',
          'posiwid.dev/spread-over': 'eu/a, eu/b',
        }),
      ]),
      SHOP,
    );
    expect(found).toMatchObject({
      verdict: 'contradicted',
      way: ['shop', 'db'],
      does: 'falls with the loss of eu',
    });
    expect(found.working[0]).toMatch(/it alone defeats the copies of db$/);
    expect(found.working[1]).toMatch(/^Risk group of db.*: eu, alone$/);
  });
});

describe('a measure that was added', () => {
  const queueAge: Measure = {
    id: 'queue-age',
    reads: [],
    grammar: {
      words: ['queue', 'age'],
      bound: { operator: '<=', value: 'hours' },
    },
    title: ({ value }) => `Queues at most ${value} h old`,
    settledBy: () => ({ kind: 'seek-evidence', text: 'Look.' }),
    evaluate: ({ claim, subject, name }) => ({
      verdict: claim.value! < 5 ? 'contradicted' : 'unproven',
      words: 'old',
      working: [`The queue of ${name(subject.members[0])} is 5 h old`],
      evidence: [],
      observations: 0,
      picture: { kind: 'bound', value: 5, promised: claim.value!, what: 'h' },
      does: 'lets things lie',
    }),
  };
  const run = (claims: string, measures = [queueAge]) =>
    analyse({
      entities: catalog(claims).map(entity => ({ entity })),
      measures,
      at: AT,
    });

  it('has claims with words of its own, and says which names it used', () => {
    const analysis = run('queue age <= 2h; queue age <= 1d over 7d');
    const [first, second] = analysis.purpose.stated[0].claims;
    expect(analysis.problems).toEqual([]);
    expect(first).toMatchObject({
      measure: 'queue-age',
      title: 'Queues at most 2 h old',
      verdict: 'contradicted',
      names: [analysis.model.entities.findIndex(e => e.ref === SHOP)],
    });
    expect(second).toMatchObject({
      verdict: 'unproven',
      settledBy: { text: 'Look.' },
    });
    expect(run('queue age >= 2h').problems[0].message).toContain('expected <=');
    expect(run('queue length').problems[0].message).toContain('queue age');
  });

  it('leaves its claims unproven when it throws, and never replaces a built-in one', () => {
    const broken = {
      ...queueAge,
      evaluate: () => {
        throw new Error('no luck');
      },
    };
    const analysis = run('queue age <= 2h\nqueue age <= 3h', [
      broken,
      { ...broken, id: 'owned', grammar: { words: ['owned'] } },
    ]);
    expect(
      analysis.purpose.stated[0].claims.map(claim => claim.verdict),
    ).toEqual(['unproven', 'unproven']);
    expect(analysis.problems).toEqual([
      expect.objectContaining({
        code: 'rule-failed',
        message: expect.stringContaining('no luck'),
      }),
    ]);
    expect(
      run('owned', [broken, { ...broken, id: 'owned' }]).purpose.stated[0]
        .claims[0].words,
    ).toBe('not confirmed');
  });
});
