import type { Finding } from '@posiwid/coupling-engine';

/** A finding about the given subjects, with everything else plain. */
export function finding(
  id: string,
  subjects: string[],
  more: Partial<Finding> = {},
): Finding {
  return {
    id,
    rule: 'hub',
    category: 'shared-dependency',
    severity: 'high',
    score: 60,
    why: ['it fells much'],
    title: `Much rests on ${subjects[0]}`,
    summary: 'It fells much.',
    subjects,
    related: [],
    teams: [],
    chain: subjects,
    steps: [],
    evidence: [{ grade: 'declared', source: 'catalog', detail: 'dependsOn' }],
    interventions: [],
    ...more,
  };
}
