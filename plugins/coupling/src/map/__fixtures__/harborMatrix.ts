import type {
  Matrix,
  MatrixCell,
  MatrixCellDetail,
} from '@posiwid/backstage-plugin-coupling-common';
import { entity, finding, team } from './parts';

/** `[from, to, couplings, interfaces, lacking, against, findings]` */
type CellRow = [number, number, number, number, number, boolean, number];

const CELLS: CellRow[] = [
  [0, 0, 5, 3, 0, false, 0],
  [0, 5, 3, 2, 0, false, 0],
  [0, 6, 2, 1, 0, false, 0],
  [0, 7, 2, 1, 0, false, 0],
  [1, 1, 9, 5, 0, false, 0],
  [1, 2, 3, 2, 0, false, 0],
  [1, 3, 7, 4, 1, false, 1],
  [1, 4, 6, 3, 1, false, 1],
  [1, 5, 7, 4, 2, false, 2],
  [1, 6, 12, 6, 0, false, 0],
  [1, 7, 2, 1, 1, false, 1],
  [2, 1, 1, 1, 0, true, 0],
  [2, 2, 9, 5, 0, false, 0],
  [2, 3, 2, 1, 0, false, 0],
  [2, 4, 1, 1, 0, false, 0],
  [2, 5, 3, 2, 0, false, 0],
  [2, 6, 4, 2, 0, false, 0],
  [2, 7, 2, 1, 0, false, 0],
  [2, 8, 3, 2, 3, false, 3],
  [3, 2, 1, 1, 0, true, 0],
  [3, 3, 8, 4, 0, false, 0],
  [3, 6, 7, 4, 0, false, 0],
  [3, 7, 5, 3, 1, false, 1],
  [3, 8, 3, 2, 3, false, 3],
  [4, 1, 1, 1, 0, true, 0],
  [4, 4, 9, 5, 0, false, 0],
  [4, 5, 4, 2, 0, false, 0],
  [4, 6, 7, 4, 0, false, 0],
  [4, 7, 3, 2, 2, false, 2],
  [4, 8, 1, 1, 1, false, 1],
  [5, 4, 1, 1, 1, true, 1],
  [5, 5, 4, 2, 0, false, 0],
  [5, 6, 3, 2, 0, false, 0],
  [5, 7, 1, 1, 0, false, 0],
  [6, 0, 2, 1, 0, true, 0],
  [6, 5, 2, 1, 0, true, 0],
  [6, 6, 7, 4, 0, false, 0],
  [6, 7, 2, 1, 0, false, 0],
  [7, 3, 2, 1, 0, true, 0],
  [7, 4, 1, 1, 0, true, 0],
  [7, 6, 1, 1, 0, true, 0],
  [7, 7, 5, 3, 0, false, 0],
  [7, 8, 1, 1, 1, false, 1],
  [8, 1, 1, 1, 0, false, 0],
  [8, 7, 1, 1, 0, false, 0],
];

/** Harbor, team by team. */
export const harborTeams: Matrix = {
  level: 'team',
  headline:
    'Commerce needs the platform 56 times; 12 couplings run against the order',
  couplings: 110,
  seen: { declared: 110, observed: 0, both: 0 },
  rows: [
    {
      ref: 'group:default/observability',
      title: 'Observability',
      group: 'Platform',
      needs: 7,
      neededBy: 2,
      entities: 6,
    },
    {
      ref: 'group:default/checkout',
      title: 'Checkout',
      group: 'Commerce',
      needs: 37,
      neededBy: 3,
      entities: 8,
    },
    {
      ref: 'group:default/fulfilment',
      title: 'Fulfilment',
      group: 'Commerce',
      needs: 16,
      neededBy: 4,
      entities: 9,
    },
    {
      ref: 'group:default/catalog-search',
      title: 'Catalog & Search',
      group: 'Commerce',
      needs: 16,
      neededBy: 11,
      entities: 10,
    },
    {
      ref: 'group:default/payments',
      title: 'Payments',
      group: 'Commerce',
      needs: 16,
      neededBy: 9,
      entities: 10,
    },
    {
      ref: 'group:default/identity',
      title: 'Identity',
      group: 'Platform',
      needs: 5,
      neededBy: 19,
      entities: 4,
    },
    {
      ref: 'group:default/runtime-platform',
      title: 'Runtime Platform',
      group: 'Platform',
      needs: 6,
      neededBy: 36,
      entities: 10,
    },
    {
      ref: 'group:default/data-platform',
      title: 'Data Platform',
      group: 'Platform',
      needs: 5,
      neededBy: 18,
      entities: 5,
    },
    { ref: 'none', title: 'no owner', needs: 2, neededBy: 8, entities: 2 },
  ],
  cells: CELLS.map(
    ([
      from,
      to,
      couplings,
      interfaces,
      lacking,
      against,
      findings,
    ]): MatrixCell => ({
      from,
      to,
      couplings,
      interfaces,
      lacking,
      against,
      findings,
      seen: { declared: couplings, observed: 0, both: 0 },
    }),
  ),
  against: [
    {
      from: 'group:default/data-platform',
      to: 'group:default/catalog-search',
      entities: [
        'component:default/feature-store',
        'component:default/nightly-export',
      ],
      targets: ['api:default/catalog-api'],
    },
    {
      from: 'group:default/runtime-platform',
      to: 'group:default/observability',
      entities: ['component:default/deploy-controller'],
      targets: ['api:default/metrics-api', 'component:default/alerting'],
    },
    {
      from: 'group:default/identity',
      to: 'group:default/payments',
      entities: ['component:default/identity'],
      targets: ['api:default/fraud-api'],
    },
  ],
  omissions: [
    {
      what: 'inside',
      missing: 56,
      of: 166,
      text: '56 couplings inside a team stand on the diagonal only',
    },
    {
      what: 'shared',
      missing: 0,
      of: 14,
      text: 'shared dependencies, which couple teams without a line between them',
    },
  ],
  hidden: 0,
};

const checkout = team('checkout', 'Checkout');
const payments = team('payments', 'Payments');
const checkoutApi = entity('component:default/checkout-api', [checkout]);
const checkoutWeb = entity('component:default/checkout-web', [checkout]);
const mobileBff = entity('component:default/mobile-bff', [checkout]);
const promoEngine = entity('component:default/promo-engine', [checkout]);
const orderService = entity('component:default/order-service', [checkout]);
const paymentsApi = entity('api:default/payments-api', [payments]);
const fraudApi = entity('api:default/fraud-api', [payments]);
const ledgerApi = entity('api:default/ledger-api', [payments]);

/** The cell "Checkout needs Payments" of Harbor. */
export const checkoutNeedsPayments: MatrixCellDetail = {
  level: 'team',
  from: checkout.ref,
  to: payments.ref,
  title: 'Checkout needs Payments',
  couplings: [
    {
      from: checkoutApi,
      to: paymentsApi,
      kind: 'consumesApi',
      strength: 'hard',
      grade: 'observed',
      seen: 'both',
    },
    {
      from: checkoutWeb,
      to: paymentsApi,
      kind: 'consumesApi',
      strength: 'soft',
      grade: 'observed',
      seen: 'both',
    },
    {
      from: mobileBff,
      to: paymentsApi,
      kind: 'consumesApi',
      strength: 'soft',
      grade: 'declared',
      seen: 'declared',
    },
    {
      from: checkoutApi,
      to: fraudApi,
      kind: 'consumesApi',
      strength: 'soft',
      grade: 'observed',
      seen: 'both',
    },
    {
      from: promoEngine,
      to: fraudApi,
      kind: 'consumesApi',
      strength: 'soft',
      grade: 'declared',
      seen: 'declared',
    },
    {
      from: orderService,
      to: ledgerApi,
      kind: 'consumesApi',
      strength: 'soft',
      grade: 'observed',
      seen: 'both',
    },
  ],
  interfaces: [
    {
      provider: paymentsApi,
      consumers: [
        { entity: checkoutApi, strength: 'hard', grade: 'observed' },
        { entity: checkoutWeb, strength: 'soft', grade: 'observed' },
        { entity: mobileBff, strength: 'soft', grade: 'declared' },
      ],
      consumerTeams: [checkout],
      viaApi: true,
      contract: 'stated',
      contractText: 'v3',
      findings: [],
    },
    {
      provider: fraudApi,
      consumers: [
        { entity: checkoutApi, strength: 'soft', grade: 'observed' },
        { entity: promoEngine, strength: 'soft', grade: 'declared' },
      ],
      consumerTeams: [checkout],
      viaApi: true,
      contract: 'none',
      findings: ['undeclared-interface:fraud-api'],
      severity: 'high',
    },
    {
      provider: ledgerApi,
      consumers: [
        { entity: orderService, strength: 'soft', grade: 'observed' },
      ],
      consumerTeams: [checkout],
      viaApi: true,
      contract: 'stated',
      contractText: 'v1',
      findings: [],
    },
  ],
  findings: [
    finding(
      'undeclared-interface:fraud-api',
      'high',
      'fraud-api: 3 consuming teams, no contract',
      {
        subjects: ['api:default/fraud-api'],
        teams: [checkout.ref, payments.ref],
      },
    ),
    finding(
      'split-path:refunds',
      'medium',
      'refunds works only across both teams',
      {
        rule: 'split-path',
        subjects: ['component:default/refunds'],
        teams: [checkout.ref, payments.ref],
      },
    ),
  ],
  hidden: 0,
};
