/**
 * What there is in the shop of ../harbor, as far as the year needs it: names by team, who calls whom, what links what. It is what
 * pipelines, a service mesh and a scheduler would see, and so not quite what the catalog says.
 */

/** Entities by the team that looks after them; a name with `/` states its kind, another is a component. */
export const OWNED: Record<string, string[]> = {
  checkout: words(
    'checkout-api cart promo-engine order-service checkout-web mobile-app mobile-bff api/orders-api',
  ),
  payments: words(
    `payments-gateway card-adapter refunds payouts fraud-scoring ledger resource/ledger-db api/payments-api api/fraud-api
    api/ledger-api`,
  ),
  'catalog-and-search': words(
    `catalog-service pricing search-service search-indexer recommendations resource/catalog-db resource/search-index
    api/catalog-api api/search-api`,
  ),
  fulfilment: words(
    'warehouse-sync inventory dispatch returns carrier-adapter labels api/inventory-api',
  ),
  identity: words(
    'identity admin-sso access-policy resource/identity-db resource/identity-db-replica resource/session-store',
  ),
  'runtime-platform': words(
    `ci-pipeline deploy-controller config-push service-registry feature-flags edge-gateway retail-client resource/base-image
    resource/edge-dns-a resource/edge-dns-b`,
  ),
  'data-platform': words(
    'feature-store nightly-export resource/orders-db resource/orders-db-replica resource/event-bus resource/object-store',
  ),
  observability: words(
    'metrics log-store dashboards alerting pager status-page',
  ),
};

/** Linked by `retail-client`, which they are all built with. */
export const LINKED = words(
  `catalog-service checkout-api order-service warehouse-sync payments-gateway refunds payouts checkout-web mobile-bff`,
);

/** Deployed by themselves. */
export const OTHERS = words(
  `pricing search-service search-indexer recommendations cart promo-engine feature-store nightly-export ci-pipeline
  deploy-controller inventory dispatch returns carrier-adapter labels tracking identity admin-sso access-policy metrics log-store
  dashboards alerting pager status-page card-adapter fraud-scoring ledger config-push service-registry feature-flags edge-gateway
  mobile-app`,
);

/** Built on `base-image`; some of them do not say so. */
export const ON_BASE_IMAGE = words(
  'checkout-api cart order-service payments-gateway search-service ci-pipeline inventory identity fraud-scoring pricing',
);

/** What stops when `service-registry` stops, as reported by those who run it. */
export const REGISTERED = words(
  `catalog-service pricing checkout-api checkout-web mobile-bff mobile-app search-service ledger card-adapter payments-gateway
  refunds payouts fraud-scoring edge-gateway`,
);

/** Those of them that nobody fails to notice. */
export const ALWAYS_HIT = words(
  'checkout-api search-service ledger payments-gateway',
);

/**
 * Who calls whom: the caller, then what it reaches, each with its thousands of requests a week when that is not 100. A mesh sees
 * calls of services and clients of stores; it sees no phone, no queue, no push and no name server.
 */
const TRAFFIC = `
  access-policy: feature-flags resource/object-store
  admin-sso: identity=20 ledger=0
  alerting: metrics=50 pager=1
  card-adapter: service-registry
  carrier-adapter: service-registry
  cart: pricing=900 resource/session-store=2500
  catalog-service: service-registry resource/catalog-db=5000 resource/object-store=700
  checkout-api: fraud-scoring inventory payments-gateway cart=400 feature-flags=800 identity=400 order-service pricing=300
    promo-engine=200 service-registry
  checkout-web: catalog-service=4000 payments-gateway=60 search-service=1500 cart=1800 checkout-api=80 identity=700
    recommendations=2000 resource/session-store=3000
  ci-pipeline: admin-sso=5 resource/object-store=30
  dashboards: admin-sso=3 log-store=9 metrics=400 resource/orders-db-replica=12
  deploy-controller: alerting=1 ci-pipeline=2 metrics=8
  dispatch: inventory=90 carrier-adapter=90 identity=90 labels=90
  edge-gateway: identity=5000 service-registry
  feature-store: catalog-service=40 fraud-scoring=40 resource/object-store=60
  fraud-scoring: ledger feature-store=200 service-registry resource/session-store=200
  identity: fraud-scoring=60 access-policy=3000 service-registry resource/identity-db=2000 resource/identity-db-replica=40
    resource/session-store=6000
  inventory: catalog-service=70 service-registry
  labels: catalog-service=90 service-registry order-service=35
  ledger: service-registry resource/ledger-db=800
  metrics: service-registry resource/object-store=20
  mobile-bff: catalog-service=3000 payments-gateway=50 search-service=1100 cart=1500 checkout-api=70 identity=600 tracking=80
    resource/session-store=2400
  nightly-export: catalog-service=1 resource/object-store=1 resource/orders-db-replica=2
  order-service: inventory ledger identity=300 resource/orders-db=900
  pager: admin-sso=1
  payments-gateway: fraud-scoring=220 ledger=220 card-adapter=220 identity=220
  payouts: ledger=3 identity=3
  pricing: inventory=500 feature-store=700 service-registry resource/catalog-db=1900
  promo-engine: fraud-scoring=80 cart=200 feature-flags=200 identity=200
  recommendations: catalog-service=900 feature-flags=1000 feature-store=2000 pricing=1200
  refunds: ledger=6 order-service=6 payments-gateway=6 identity=6
  returns: inventory=12 order-service=12 identity=12 labels=12
  search-indexer: catalog-service=150 resource/orders-db=15 resource/search-index=150
  search-service: catalog-service=1300 resource/search-index=2600
  status-page: admin-sso=1 metrics=10
  synthetic-checks: checkout-web=10 search-service=10
  tracking: carrier-adapter=80
  warehouse-sync: inventory=100 identity=100`;

export interface Traffic {
  from: string;
  to: string;
  /** Requests a week, about; 0 for what somebody tries by hand once in a while. */
  requests: number;
}

export const CALLS: Traffic[] = TRAFFIC.trim()
  .split(/\n\s*(?=\S+:)/)
  .flatMap(line => {
    const [from, ...targets] = words(line);
    return targets.map(target => {
      const [to, thousands = '100'] = target.split('=');
      return {
        from: from.slice(0, -1),
        to,
        requests: Number(thousands) * 1000,
      };
    });
  });

/** Jobs as the scheduler has them: name, cron, what they go to. */
export const JOBS: [name: string, cron: string, target: string][] = [
  ['nightly-export', '0 2 * * *', 'resource/orders-db'],
  ['search-indexer', '0 2 * * *', 'resource/orders-db'],
  ['payouts', '30 4 * * *', 'ledger'],
];

/** Messages and meetings between teams in a week, about. Pairs that are not here were not seen to talk. */
export const TALK: [one: string, other: string, count: number][] = [
  ['checkout', 'payments', 40],
  ['checkout', 'catalog-and-search', 25],
  ['checkout', 'identity', 6],
  ['payments', 'identity', 4],
  ['payments', 'data-platform', 5],
  ['catalog-and-search', 'data-platform', 12],
  ['fulfilment', 'catalog-and-search', 3],
  ['fulfilment', 'checkout', 8],
  ['runtime-platform', 'observability', 30],
  ['runtime-platform', 'identity', 9],
  ['runtime-platform', 'data-platform', 10],
  ['observability', 'data-platform', 4],
];

/** What is lost on purpose twice a year. */
export const DRILLS: [entity: string, induced: string][] = [
  ['resource/object-store', 'loss of region eu-west'],
  ['resource/edge-dns-a', 'loss of edge-dns-a'],
  ['resource/identity-db', 'loss of identity-db'],
];

/** `cart` and `resource/orders-db` as references. */
export function refOf(name: string): string {
  const [kind, of] = name.includes('/') ? name.split('/') : ['component', name];
  return `${kind}:default/${of}`;
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
