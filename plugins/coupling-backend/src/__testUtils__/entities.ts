import type { Entity } from '@backstage/catalog-model';

/** An entity as the catalog gives it: relations worked out, an etag when given. */
export function entity(
  kind: string,
  name: string,
  more: {
    spec?: Record<string, unknown>;
    relations?: Record<string, string[]>;
    metadata?: Record<string, unknown>;
  } = {},
): Entity {
  const relations = Object.entries(more.relations ?? {}).flatMap(
    ([type, targets]) => targets.map(targetRef => ({ type, targetRef })),
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...more.metadata },
    spec: more.spec as Entity['spec'],
    relations,
  };
}

/** A component with what it needs and who owns it. */
export function component(
  name: string,
  needs: string[] = [],
  owner?: string,
): Entity {
  return entity('Component', name, {
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: {
      dependsOn: needs.map(need => `component:default/${need}`),
      ownedBy: owner ? [`group:default/${owner}`] : [],
    },
  });
}

/** A group with one member, so that it counts as living. */
export function team(name: string): Entity[] {
  return [
    entity('Group', name, {
      spec: { type: 'team', children: [] },
      relations: { hasMember: [`user:default/${name}-member`] },
    }),
    entity('User', `${name}-member`, {
      spec: { memberOf: [name] },
      relations: { memberOf: [`group:default/${name}`] },
    }),
  ];
}

/**
 * Nine services of three teams, all resting on one database; one service has no owner. Something to find for several rules.
 */
export function smallPlatform(): Entity[] {
  return [
    ...team('red'),
    ...team('green'),
    ...team('blue'),
    component('db', [], 'red'),
    component('r1', ['db'], 'red'),
    component('r2', ['db'], 'red'),
    component('g1', ['db', 'orphan'], 'green'),
    component('g2', ['db'], 'green'),
    component('g3', ['g1'], 'green'),
    component('b1', ['db', 'orphan'], 'blue'),
    component('b2', ['b1'], 'blue'),
    component('b3', ['db', 'nowhere'], 'blue'),
    component('orphan', ['db']),
  ];
}
