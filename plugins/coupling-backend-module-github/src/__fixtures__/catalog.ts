import type { Entity } from '@backstage/catalog-model';

function entity(
  kind: string,
  name: string,
  annotations: Record<string, string> = {},
  teams: string[] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations },
    relations: teams.map(team => ({
      type: 'memberOf',
      targetRef: `group:default/${team}`,
    })),
  };
}

const inRepository = (slug: string) => ({ 'github.com/project-slug': slug });

/** Two repositories, one of several components, and people of three teams. */
export const CATALOG: Entity[] = [
  entity('Component', 'orders', inRepository('shop/orders')),
  entity('API', 'orders-api', inRepository('shop/orders')),
  entity('Component', 'cart', inRepository('shop/mono')),
  entity('Component', 'pricing', inRepository('shop/mono')),
  entity('Resource', 'price-list', inRepository('shop/mono')),
  entity('System', 'shop', inRepository('shop/mono')),
  entity('User', 'ann', {}, ['green']),
  entity('User', 'bo', { 'github.com/user-login': 'bo-gh' }, ['red']),
  entity('User', 'cy', {}, ['red']),
  entity('User', 'di', {}, ['red', 'blue']),
  entity('User', 'ed', {}, ['red', 'green']),
  entity('User', 'lone'),
  entity('Group', 'green'),
];
