// Plugins leave this to the app; here is one.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { UserIdentity } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/core-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { createCouplingClient } from '@posiwid/backstage-plugin-coupling-common';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import couplingPlugin, { couplingApiRef } from '../src';
import { fakeBackend } from '../src/__fixtures__/fakeBackend';

/** The plugin alone, without a backend, on the answers that its tests use. */
const answers = createFrontendModule({
  pluginId: 'coupling',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: couplingApiRef,
          deps: {},
          factory: () =>
            createCouplingClient({
              baseUrl: 'http://coupling',
              fetch: async input => {
                const url = new URL(
                  input instanceof Request ? input.url : String(input),
                );
                const { status, body } = fakeBackend(
                  url.pathname,
                  url.searchParams,
                );
                return new Response(JSON.stringify(body), {
                  status,
                  headers: { 'content-type': 'application/json' },
                });
              },
            }),
        }),
    }),
  ],
});

function GuestAtOnce({ onSignInSuccess }: SignInPageProps) {
  useEffect(
    () => onSignInSuccess(UserIdentity.createGuest()),
    [onSignInSuccess],
  );
  return null;
}

const signIn = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: { loader: async () => GuestAtOnce },
    }),
  ],
});

const app = createApp({
  features: [catalogPlugin, couplingPlugin, answers, signIn],
});

createRoot(document.getElementById('root')!).render(app.createRoot());
