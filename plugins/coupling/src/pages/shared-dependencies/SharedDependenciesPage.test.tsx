import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sharedDependencyPage } from '../../__fixtures__/harbor';
import { queryOf, renderPage } from '../../__testUtils__/renderPage';
import {
  answer,
  recordQueries,
  refuse,
  server,
} from '../../__testUtils__/server';
import { SharedDependenciesPage } from './SharedDependenciesPage';

registerMswTestHooks(server);

describe('the Shared dependencies page', () => {
  it('lists what falls at run time before what couples by change', async () => {
    renderPage(<SharedDependenciesPage />, '/');
    await screen.findByRole('heading', { name: /9 shared things/ });
    const names = screen.getAllByRole('row').map(row => row.textContent ?? '');
    const at = (name: string) => names.findIndex(text => text.includes(name));
    expect(at('config-push')).toBeLessThan(at('edge-dns'));
    expect(at('edge-dns')).toBeLessThan(at('By change rather than'));
    expect(at('By change rather than')).toBeLessThan(at('retail-client'));
  });

  it('says of a thing without an owner that it has none', async () => {
    renderPage(<SharedDependenciesPage />, '/');
    const row = (await screen.findByText('edge-dns')).closest('tr')!;
    expect(row).toHaveTextContent('no owner');
  });

  it('opens a row to the teams, mechanisms and findings behind its numbers, and keeps it in the address', async () => {
    renderPage(<SharedDependenciesPage />, '/');
    await userEvent.click(
      await screen.findByRole('button', {
        name: '8 teams share identity',
      }),
    );
    expect(await screen.findByText('Shared by 8 teams')).toBeVisible();
    expect(screen.getByText('manual-rate-limit')).toBeVisible();
    expect(
      await screen.findByRole('link', {
        name: /status-page and pager sign in/,
      }),
    ).toBeVisible();
    expect(queryOf(screen.getByTestId('url')).get('open')).toBe(
      'component:default/identity',
    );
  });

  it('filters by layer through the address', async () => {
    const queries = recordQueries('/v1/shared-dependencies');
    renderPage(<SharedDependenciesPage />, '/?layer=data');
    await screen.findByText('orders-db');
    expect(screen.queryByText('config-push')).not.toBeInTheDocument();
    expect(queries[0].get('layer')).toBe('data');

    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Layer' }),
      'image',
    );
    await waitFor(() =>
      expect(screen.queryByText('orders-db')).not.toBeInTheDocument(),
    );
    expect(queryOf(screen.getByTestId('url')).get('layer')).toBe('image');
  });

  it('filters by team with the keyboard alone', async () => {
    renderPage(<SharedDependenciesPage />, '/');
    const filter = await screen.findByRole('button', { name: 'Team: All' });
    filter.focus();
    await userEvent.keyboard('{Enter}');
    const commerce = await screen.findByRole('checkbox', { name: 'Commerce' });
    commerce.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown} ');
    expect(queryOf(screen.getByTestId('url')).getAll('team')).toEqual([
      'payments',
    ]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Team: Payments' }),
      ).toHaveFocus(),
    );
  });

  it('says what to do where nothing is shared', async () => {
    answer('/v1/shared-dependencies', {
      ...sharedDependencyPage,
      items: [],
      total: 0,
      headline: 'Nothing is shared',
    });
    renderPage(<SharedDependenciesPage />, '/');
    expect(await screen.findByText(/give entities an owner/)).toBeVisible();
  });

  it('shows what failed', async () => {
    refuse('/v1/shared-dependencies', 400, 'layer is not readable');
    renderPage(<SharedDependenciesPage />, '/?layer=%F0');
    expect(await screen.findByText('layer is not readable')).toBeVisible();
  });
});
