import * as fc from 'fast-check';
import {
  add,
  byOrder,
  multiply,
  NONE,
  OrderCounts,
  upTo,
} from './order-counts';

/** Around the largest integer a double holds, so that both forms and the step between them are met. */
const counts: fc.Arbitrary<OrderCounts> = fc
  .record({
    from: fc.nat({ max: 5 }),
    values: fc.array(
      fc.oneof(
        fc.nat({ max: 9 }),
        fc.integer({ min: 2 ** 50, max: 2 ** 53 - 1 }),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .filter(({ values }) => values[0] > 0 && values[values.length - 1] > 0);

/** The same as a map from order to count, worked with BigInt only. */
const plain = (c: OrderCounts) =>
  new Map(byOrder(c).map(({ order, count }) => [order, count]));

describe('counts by order', () => {
  it('add and multiply as polynomials of any magnitude', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const sum = new Map(plain(a));
        plain(b).forEach((n, order) =>
          sum.set(order, (sum.get(order) ?? 0n) + n),
        );
        expect(plain(add(a, b))).toEqual(
          new Map([...sum].sort(([x], [y]) => x - y)),
        );
        const product = new Map<number, bigint>();
        plain(a).forEach((n, x) =>
          plain(b).forEach((m, y) =>
            product.set(x + y, (product.get(x + y) ?? 0n) + n * m),
          ),
        );
        expect(plain(multiply(a, b))).toEqual(
          new Map([...product].sort(([x], [y]) => x - y)),
        );
      }),
    );
  });

  it('of nothing add nothing, and multiply to nothing', () => {
    fc.assert(
      fc.property(counts, a => {
        expect(add(a, NONE)).toEqual(a);
        expect(multiply(a, NONE)).toEqual(NONE);
      }),
    );
  });

  it('end at the order asked for', () => {
    fc.assert(
      fc.property(counts, fc.nat({ max: 12 }), (a, order) => {
        expect(byOrder(upTo(a, order))).toEqual(
          byOrder(a).filter(one => one.order <= order),
        );
      }),
    );
  });
});
