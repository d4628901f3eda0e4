import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  createApiFactory,
  discoveryApiRef,
  identityApiRef,
  type SignInPageProps,
} from '@backstage/core-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { registerMswTestHooks } from '@backstage/test-utils';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import { Route } from 'react-router-dom';
import { testClient } from './__testUtils__/renderPage';
import { recordQueries, server } from './__testUtils__/server';
import { CouplingPage, couplingApiRef, MyTeamsCouplingRisks } from './legacy';

registerMswTestHooks(server);

/** Mara of team Checkout comes in without a click. */
function SignedIn({ onSignInSuccess }: SignInPageProps) {
  useEffect(() => {
    onSignInSuccess({
      getProfileInfo: async () => ({}),
      getBackstageIdentity: async () => ({
        type: 'user',
        userEntityRef: 'user:default/mara',
        ownershipEntityRefs: ['user:default/mara', 'group:default/checkout'],
      }),
      getCredentials: async () => ({}),
      signOut: async () => {},
    });
  }, [onSignInSuccess]);
  return null;
}

function renderPortal(at: string) {
  window.history.replaceState({}, '', at);
  const app = createApp({
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { title: 'Harbor', baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      },
    ],
    apis: [
      createApiFactory(couplingApiRef, testClient()),
      createApiFactory({
        api: permissionApiRef,
        deps: { discovery: discoveryApiRef, identity: identityApiRef },
        factory: () =>
          ({
            authorize: async () => ({ result: AuthorizeResult.ALLOW }),
          } as any),
      }),
    ],
    components: { SignInPage: SignedIn },
  });
  const Root = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/" element={<MyTeamsCouplingRisks />} />
        <Route path="/coupling" element={<CouplingPage />} />
      </FlatRoutes>
    </AppRouter>,
  );
  return render(<Root />);
}

describe('the plugin in an app on the old frontend system', () => {
  it('shows the same pages under its own header and tabs', async () => {
    renderPortal('/coupling/overview');
    expect(
      await screen.findByRole(
        'heading',
        { name: /Two changes would retire/ },
        { timeout: 10_000 },
      ),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Risks' }));
    expect(
      await screen.findByRole('heading', { name: /11 open risks/ }),
    ).toBeVisible();
    expect(window.location.pathname).toBe('/coupling/risks');
    await userEvent.click(screen.getByRole('tab', { name: 'Scorecards' }));
    await userEvent.click(
      await screen.findByRole(
        'link',
        { name: 'Evidence' },
        { timeout: 10_000 },
      ),
    );
    expect(
      await screen.findByRole(
        'heading',
        { name: /2 sources speak/ },
        { timeout: 10_000 },
      ),
    ).toBeVisible();
    expect(window.location.pathname).toBe('/coupling/evidence');
  });

  it('keeps the team of a link to the bare address', async () => {
    const queries = recordQueries('/v1/overview');
    renderPortal('/coupling?team=commerce&children=1');
    expect(
      await screen.findByRole(
        'button',
        { name: 'Team: Commerce' },
        { timeout: 10_000 },
      ),
    ).toBeVisible();
    expect(queries[0].getAll('team')).toEqual(['group:default/commerce']);
  });

  it('has the widget of a home page, with links into the pages', async () => {
    const queries = recordQueries('/v1/findings');
    renderPortal('/');
    expect(
      await screen.findByText(
        "My team's coupling risks",
        {},
        { timeout: 10_000 },
      ),
    ).toBeVisible();
    const worst = await screen.findByRole('list', { name: 'Worst first' });
    expect(queries[0].getAll('team')).toEqual(['group:default/checkout']);
    await userEvent.click(within(worst).getAllByRole('link')[0]);
    expect(window.location.pathname).toBe('/coupling/risks');
  });
});
