import fc from 'fast-check';
import { EventOrder } from './eventOrder';

/** Texts that often begin alike, and go on with what stands before a line's end in the order of characters, or after it. */
const texts = fc
  .array(fc.constantFrom('a', 'b', '\n', '\t', '/'), { maxLength: 4 })
  .map(parts => parts.join(''));

describe('events in the order of their keys', () => {
  it('compare as their keys, each on a line of its own', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(texts, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 3 }),
        fc.infiniteStream(fc.nat()),
        (others, entities, random) => {
          const keys = [
            ...Array.from({ length: entities }, (_, i) => `entity:${i}`),
            ...others,
          ];
          const order = new EventOrder(entities, others, event => keys[event]);
          const [a, b] = [0, 1].map(() =>
            [0, 1].map(() => random.next().value! % keys.length),
          );
          const lines = (events: number[]) =>
            events.map(event => keys[event]).join('\n');
          const place = (event: number) => order.places([event])[0];
          expect(Math.sign(order.compare(a.map(place), b.map(place)))).toBe(
            Math.sign(
              Number(lines(a) > lines(b)) - Number(lines(a) < lines(b)),
            ),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('give back every event at its place, ascending', () => {
    const keys = ['entity:a', 'entity:b', 'domain:z', 'change:c'];
    const order = new EventOrder(2, keys.slice(2), event => keys[event]);
    const places = order.places([0, 1, 2, 3]);
    expect(Array.from(places, place => keys[order.eventAt(place)])).toEqual(
      [...keys].sort(),
    );
  });
});
