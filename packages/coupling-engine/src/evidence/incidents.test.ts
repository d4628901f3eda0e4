import fc from 'fast-check';
import { evidenceOf, readObservations, type Incident } from '.';

const AT = '2026-06-01T00:00:00Z';
const begins = {
  source: 'monitor',
  id: 'begins',
  kind: 'incident',
  at: '2026-03-01T09:00:00Z',
  incident: 'INC-1',
  entities: ['orders'],
  startedAt: '2026-03-01T09:00:00Z',
  detectedAt: '2026-03-01T09:00:00Z',
};
const ends = {
  source: 'monitor',
  id: 'ends',
  kind: 'incident',
  at: '2026-03-01T10:30:00Z',
  incident: 'INC-1',
  startedAt: '2026-03-01T10:30:00Z',
  resolvedAt: '2026-03-01T10:30:00Z',
};

function evidence(...values: unknown[]) {
  const { observations, problems } = readObservations(
    values.map(value => ({ value })),
    { at: AT },
  );
  expect(problems).toEqual([]);
  return evidenceOf(observations, () => true);
}

describe('observations of one incident', () => {
  it('are read as one, from its start to its end, whichever came first', () => {
    for (const order of [
      [begins, ends],
      [ends, begins],
    ]) {
      const { observations, about, unbegun } = evidence(...order);
      expect(observations).toEqual([
        {
          source: 'monitor',
          id: 'begins',
          kind: 'incident',
          at: '2026-03-01T09:00:00.000Z',
          incident: 'INC-1',
          entities: ['component:default/orders'],
          startedAt: '2026-03-01T09:00:00.000Z',
          detectedAt: '2026-03-01T09:00:00.000Z',
          resolvedAt: '2026-03-01T10:30:00.000Z',
          toldBy: [
            { source: 'monitor', id: 'begins' },
            { source: 'monitor', id: 'ends' },
          ],
        },
      ]);
      expect(about).toEqual({ 'component:default/orders': [0] });
      expect(unbegun).toBe(0);
    }
  });

  it('lasts while nobody saw its end', () => {
    expect(evidence(begins).observations).toEqual([
      expect.not.objectContaining({ resolvedAt: expect.anything() }),
    ]);
  });

  it('is left out and counted when only its end was seen: how long it took is not known', () => {
    const { observations, unbegun, span } = evidence(ends);
    expect(observations).toEqual([]);
    expect(unbegun).toBe(1);
    expect(span.incident).toBeDefined();
  });

  it.each([
    ['a minute before its start, by another clock', '08:59', '09:00'],
    ['an hour before its start, so of an earlier time', '08:00', undefined],
  ])('may have an end that is stamped %s', (_, end, resolved) => {
    const time = `2026-03-01T${end}:00Z`;
    const early = { ...ends, at: time, startedAt: time, resolvedAt: time };
    const [incident] = evidence(begins, early).observations as Incident[];
    expect(incident.startedAt).toBe('2026-03-01T09:00:00.000Z');
    expect(incident.resolvedAt).toBe(
      resolved && `2026-03-01T${resolved}:00.000Z`,
    );
  });

  it('are of one source: another may use the same words for something else', () => {
    const other = { ...begins, source: 'pager' };
    expect(evidence(begins, other).observations).toHaveLength(2);
  });

  it('may name nothing only where they say which incident they are of', () => {
    const { observations, problems } = readObservations([
      { value: { ...ends, entities: [] } },
      { value: { ...begins, incident: undefined, entities: [] } },
    ]);
    expect(observations).toHaveLength(1);
    expect(problems).toEqual([expect.objectContaining({ key: 'entities' })]);
  });

  it('make the hull of all that was said, in any order', () => {
    const minute = fc.integer({ min: 0, max: 600 });
    const said = fc.record({
      start: minute,
      length: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
      entity: fc.constantFrom('a', 'b', 'c'),
    });
    const iso = (minutes: number) =>
      new Date(Date.UTC(2026, 2, 1) + minutes * 60_000).toISOString();
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 6 }), parts => {
        const values = parts.map(({ start, length, entity }, i) => ({
          source: 'monitor',
          id: String(i),
          kind: 'incident',
          at: iso(start),
          incident: 'one',
          entities: [entity],
          startedAt: iso(start),
          ...(length === undefined ? {} : { resolvedAt: iso(start + length) }),
        }));
        const found = evidence(...values).observations as Incident[];
        const lengths = parts.flatMap(({ start, length }) =>
          length === undefined ? [] : [start + length],
        );
        expect(found).toHaveLength(1);
        expect(found[0].startedAt).toBe(
          iso(Math.min(...parts.map(({ start }) => start))),
        );
        expect(found[0].resolvedAt).toBe(
          lengths.length === 0 ? undefined : iso(Math.max(...lengths)),
        );
        expect(found[0].entities).toEqual(
          [
            ...new Set(parts.map(part => `component:default/${part.entity}`)),
          ].sort(),
        );
        expect(evidence(...values.reverse()).observations).toEqual(found);
      }),
    );
  });
});
