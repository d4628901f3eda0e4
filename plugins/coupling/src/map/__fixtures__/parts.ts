import type {
  EntitySummary,
  Finding,
  Severity,
  TeamRef,
} from '@posiwid/backstage-plugin-coupling-common';

/** A living team of the default namespace. */
export function team(name: string, title: string): TeamRef {
  return { ref: `group:default/${name}`, title, standing: 'living' };
}

/** An entity as the API sums it up; its kind and name come from the ref. */
export function entity(ref: string, teams: TeamRef[] = []): EntitySummary {
  const [kind, rest] = ref.split(':');
  return { ref, kind, name: rest.split('/')[1], teams };
}

/** An open finding; what a test does not care about is filled in. */
export function finding(
  id: string,
  severity: Severity,
  title: string,
  rest: Partial<Finding> = {},
): Finding {
  return {
    id,
    rule: 'undeclared-interface',
    category: 'un-owned-interface',
    severity,
    score: 50,
    why: [],
    title,
    summary: title,
    subjects: [],
    related: [],
    teams: [],
    chain: [],
    steps: [],
    evidence: [{ grade: 'declared', source: 'catalog', detail: 'catalog' }],
    interventions: [],
    status: 'open',
    firstSeen: '2026-08-01T09:00:00Z',
    lastSeen: '2026-11-20T09:00:00Z',
    ...rest,
  };
}
