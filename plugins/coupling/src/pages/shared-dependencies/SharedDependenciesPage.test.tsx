import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
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

/** The inventory, apart from the claims below it. */
const inventory = async () =>
  within(await screen.findByRole('table', { name: 'Shared things' }));

describe('the Shared dependencies page', () => {
  it('lists what falls at run time before what couples by change', async () => {
    renderPage(<SharedDependenciesPage />, '/');
    await screen.findByRole('heading', { name: /9 shared things/ });
    const names = (await inventory())
      .getAllByRole('row')
      .map(row => row.textContent ?? '');
    const at = (name: string) => names.findIndex(text => text.includes(name));
    expect(at('config-push')).toBeLessThan(at('edge-dns'));
    expect(at('edge-dns')).toBeLessThan(at('By change rather than'));
    expect(at('By change rather than')).toBeLessThan(at('retail-client'));
  });

  it('says of a thing without an owner that it has none', async () => {
    renderPage(<SharedDependenciesPage />, '/');
    const row = (await inventory()).getByText('edge-dns').closest('tr')!;
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
    expect((await inventory()).getByText('orders-db')).toBeVisible();
    expect((await inventory()).queryByText('config-push')).toBeNull();
    expect(queries[0].get('layer')).toBe('data');

    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Layer' }),
      'image',
    );
    await waitFor(async () =>
      expect((await inventory()).queryByText('orders-db')).toBeNull(),
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

  it('says of each how many claims it defeats alone, and shows those claims', async () => {
    renderPage(<SharedDependenciesPage />, '/');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'config-push alone defeats 2 of 3 claims of redundancy',
      }),
    );
    const tabs = await screen.findByRole('tablist', {
      name: 'Claims that it defeats',
    });
    expect(
      within(tabs)
        .getAllByRole('tab')
        .map(tab => tab.textContent),
    ).toEqual(['checkout-regions', 'registry-copies']);
    const url = queryOf(screen.getByTestId('url'));
    expect(url.get('thing')).toBe('component:default/config-push');
  });

  it('narrows to what defeats a claim, and sorts, through the address', async () => {
    const queries = recordQueries('/v1/shared-dependencies');
    renderPage(<SharedDependenciesPage />, '/?sort=defeats');
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'defeats a claim' }),
    );
    await waitFor(async () =>
      expect((await inventory()).queryByText('orders-db')).toBeNull(),
    );
    expect(queryOf(screen.getByTestId('url')).get('defeating')).toBe('1');
    expect(queries[0].get('sort')).toBe('defeats');
  });

  it('holds a claim against what its members share, in words as in pictures', async () => {
    renderPage(<SharedDependenciesPage />, '/');
    await screen.findByRole('heading', { name: /In fact config-push alone/ });
    await userEvent.click(screen.getByText('As a table'));
    const groups = within(screen.getByRole('table', { name: 'Risk groups' }));
    expect(groups.getByText('config-push').closest('tr')).toHaveTextContent(
      /1 stops all.*all 5/,
    );
    expect(screen.getByText(/13 to 31 min joint/)).toBeVisible();
    const register = within(
      screen.getByRole('table', {
        name: 'What the members of checkout-regions share',
      }),
    );
    expect(register.getByText('clock').closest('tr')).toHaveTextContent(
      'no data',
    );
    await userEvent.click(
      register.getByRole('button', { name: 'change channel: alone' }),
    );
    expect(
      register.getByText(/accepted: until the staged rollout/),
    ).toBeVisible();
  });

  it('keeps the chosen claim in the address, so that a link shows it', async () => {
    renderPage(
      <SharedDependenciesPage />,
      '/?claim=redundancy-group%3Aedge-dns',
    );
    expect(
      await screen.findByRole('heading', { name: /On paper 2 of 2/ }),
    ).toBeVisible();
    expect(screen.getByText('two inputs are not known')).toBeVisible();
    const list = within(
      screen.getByRole('table', { name: 'Claims of redundancy' }),
    );
    await userEvent.click(
      list.getByRole('button', { name: 'registry-copies' }),
    );
    expect(queryOf(screen.getByTestId('url')).get('claim')).toBe(
      'redundancy-group:registry-copies',
    );
  });

  it('moves between claims with the arrow keys', async () => {
    renderPage(<SharedDependenciesPage />, '/');
    const first = await screen.findByRole('tab', { name: 'checkout-regions' });
    first.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'registry-copies' })).toHaveFocus();
    expect(
      await screen.findByRole('heading', { name: /On paper 2 of 3/ }),
    ).toBeVisible();
  });

  it('says how to state a claim where none is stated', async () => {
    answer('/v1/claims', {
      items: [],
      total: 0,
      defeated: 0,
      hidden: 0,
      headline: 'No claim of redundancy is stated',
    });
    renderPage(<SharedDependenciesPage />, '/');
    expect(
      await screen.findByText('posiwid.dev/redundancy-group'),
    ).toBeVisible();
  });

  it('says that a claim of a link is gone, and shows what failed', async () => {
    const gone = renderPage(<SharedDependenciesPage />, '/?claim=gone');
    expect(
      await screen.findByText('This claim is not in the last analysis'),
    ).toBeVisible();
    gone.unmount();
    refuse('/v1/claims', 500, 'claims are away');
    renderPage(<SharedDependenciesPage />, '/?team=checkout');
    expect(await screen.findByText('claims are away')).toBeVisible();
  });

  it('compares any entities that a link names', async () => {
    const queries = recordQueries('/v1/independence');
    renderPage(
      <SharedDependenciesPage />,
      '/?compare=component:default/a&compare=component:default/b',
    );
    expect(
      await screen.findByText(
        'The five share config-push, identity and base-image',
      ),
    ).toBeVisible();
    expect(queries[0].getAll('ref')).toEqual([
      'component:default/a',
      'component:default/b',
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Take b out' }));
    expect(queryOf(screen.getByTestId('url')).getAll('compare')).toEqual([
      'component:default/a',
    ]);
  });
});
