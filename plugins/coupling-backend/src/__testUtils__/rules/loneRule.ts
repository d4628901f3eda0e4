import type { Rule } from '@posiwid/backstage-plugin-coupling-node';

/** A rule as an installation would write one: raises every entity that nothing needs and that needs nothing. */
const lone: Rule = {
  id: 'lone',
  category: 'territory',
  description: 'An entity stands alone.',
  evaluate: ({ model, structure }) =>
    model.entities
      .filter((_, i) => structure.fanIn[i] === 0 && structure.fanOut[i] === 0)
      .map(({ ref }) => ({
        title: `${ref} stands alone`,
        summary:
          'Nothing is known to need it, and it is not known to need anything.',
        subjects: [ref],
        related: [],
        steps: [{ ref, teams: [] }],
        evidence: [
          {
            grade: 'declared',
            source: 'catalog',
            detail: 'No coupling is stated',
          },
        ],
        interventions: [],
        weight: {},
      })),
};

export const rules = [lone];
