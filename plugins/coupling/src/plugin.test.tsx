import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  RouterBlueprint,
  SignInPageBlueprint,
} from '@backstage/plugin-app-react';
import { UserIdentity } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/core-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { mockApis } from '@backstage/frontend-test-utils';
import couplingPlugin, { couplingApiRef } from '.';
import { testClient } from './__testUtils__/renderPage';
import { recordQueries, server } from './__testUtils__/server';

registerMswTestHooks(server);

const LOADED = { timeout: 15_000 };

function GuestAtOnce({ onSignInSuccess }: SignInPageProps) {
  useEffect(
    () => onSignInSuccess(UserIdentity.createGuest()),
    [onSignInSuccess],
  );
  return null;
}

/**
 * A whole app, as a portal starts it: extensions that ask for a permission are settled before it is drawn, which the
 * lighter test apps cannot do.
 */
function renderPortal(
  at: string,
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const asTested = createFrontendModule({
    pluginId: 'app',
    extensions: [
      SignInPageBlueprint.make({
        params: { loader: async () => GuestAtOnce },
      }),
      RouterBlueprint.make({
        params: {
          component: ({ children }) => (
            <MemoryRouter initialEntries={[at]}>{children}</MemoryRouter>
          ),
        },
      }),
      ApiBlueprint.make({
        name: 'permission',
        params: define =>
          define({
            api: permissionApiRef,
            deps: {},
            factory: () => ({ authorize: async () => ({ result }) }),
          }),
      }),
    ],
  });
  const answers = createFrontendModule({
    pluginId: 'coupling',
    extensions: [
      ApiBlueprint.make({
        params: define =>
          define({ api: couplingApiRef, deps: {}, factory: testClient }),
      }),
    ],
  });
  const app = createApp({
    features: [couplingPlugin, asTested, answers],
    advanced: {
      configLoader: async () => ({
        config: mockApis.config({
          data: {
            app: { title: 'Harbor', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        }),
      }),
    },
  });
  return render(app.createRoot());
}

describe('the plugin in an app on the new frontend system', () => {
  it('shows its pages as tabs and loads each when it is opened', async () => {
    renderPortal('/coupling/overview');
    expect(
      await screen.findByRole(
        'heading',
        { name: /Two changes would retire/ },
        LOADED,
      ),
    ).toBeVisible();
    expect(screen.getAllByRole('tab').map(tab => tab.textContent)).toEqual([
      'Overview',
      'Risks',
      'Map',
      'Shared dependencies',
      'Interfaces',
      'Scorecards',
      'Reviews',
    ]);

    await userEvent.click(screen.getByRole('tab', { name: 'Risks' }));
    expect(
      await screen.findByRole('heading', { name: /11 open risks/ }, LOADED),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Interfaces' }));
    expect(
      await screen.findByRole('heading', { name: /2 of 3 interfaces/ }, LOADED),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Scorecards' }));
    expect(
      await screen.findByRole(
        'heading',
        { name: /4 of 9 promises are contradicted/ },
        LOADED,
      ),
    ).toBeVisible();
  });

  it('shows evidence where numbers lead to it, under the same tabs and without one of its own', async () => {
    renderPortal('/coupling/scorecards?team=checkout');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Evidence' }, LOADED),
    );
    expect(
      await screen.findByRole('heading', { name: /2 sources speak/ }, LOADED),
    ).toBeVisible();
    const tabs = screen.getAllByRole('tab').map(tab => tab.textContent);
    expect(tabs).toContain('Scorecards');
    expect(tabs).not.toContain('Evidence');
    await userEvent.click(screen.getByRole('tab', { name: 'Scorecards' }));
    expect(
      await screen.findByRole('button', { name: 'Team: Checkout' }, LOADED),
    ).toBeVisible();
  });

  it('keeps the team of a link to the bare address', async () => {
    const queries = recordQueries('/v1/overview');
    renderPortal('/coupling?team=commerce&children=1');
    expect(
      await screen.findByRole('button', { name: 'Team: Commerce' }, LOADED),
    ).toBeVisible();
    expect(queries[0].getAll('team')).toEqual(['group:default/commerce']);
  });

  it('has no page for readers without the permission', async () => {
    renderPortal('/coupling/overview', AuthorizeResult.DENY);
    expect(
      await screen.findByText(/PAGE NOT FOUND/i, {}, LOADED),
    ).toBeInTheDocument();
    expect(screen.queryByRole('tab')).not.toBeInTheDocument();
  });
});
