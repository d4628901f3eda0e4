import type {
  EntityMap,
  EntityMapEdge,
  EntityMapNode,
  TeamCount,
} from '@posiwid/backstage-plugin-coupling-common';
import { entity, finding, team } from './parts';

const TEAMS = {
  observability: team('observability', 'Observability'),
  checkout: team('checkout', 'Checkout'),
  fulfilment: team('fulfilment', 'Fulfilment'),
  'catalog-search': team('catalog-search', 'Catalog & Search'),
  payments: team('payments', 'Payments'),
  identity: team('identity', 'Identity'),
  'runtime-platform': team('runtime-platform', 'Runtime Platform'),
  'data-platform': team('data-platform', 'Data Platform'),
};
type TeamName = keyof typeof TEAMS;

function node(
  ref: string,
  owner: TeamName | undefined,
  rest: Omit<EntityMapNode, 'entity'>,
): EntityMapNode {
  return { entity: entity(ref, owner ? [TEAMS[owner]] : []), ...rest };
}

function edge(
  from: string,
  to: string,
  strength: EntityMapEdge['strength'],
  grade: EntityMapEdge['grade'],
  onPath?: true,
): EntityMapEdge {
  const seen = grade === 'declared' ? 'declared' : 'both';
  return { from, to, strength, grade, seen, ...(onPath && { onPath }) };
}

function counted(
  owner: TeamName | undefined,
  fails: number,
  degrades: number,
  keeps: number,
): TeamCount {
  return {
    team: owner
      ? TEAMS[owner]
      : { ref: 'none', title: 'no owner', standing: 'unknown' },
    fails,
    degrades,
    keeps,
  };
}

/** identity of Harbor: who needs it, and what it needs. */
export const identityMap: EntityMap = {
  focus: entity('component:default/identity', [TEAMS.identity]),
  headline: 'If identity stops, 20 of 64 entities fail and 9 degrade',
  summary:
    '26 of those 29 also need config-push by another way: a second identity would still share it.',
  fails: 20,
  degrades: 9,
  ofEntities: 64,
  byTeam: [
    counted('checkout', 6, 1, 1),
    counted('payments', 4, 1, 5),
    counted('fulfilment', 3, 1, 5),
    counted('observability', 3, 1, 2),
    counted('runtime-platform', 2, 1, 7),
    counted('catalog-search', 0, 3, 7),
    counted('data-platform', 0, 1, 4),
    counted('identity', 1, 0, 3),
    counted(undefined, 1, 0, 0),
  ],
  nodes: [
    node('component:default/identity', 'identity', {
      side: 'focus',
      distance: 0,
      state: 'fails',
    }),
    node('component:default/status-page', 'observability', {
      side: 'needs-focus',
      distance: 2,
      state: 'fails',
    }),
    node('component:default/dashboards', 'observability', {
      side: 'needs-focus',
      distance: 2,
      state: 'fails',
    }),
    node('component:default/pager', 'observability', {
      side: 'needs-focus',
      distance: 2,
      state: 'fails',
    }),
    node('component:default/alerting', 'observability', {
      side: 'needs-focus',
      distance: 3,
      state: 'degrades',
    }),
    node('component:default/edge-gateway', 'runtime-platform', {
      side: 'needs-focus',
      distance: 1,
      state: 'degrades',
    }),
    node('component:default/ci-pipeline', 'runtime-platform', {
      side: 'needs-focus',
      distance: 2,
      state: 'fails',
    }),
    node('component:default/deploy-controller', 'runtime-platform', {
      side: 'needs-focus',
      distance: 3,
      state: 'fails',
    }),
    node('component:default/admin-sso', 'identity', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/checkout-web', 'checkout', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/checkout-api', 'checkout', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/mobile-bff', 'checkout', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/promo-engine', 'checkout', {
      side: 'needs-focus',
      distance: 1,
      state: 'degrades',
    }),
    node('component:default/order-service', 'checkout', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/mobile-app', 'checkout', {
      side: 'needs-focus',
      distance: 2,
      state: 'fails',
    }),
    node('api:default/orders-api', 'checkout', {
      side: 'needs-focus',
      distance: 2,
      state: 'fails',
    }),
    node('api:default/orders-events', undefined, {
      side: 'needs-focus',
      distance: 2,
      state: 'fails',
    }),
    node('component:default/payments-gateway', 'payments', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/refunds', 'payments', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/payouts', 'payments', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('api:default/payments-api', 'payments', {
      side: 'needs-focus',
      distance: 2,
      state: 'fails',
    }),
    node('component:default/fraud-scoring', 'payments', {
      side: 'needs-focus',
      distance: 3,
      state: 'degrades',
    }),
    node('component:default/warehouse-sync', 'fulfilment', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/returns', 'fulfilment', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/dispatch', 'fulfilment', {
      side: 'needs-focus',
      distance: 1,
      state: 'fails',
    }),
    node('component:default/inventory', 'fulfilment', {
      side: 'needs-focus',
      distance: 3,
      state: 'degrades',
    }),
    node('component:default/search-indexer', 'catalog-search', {
      side: 'needs-focus',
      distance: 3,
      state: 'degrades',
    }),
    node('component:default/pricing', 'catalog-search', {
      side: 'needs-focus',
      distance: 3,
      state: 'degrades',
    }),
    node('component:default/recommendations', 'catalog-search', {
      side: 'needs-focus',
      distance: 3,
      state: 'degrades',
    }),
    node('component:default/nightly-export', 'data-platform', {
      side: 'needs-focus',
      distance: 3,
      state: 'degrades',
    }),
    node('api:default/fraud-api', 'payments', {
      side: 'needed',
      distance: 1,
      state: 'works',
      layer: 'interface',
      neededAnyway: 7,
    }),
    node('component:default/fraud-scoring', 'payments', {
      side: 'needed',
      distance: 2,
      state: 'works',
      layer: 'interface',
      onBothSides: true,
    }),
    node('component:default/access-policy', 'identity', {
      side: 'needed',
      distance: 1,
      state: 'works',
      layer: 'service',
      neededAnyway: 0,
    }),
    node('resource:default/identity-db', 'identity', {
      side: 'needed',
      distance: 1,
      state: 'works',
      layer: 'data',
      neededAnyway: 0,
    }),
    node('resource:default/object-store', 'data-platform', {
      side: 'needed',
      distance: 2,
      state: 'works',
      layer: 'data',
      neededAnyway: 17,
    }),
    node('resource:default/session-store', 'identity', {
      side: 'needed',
      distance: 1,
      state: 'works',
      layer: 'data',
      neededAnyway: 8,
    }),
    node('component:default/feature-flags', 'runtime-platform', {
      side: 'needed',
      distance: 2,
      state: 'works',
      layer: 'control plane',
      neededAnyway: 8,
    }),
    node('component:default/service-registry', 'runtime-platform', {
      side: 'needed',
      distance: 1,
      state: 'works',
      layer: 'control plane',
      neededAnyway: 26,
    }),
    node('component:default/config-push', 'runtime-platform', {
      side: 'needed',
      distance: 2,
      state: 'works',
      layer: 'control plane',
      neededAnyway: 26,
    }),
  ],
  seen: { declared: 5, observed: 0, both: 13 },
  edges: [
    edge(
      'component:default/dashboards',
      'component:default/admin-sso',
      'hard',
      'declared',
    ),
    edge(
      'component:default/pager',
      'component:default/admin-sso',
      'hard',
      'declared',
    ),
    edge(
      'component:default/alerting',
      'component:default/pager',
      'soft',
      'declared',
    ),
    edge(
      'component:default/edge-gateway',
      'component:default/identity',
      'soft',
      'observed',
    ),
    edge(
      'component:default/ci-pipeline',
      'component:default/admin-sso',
      'hard',
      'observed',
    ),
    edge(
      'component:default/deploy-controller',
      'component:default/ci-pipeline',
      'hard',
      'declared',
    ),
    edge(
      'component:default/checkout-web',
      'component:default/identity',
      'hard',
      'observed',
    ),
    edge(
      'component:default/checkout-api',
      'component:default/identity',
      'hard',
      'observed',
    ),
    edge(
      'component:default/mobile-bff',
      'component:default/identity',
      'hard',
      'observed',
    ),
    edge(
      'component:default/promo-engine',
      'component:default/identity',
      'soft',
      'declared',
    ),
    edge(
      'component:default/order-service',
      'component:default/identity',
      'hard',
      'observed',
    ),
    edge(
      'component:default/mobile-app',
      'component:default/mobile-bff',
      'hard',
      'declared',
    ),
    edge(
      'api:default/orders-api',
      'component:default/order-service',
      'hard',
      'declared',
    ),
    edge(
      'api:default/orders-events',
      'component:default/order-service',
      'hard',
      'observed',
    ),
    edge(
      'component:default/payments-gateway',
      'component:default/identity',
      'hard',
      'observed',
    ),
    edge(
      'component:default/refunds',
      'component:default/identity',
      'hard',
      'declared',
    ),
    edge(
      'component:default/payouts',
      'component:default/identity',
      'hard',
      'declared',
    ),
    edge(
      'api:default/payments-api',
      'component:default/payments-gateway',
      'hard',
      'declared',
    ),
    edge(
      'component:default/fraud-scoring',
      'api:default/orders-events',
      'soft',
      'declared',
    ),
    edge(
      'component:default/warehouse-sync',
      'component:default/identity',
      'hard',
      'observed',
    ),
    edge(
      'component:default/returns',
      'component:default/identity',
      'hard',
      'observed',
    ),
    edge(
      'component:default/dispatch',
      'component:default/identity',
      'hard',
      'observed',
    ),
    edge(
      'component:default/inventory',
      'api:default/orders-events',
      'soft',
      'observed',
    ),
    edge(
      'component:default/search-indexer',
      'api:default/orders-events',
      'soft',
      'observed',
    ),
    edge(
      'component:default/pricing',
      'api:default/orders-events',
      'soft',
      'observed',
    ),
    edge(
      'component:default/recommendations',
      'api:default/orders-events',
      'soft',
      'observed',
    ),
    edge(
      'component:default/nightly-export',
      'api:default/orders-events',
      'soft',
      'declared',
    ),
    edge(
      'component:default/identity',
      'api:default/fraud-api',
      'soft',
      'observed',
    ),
    edge(
      'component:default/identity',
      'component:default/access-policy',
      'soft',
      'observed',
    ),
    edge(
      'component:default/identity',
      'resource:default/identity-db',
      'hard',
      'observed',
    ),
    edge(
      'component:default/identity',
      'resource:default/session-store',
      'hard',
      'observed',
    ),
    edge(
      'api:default/fraud-api',
      'component:default/fraud-scoring',
      'hard',
      'observed',
    ),
    edge(
      'component:default/access-policy',
      'component:default/feature-flags',
      'hard',
      'observed',
    ),
    edge(
      'component:default/access-policy',
      'resource:default/object-store',
      'soft',
      'observed',
    ),
    edge(
      'resource:default/session-store',
      'component:default/service-registry',
      'hard',
      'observed',
    ),
    edge(
      'component:default/feature-flags',
      'component:default/config-push',
      'hard',
      'observed',
    ),
    edge(
      'component:default/status-page',
      'component:default/admin-sso',
      'hard',
      'observed',
      true,
    ),
    edge(
      'component:default/admin-sso',
      'component:default/identity',
      'hard',
      'observed',
      true,
    ),
    edge(
      'component:default/identity',
      'component:default/service-registry',
      'hard',
      'observed',
      true,
    ),
    edge(
      'component:default/service-registry',
      'component:default/config-push',
      'hard',
      'observed',
      true,
    ),
  ],
  truncated: { needsFocus: 0, needed: 12 },
  path: {
    from: 'component:default/status-page',
    to: 'component:default/config-push',
    refs: [
      'component:default/status-page',
      'component:default/admin-sso',
      'component:default/identity',
      'component:default/service-registry',
      'component:default/config-push',
    ],
    teams: [
      TEAMS.observability.ref,
      TEAMS.identity.ref,
      TEAMS['runtime-platform'].ref,
    ],
    findings: [
      finding(
        'recovery-path:status-page',
        'critical',
        'status-page needs identity, which it would be used to announce about',
        {
          rule: 'recovery-path',
          category: 'shared-dependency',
          subjects: [
            'component:default/status-page',
            'component:default/identity',
          ],
        },
      ),
    ],
  },
  hidden: 0,
};
