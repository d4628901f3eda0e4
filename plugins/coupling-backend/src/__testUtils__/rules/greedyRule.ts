import type { Rule } from '@posiwid/backstage-plugin-coupling-node';

/** Elements of an array: 8 MB each, all in the one block of memory that holds them. */
const LENGTH = 1024 * 1024;

/**
 * Fills the heap in a few large blocks without a reference in them. A heap of many small objects would be full only after the
 * collector has followed every one of them many times, which takes long where other work wants the processor too.
 */
export const rules: Rule[] = [
  {
    id: 'greedy',
    category: 'territory',
    description: 'Takes all the memory there is.',
    evaluate: () => {
      const kept: number[][] = [];
      for (;;) {
        kept.push(new Array<number>(LENGTH).fill(0.5));
      }
    },
  },
];
