import fc from 'fast-check';
import { evidenceOf, observed, readObservations } from '.';

const base = { source: 'ci', id: '1', at: '2026-03-01T10:00:00Z' };
const deployment = {
  ...base,
  kind: 'deployment',
  entity: 'orders',
  outcome: 'succeeded',
};
const incident = {
  ...base,
  kind: 'incident',
  entities: ['orders'],
  startedAt: '2026-03-01T09:00:00Z',
};
const read = (...values: unknown[]) =>
  readObservations(
    values.map((value, i) => ({ value, file: 'o.jsonl', line: i + 1 })),
    { at: '2026-06-01T00:00:00Z' },
  );

describe('readObservations', () => {
  it('reads each of the nine kinds', () => {
    const window = {
      windowStart: '2026-03-01T09:00:00Z',
      windowEnd: '2026-03-01T10:00:00Z',
    };
    const { observations, problems } = read(
      deployment,
      { ...incident, id: '2', coupling: { from: 'a', to: 'resource:b' } },
      {
        ...base,
        id: '3',
        kind: 'calls',
        from: 'a',
        to: 'b',
        ...window,
        requests: 9,
      },
      {
        ...base,
        id: '4',
        kind: 'communication',
        from: 'x',
        to: 'y',
        ...window,
        count: 2,
      },
      { ...base, id: '5', kind: 'schedule', entity: 'a', cron: '0 0 * * *' },
      { ...base, id: '6', kind: 'artifact', entity: 'a', purl: 'pkg:npm/b@1' },
      {
        ...base,
        id: '7',
        kind: 'drill',
        entities: ['a'],
        induced: 'loss of zone',
        outcome: 'passed',
      },
      { ...base, id: '8', kind: 'ownership-confirmed', entity: 'a', by: 'x' },
      {
        ...base,
        id: '9',
        kind: 'freeze',
        from: '2026-12-20T00:00:00Z',
        to: '2027-01-02T00:00:00Z',
        scope: ['system:shop'],
      },
    );
    expect(problems).toEqual([]);
    expect(observations.map(o => o.kind)).toHaveLength(9);
    expect(observations[0]).toMatchObject({
      entity: 'component:default/orders',
      at: '2026-03-01T10:00:00.000Z',
    });
    expect(observations[3]).toMatchObject({ from: 'group:default/x' });
  });

  it.each([
    [
      'a wrong kind',
      { ...deployment, kind: 'deploy' },
      'kind',
      'one of deployment',
    ],
    ['no object', 'hello', undefined, 'a JSON object'],
    ['null', null, undefined, 'a JSON object'],
    [
      'a missing field',
      { ...deployment, outcome: undefined },
      'outcome',
      'succeeded',
    ],
    [
      'a field of a wrong type',
      { ...deployment, entity: 7 },
      'entity',
      'expected text',
    ],
    [
      'a broken reference',
      { ...deployment, entity: 'a:/b' },
      'entity',
      'expected text',
    ],
    [
      'a time of 1970',
      { ...deployment, at: '1970-01-01T00:00:00Z' },
      'at',
      'after 2000',
    ],
    [
      'a time to come',
      { ...deployment, at: '2027-01-01T00:00:00Z' },
      'at',
      'not in the future',
    ],
    [
      'a time without offset',
      { ...deployment, at: '2026-03-01T10:00:00' },
      'at',
      'offset',
    ],
    [
      'a day that is none',
      { ...deployment, at: '2026-13-45T10:00:00Z' },
      'at',
      'expected a time',
    ],
    [
      'an end before its start',
      { ...incident, resolvedAt: '2026-03-01T08:00:00Z' },
      'resolvedAt',
      'before startedAt',
    ],
    [
      'a window that ends before it starts',
      {
        ...base,
        kind: 'calls',
        from: 'a',
        to: 'b',
        windowStart: base.at,
        windowEnd: '2026-03-01T08:00:00Z',
        requests: 1,
      },
      'windowEnd',
      'before windowStart',
    ],
    [
      'a freeze that ends before it starts',
      {
        ...base,
        kind: 'freeze',
        from: base.at,
        to: '2026-02-01T08:00:00Z',
        scope: ['a'],
      },
      'to',
      'before from',
    ],
    ['no entities', { ...incident, entities: [] }, 'entities', 'a list of 1'],
    [
      'a negative count',
      {
        ...base,
        kind: 'calls',
        from: 'a',
        to: 'b',
        windowStart: base.at,
        windowEnd: base.at,
        requests: -1,
      },
      'requests',
      '0 or more',
    ],
    [
      'a kind that every object inherits',
      { ...deployment, kind: 'constructor' },
      'kind',
      'expected one of',
    ],
  ])(
    'reports %s with file, line and what was expected',
    (_, bad, key, expected) => {
      const { observations, problems } = read(deployment, bad);
      expect(observations).toHaveLength(1);
      expect(problems).toEqual([
        expect.objectContaining({
          file: 'o.jsonl',
          line: 2,
          message: expect.stringContaining(expected),
        }),
      ]);
      expect(problems[0].key).toBe(key);
    },
  );

  it('allows five minutes between two clocks', () => {
    const near = { ...deployment, at: '2026-06-01T00:04:00Z' };
    expect(read(near).problems).toEqual([]);
    const apart = { ...deployment, at: '2026-06-01T00:05:01Z' };
    expect(read(apart).problems).toHaveLength(1);
  });

  it('leaves out what was sent twice and reports an id used for two things', () => {
    const { observations, problems, repeated } = read(
      deployment,
      { ...deployment, note: 'unknown fields are not read' },
      { ...deployment, outcome: 'failed' },
      { ...deployment, source: 'other' },
    );
    expect(observations).toHaveLength(2);
    expect(repeated).toBe(1);
    expect(problems).toEqual([
      expect.objectContaining({ code: 'duplicate', line: 3 }),
    ]);
  });

  it('costs a broken line that line only', () => {
    const { observations, problems } = readObservations([
      { text: '{"kind":', file: 'f', line: 1 },
      { text: JSON.stringify(deployment), file: 'f', line: 2 },
    ]);
    expect(observations).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: 'f', line: 1 });
  });

  it('never throws, whatever the value', () => {
    const kinds = fc.constantFrom('deployment', 'incident', 'freeze', 'calls');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            kind: kinds,
            source: fc.anything(),
            id: fc.anything(),
            at: fc.anything(),
            entity: fc.anything(),
            entities: fc.anything(),
          }),
        ),
        value => {
          const { observations, problems } = read(value);
          expect(observations.length + problems.length).toBe(1);
        },
      ),
    );
  });
});

describe('evidenceOf', () => {
  it('does not depend on the order, and keeps and counts what the catalog lacks', () => {
    const values = Array.from({ length: 12 }, (_, i) => ({
      ...deployment,
      id: String(i),
      at: `2026-03-${10 + (i % 5)}T10:00:00Z`,
      entity: i % 3 ? 'known' : 'stranger',
    }));
    const { observations } = read(...values);
    const knows = (ref: string) => ref.endsWith('/known');
    const evidence = evidenceOf(observations, knows);
    expect(evidence.unknown).toEqual([
      { ref: 'component:default/stranger', observations: 4 },
    ]);
    expect(
      observed(evidence, 'deployment', ['component:default/known']),
    ).toHaveLength(8);
    expect(
      observed(evidence, 'deployment', ['component:default/__proto__']),
    ).toEqual([]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(observations, { minLength: 12 }),
        shuffled =>
          JSON.stringify(evidenceOf(shuffled, knows)) ===
          JSON.stringify(evidence),
      ),
    );
  });
});
