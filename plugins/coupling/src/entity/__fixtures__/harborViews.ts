import type {
  EntitySummary,
  EntityView,
  Interface,
  TeamRef,
} from '@posiwid/backstage-plugin-coupling-common';
import { entity, finding, team } from '../../map/__fixtures__/parts';

const checkout = team('checkout', 'Checkout');
const fulfilment = team('fulfilment', 'Fulfilment');
const payments = team('payments', 'Payments');
const data = team('data-platform', 'Data Platform');
const identity = team('identity', 'Identity');
const runtime = team('runtime-platform', 'Runtime Platform');
const gone: TeamRef = {
  ref: 'group:default/orders-guild',
  title: 'orders-guild',
  standing: 'unknown',
};

const configPush = entity('component:default/config-push', [runtime]);
const identityService = entity('component:default/identity', [identity]);
const baseImage = entity('resource:default/base-image', [runtime]);
const checkoutApi = entity('component:default/checkout-api', [checkout]);
const checkoutWeb = entity('component:default/checkout-web', [checkout]);

function needs(
  provider: EntitySummary,
  rest: Partial<Interface> = {},
): Interface {
  return {
    provider,
    consumers: [{ entity: checkoutApi, strength: 'hard', grade: 'declared' }],
    consumerTeams: [checkout],
    viaApi: provider.kind === 'api',
    contract: 'not-stated',
    findings: [],
    ...rest,
  };
}

const ordersEvents = needs(entity('api:default/orders-events', [gone]), {
  consumerTeams: [payments, fulfilment, data, identity],
  severity: 'high',
  findings: ['dissolved-owner:orders-events'],
});

/** checkout-api of Harbor, as its card and its tab show it. */
export const checkoutApiView: EntityView = {
  ref: checkoutApi.ref,
  kind: 'entity',
  title: 'checkout-api',
  analysed: true,
  fails: 14,
  degrades: 3,
  ofEntities: 64,
  failsByTeam: [
    { team: checkout, fails: 5, degrades: 1, keeps: 2 },
    { team: fulfilment, fails: 4, degrades: 0, keeps: 5 },
    { team: payments, fails: 3, degrades: 2, keeps: 5 },
    { team: data, fails: 2, degrades: 0, keeps: 3 },
  ],
  stoppedBy: {
    count: 5,
    top: [
      { entity: configPush, stops: 1 },
      { entity: identityService, stops: 1 },
      { entity: baseImage, stops: 1 },
    ],
  },
  findings: [
    finding(
      'hub:config-push',
      'critical',
      '48 of 64 entities fail with config-push, in 8 teams',
      {
        rule: 'hub',
        category: 'shared-dependency',
        subjects: [configPush.ref],
        teams: [runtime.ref, checkout.ref, payments.ref, identity.ref],
        chain: [
          configPush.ref,
          'component:default/feature-flags',
          checkoutApi.ref,
        ],
      },
    ),
    finding(
      'hub:identity',
      'critical',
      '20 of 64 entities fail with identity, in 6 teams',
      {
        rule: 'hub',
        category: 'shared-dependency',
        subjects: [identityService.ref],
        teams: [identity.ref, checkout.ref],
        chain: [identityService.ref, checkoutApi.ref],
        evidence: [
          { grade: 'observed', source: 'traffic', detail: 'calls of a week' },
        ],
      },
    ),
    finding(
      'dissolved-owner:orders-events',
      'high',
      'orders-events has 4 consuming teams; its owner does not exist',
      {
        rule: 'dissolved-owner',
        subjects: ['api:default/orders-events'],
        teams: [payments.ref, fulfilment.ref, data.ref],
        chain: [
          checkoutApi.ref,
          'api:default/orders-events',
          'component:default/ledger',
        ],
      },
    ),
  ],
  needs: [
    needs(entity('api:default/payments-api', [payments]), {
      contract: 'stated',
      contractText: 'v3',
    }),
    needs(entity('api:default/fraud-api', [payments]), { contract: 'none' }),
    needs(identityService),
    needs(configPush),
  ],
  neededBy: [ordersEvents],
  ownerless: [ordersEvents],
  members: [],
  move: {
    kind: 'name-owner',
    leverage: 'rule',
    text: 'Give orders-events an owner that exists.',
    target: 'api:default/orders-events',
    findings: ['dissolved-owner:orders-events', 'undeclared-interface:orders'],
    severities: ['high', 'medium'],
    teams: [payments, fulfilment],
  },
  omissions: [
    { what: 'apis', missing: 3, of: 12, text: '3 APIs have no consumer' },
  ],
  hidden: 0,
};

/** Team Checkout of Harbor. */
export const checkoutTeamView: EntityView = {
  ...checkoutApiView,
  ref: checkout.ref,
  kind: 'team',
  title: 'Checkout',
  fails: 19,
  stoppedBy: {
    count: 4,
    top: [
      { entity: configPush, stops: 8 },
      { entity: identityService, stops: 6 },
    ],
  },
  members: [
    { entity: checkoutApi, fails: 14, degrades: 3 },
    { entity: checkoutWeb, fails: 2, degrades: 0 },
  ],
};

/** An entity about which nothing was found. */
export const quietView: EntityView = {
  ...checkoutApiView,
  ref: checkoutWeb.ref,
  title: 'checkout-web',
  fails: 2,
  degrades: 0,
  failsByTeam: [{ team: checkout, fails: 2, degrades: 0, keeps: 6 }],
  stoppedBy: { count: 1, top: [{ entity: checkoutApi, stops: 1 }] },
  findings: [],
  ownerless: [],
  needs: [],
  neededBy: [],
  move: undefined,
};

/** An entity that the last analysis did not meet. */
export const unknownView: EntityView = {
  ...quietView,
  analysed: false,
  fails: 0,
  failsByTeam: [],
  stoppedBy: { count: 0, top: [] },
};
