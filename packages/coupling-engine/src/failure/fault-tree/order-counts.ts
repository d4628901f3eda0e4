/**
 * Numbers of sets by their order (size), exact at any magnitude: a polynomial whose coefficient of x^k is how many sets
 * have k members. Union of disjoint families adds, combination multiplies. Plain numbers while they are exact, BigInt
 * beyond 2^53.
 */

/** `values[i]` sets have `from + i` members. First and last values are not zero. Empty: no sets at all. */
export interface OrderCounts {
  from: number;
  values: number[] | bigint[];
}

export const NONE: OrderCounts = { from: 0, values: [] };
/** One set, without members. */
export const ONE_EMPTY: OrderCounts = { from: 0, values: [1] };
/** One set, of one member. */
export const ONE_SINGLE: OrderCounts = { from: 1, values: [1] };

export function add(a: OrderCounts, b: OrderCounts): OrderCounts {
  if (a.values.length === 0 || b.values.length === 0) {
    return a.values.length === 0 ? b : a;
  }
  const from = Math.min(a.from, b.from);
  const to = Math.max(a.from + a.values.length, b.from + b.values.length);
  if (isNumbers(a.values) && isNumbers(b.values)) {
    const sum = new Array<number>(to - from).fill(0);
    a.values.forEach((value, i) => (sum[a.from - from + i] += value));
    b.values.forEach((value, i) => (sum[b.from - from + i] += value));
    if (sum.every(Number.isSafeInteger)) {
      return { from, values: sum };
    }
  }
  const sum = new Array<bigint>(to - from).fill(0n);
  bigs(a).forEach((value, i) => (sum[a.from - from + i] += value));
  bigs(b).forEach((value, i) => (sum[b.from - from + i] += value));
  return { from, values: sum };
}

export function multiply(a: OrderCounts, b: OrderCounts): OrderCounts {
  if (a.values.length === 0 || b.values.length === 0) {
    return NONE;
  }
  const from = a.from + b.from;
  const length = a.values.length + b.values.length - 1;
  if (isNumbers(a.values) && isNumbers(b.values)) {
    const product = new Array<number>(length).fill(0);
    for (let i = 0; i < a.values.length; i++) {
      for (let j = 0; j < b.values.length; j++) {
        product[i + j] += a.values[i] * b.values[j];
      }
    }
    // No term is negative: when a sum is exact, so was everything added to it.
    if (product.every(Number.isSafeInteger)) {
      return { from, values: product };
    }
  }
  const product = new Array<bigint>(length).fill(0n);
  const x = bigs(a);
  const y = bigs(b);
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < y.length; j++) {
      product[i + j] += x[i] * y[j];
    }
  }
  return { from, values: product };
}

/** Without the sets of more than `order` members. */
export function upTo(counts: OrderCounts, order: number): OrderCounts {
  let length = Math.min(counts.values.length, order - counts.from + 1);
  while (length > 0 && Number(counts.values[length - 1]) === 0) {
    length--;
  }
  return length > 0
    ? {
        from: counts.from,
        values: counts.values.slice(0, length) as typeof counts.values,
      }
    : NONE;
}

/** Sets by order, orders without sets left out. */
export function byOrder(
  counts: OrderCounts,
): { order: number; count: bigint }[] {
  return bigs(counts)
    .map((count, i) => ({ order: counts.from + i, count }))
    .filter(({ count }) => count > 0n);
}

function isNumbers(values: number[] | bigint[]): values is number[] {
  return typeof values[0] === 'number';
}

function bigs(counts: OrderCounts): bigint[] {
  return isNumbers(counts.values) ? counts.values.map(BigInt) : counts.values;
}
