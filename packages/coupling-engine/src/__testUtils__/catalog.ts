import { analyse } from '../analyse';
import type { Analysis } from '../analysis';
import { DEFAULT_POLICY, type Policy } from '../policy/policy';
import type { Finding } from '../findings/types';

interface Stated {
  owner?: string;
  type?: string;
  system?: string;
  tags?: string[];
  lifecycle?: string;
  dependsOn?: string[];
  consumesApis?: string[];
  providesApis?: string[];
  definition?: string;
  couplings?: unknown[];
  memberOf?: string[];
  [annotation: `posiwid.dev/${string}`]: string;
}

/** An entity as a catalog file would hold it. Keys with a slash are annotations. */
export function entity(kind: string, name: string, stated: Stated = {}) {
  const annotations: Record<string, string> = {};
  const spec: Record<string, unknown> = {
    type: 'service',
    lifecycle: 'production',
  };
  for (const [key, value] of Object.entries(stated)) {
    if (key.includes('/')) annotations[key] = value as string;
    else if (key !== 'tags') spec[key] = value;
  }
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, annotations, tags: stated.tags ?? [] },
    spec,
  };
}

export const component = (name: string, stated: Stated = {}) =>
  entity('Component', name, stated);
export const resource = (name: string, stated: Stated = {}) =>
  entity('Resource', name, stated);
export const api = (name: string, stated: Stated = {}) =>
  entity('API', name, {
    type: 'openapi',
    definition: 'openapi: 3.0',
    ...stated,
  });
export const group = (name: string, parent?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [], ...(parent ? { parent } : {}) },
});
export const system = (name: string, owner?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name },
  spec: owner ? { owner } : {},
});
export const groups = (...names: string[]) => names.map(name => group(name));

/** The same number of users of one thing for each team: `a-0`, `a-1`, `b-0` … */
export function users(
  teams: string[],
  each: number,
  stated: (name: string) => Stated,
) {
  return teams.flatMap(owner =>
    Array.from({ length: each }, (_, i) =>
      component(`${owner}-${i}`, { owner, ...stated(`${owner}-${i}`) }),
    ),
  );
}

export function analysed(
  entities: unknown[],
  policy?: Partial<Policy>,
): Analysis {
  return analyse({
    entities: entities.map(e => ({ entity: e })),
    policy: { ...DEFAULT_POLICY, ...policy },
  });
}

/** Findings of one rule, worst first. */
export function raised(rule: string, entities: unknown[]): Finding[] {
  return analysed(entities).findings.filter(f => f.rule === rule);
}
