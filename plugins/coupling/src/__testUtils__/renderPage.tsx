import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createCouplingClient } from '@posiwid/backstage-plugin-coupling-common';
import type { JSX } from 'react';
import { useLocation } from 'react-router-dom';
import { couplingApiRef } from '../api/couplingApiRef';
import { rootRouteRef } from '../routes';
import { BASE_URL } from './server';

function Where() {
  const { pathname, search } = useLocation();
  return <output data-testid="url">{`${pathname}${search}`}</output>;
}

/** The client of the tests' backend, over real requests. */
export function testClient() {
  return createCouplingClient({
    baseUrl: BASE_URL,
    fetch: (...args) => fetch(...args),
  });
}

/** Renders one page at an address, in an app that has the catalog and the Coupling page. */
export function renderPage(page: JSX.Element, at: string) {
  return renderInTestApp(
    <>
      {page}
      <Where />
    </>,
    {
      apis: [[couplingApiRef, testClient()]],
      mountedRoutes: {
        '/coupling': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [at],
    },
  );
}

/** The query of the address that the app is at. */
export function queryOf(url: HTMLElement): URLSearchParams {
  return new URLSearchParams((url.textContent ?? '').split('?')[1] ?? '');
}
