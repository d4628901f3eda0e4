import type { AnyApiRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { createCouplingClient } from '@posiwid/backstage-plugin-coupling-common';
import { configure } from '@testing-library/react';
import { http, HttpResponse, type HttpHandler } from 'msw';
import { setupServer } from 'msw/node';
import { useLocation } from 'react-router-dom';
import { couplingApiRef } from '../../api/couplingApiRef';
import { rootRouteRef } from '../../routes';
import {
  checkoutApiView,
  checkoutTeamView,
} from '../../entity/__fixtures__/harborViews';
import {
  claimById,
  claimPage,
} from '../../independence/__fixtures__/harborClaims';
import {
  observationPage,
  scorecardOf,
} from '../../scorecard/__fixtures__/harborScorecards';
import { identityMap } from '../__fixtures__/harborEntityMap';
import {
  checkoutNeedsPayments,
  harborTeams,
} from '../__fixtures__/harborMatrix';

// A test app loads its parts when they are first shown, which takes its while on a busy machine.
jest.setTimeout(60_000);
configure({
  asyncUtilTimeout: 20_000,
  // Asking of every element whether it is hidden computes its styles; for a grid that takes seconds.
  defaultHidden: true,
});

const BASE = 'http://portal.test/api/coupling';

/** The real client, over the network that the tests answer. */
export const testClient = () =>
  createCouplingClient({ baseUrl: BASE, fetch: request => fetch(request) });

/** Answers one path of the API; a function sees the query. */
export function answer(
  path: string,
  body: object | ((query: URLSearchParams) => object),
): HttpHandler {
  return http.get(`${BASE}${path}`, ({ request }) =>
    HttpResponse.json(
      typeof body === 'function'
        ? body(new URL(request.url).searchParams)
        : body,
    ),
  );
}

/** Refuses one path of the API as the backend does. */
export function refuse(path: string, statusCode: number): HttpHandler {
  return http.get(`${BASE}${path}`, () =>
    HttpResponse.json(
      {
        error: { name: 'Error', message: `refused with ${statusCode}` },
        response: { statusCode },
      },
      { status: statusCode },
    ),
  );
}

/** A call that never ends, as on a slow network. */
export function hang(path: string): HttpHandler {
  return http.get(`${BASE}${path}`, () => new Promise<never>(() => {}));
}

const status = {
  stale: false,
  mayAnalyse: false,
  analysis: {
    id: 'a1',
    at: '2026-11-20T09:40:00Z',
    ageSeconds: 300,
    durationMs: 900,
    entities: 64,
    couplings: 166,
    teams: 8,
    systems: 5,
    domains: 2,
    digest: 'x',
    problems: 0,
  },
};

/** Harbor as the backend would answer about it. */
export const harborServer = setupServer(
  answer('/v1/status', status),
  answer('/v1/teams', {
    items: harborTeams.rows.map(({ ref, title }) => ({
      ref,
      title,
      standing: 'living',
      children: [],
      owns: 5,
      open: 1,
      critical: 0,
    })),
  }),
  answer('/v1/map/matrix', harborTeams),
  answer('/v1/map/cell', checkoutNeedsPayments),
  answer('/v1/map/entity', identityMap),
  answer('/v1/entities/search', query => ({
    items: identityMap.nodes
      .filter(({ side }) => side === 'needs-focus')
      .map(({ entity }) => entity)
      .filter(({ name }) => name.includes(query.get('q') ?? '')),
  })),
  answer('/v1/blast-radius', {
    ref: identityMap.focus.ref,
    fails: identityMap.nodes
      .filter(({ side, state }) => side === 'needs-focus' && state === 'fails')
      .map(({ entity }) => entity),
    degrades: [],
    ofEntities: 64,
    byTeam: identityMap.byTeam,
    bySystem: [
      {
        ref: 'system:default/checkout',
        title: 'Checkout',
        fails: 5,
        degrades: 1,
        keeps: 2,
      },
      { title: 'no system', fails: 2, degrades: 0, keeps: 9 },
    ],
    hidden: 0,
  }),
  answer('/v1/claims', query =>
    query.get('member') === 'component:default/checkout-api'
      ? { ...claimPage, items: claimPage.items.slice(0, 1), total: 1 }
      : { ...claimPage, items: [], total: 0 },
  ),
  answer('/v1/claims/by-id', query => claimById(query.get('id')) ?? {}),
  answer('/v1/entities/by-ref', query =>
    query.get('ref')?.startsWith('group:') ? checkoutTeamView : checkoutApiView,
  ),
  http.get(`${BASE}/v1/scorecards/by-ref`, ({ request }) => {
    const found = scorecardOf(new URL(request.url).searchParams.get('ref'));
    return found
      ? HttpResponse.json(found)
      : HttpResponse.json({}, { status: 404 });
  }),
  answer('/v1/observations', observationPage),
  answer('/v1/findings', {
    items: [],
    total: 0,
    headline: '',
    hidden: 0,
    facets: { standing: [] },
  }),
  http.get(`${BASE}/v1/findings/:id`, ({ params }) => {
    const found = [
      ...checkoutNeedsPayments.findings,
      ...checkoutApiView.findings,
    ].find(({ id }) => id === params.id);
    return found
      ? HttpResponse.json(found)
      : HttpResponse.json({}, { status: 404 });
  }),
);

/** Where the test app is: `/coupling/map?level=system`. */
export function whereabouts(): string {
  return document.querySelector('[data-whereabouts]')?.textContent ?? '';
}

function Whereabouts() {
  const { pathname, search } = useLocation();
  return <output data-whereabouts="">{`${pathname}${search}`}</output>;
}

/** Renders a page of the plugin at a query of the test app's address, with other APIs beside its own. */
export function renderPage(
  element: JSX.Element,
  query: string = '',
  apis: readonly (readonly [AnyApiRef, object])[] = [],
) {
  return renderInTestApp(
    <>
      {element}
      <Whereabouts />
    </>,
    {
      apis: [[couplingApiRef, testClient()], ...apis] as any,
      mountedRoutes: {
        '/coupling': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [`/${query}`],
    },
  );
}
