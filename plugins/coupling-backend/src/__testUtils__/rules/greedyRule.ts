import type { Rule } from '@posiwid/backstage-plugin-coupling-node';

export const rules: Rule[] = [
  {
    id: 'greedy',
    category: 'territory',
    description: 'Takes all the memory there is.',
    evaluate: () => {
      let kept: object | undefined;
      for (let i = 0; ; i += 1) {
        kept = { kept, text: `${i}` };
      }
    },
  },
];
