import fc from 'fast-check';
import { orderBands, totalLength, type BandLink } from './bandOrder';

const bandsOf = (ids: string[]) => ids.map(id => ({ id, height: 20 }));

describe('order of the team bands', () => {
  it('brings a team next to the one it needs', () => {
    const order = orderBands(bandsOf(['a', 'b', 'c', 'd']), [
      { from: 'a', to: 'd', weight: 1 },
    ]);
    expect(Math.abs(order.indexOf('a') - order.indexOf('d'))).toBe(1);
  });

  it('leaves the order alone where no team needs another', () => {
    expect(orderBands(bandsOf(['b', 'a', 'c']), [])).toEqual(['b', 'a', 'c']);
  });

  it('keeps every band once and never makes the lines longer', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.array(
          fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 5 })),
        ),
        (ids, pairs) => {
          const bands = bandsOf(ids);
          const links: BandLink[] = pairs.map(([from, to, weight]) => ({
            from: ids[from % ids.length],
            to: ids[to % ids.length],
            weight,
          }));
          const order = orderBands(bands, links);
          expect([...order].sort()).toEqual([...ids].sort());
          expect(totalLength(bandsOf(order), links)).toBeLessThanOrEqual(
            totalLength(bands, links),
          );
        },
      ),
    );
  });
});
