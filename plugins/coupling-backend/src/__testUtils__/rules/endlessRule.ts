import type { Rule } from '@posiwid/backstage-plugin-coupling-node';

export const rules: Rule[] = [
  {
    id: 'endless',
    category: 'territory',
    description: 'Never comes to an end.',
    evaluate: () => {
      for (;;) {
        // Nothing ever happens.
      }
    },
  },
];
