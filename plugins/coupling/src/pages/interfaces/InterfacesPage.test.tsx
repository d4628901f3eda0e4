import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { interfacePage } from '../../__fixtures__/harbor';
import { queryOf, renderPage } from '../../__testUtils__/renderPage';
import { answer, refuse, server } from '../../__testUtils__/server';
import { InterfacesPage } from './InterfacesPage';

registerMswTestHooks(server);

describe('the Interfaces page', () => {
  it('shows both sides of an interface, and what is known of its contract', async () => {
    renderPage(<InterfacesPage />, '/');
    const row = (await screen.findByText('orders-events')).closest('tr')!;
    expect(row).toHaveTextContent('commerce-legacy (not in the catalog)');
    expect(
      within(row).getAllByRole('link', { name: 'Payments' })[0],
    ).toBeVisible();
    expect(row).toHaveTextContent('not stated');
    expect(
      (await screen.findByText('identity')).closest('tr'),
    ).toHaveTextContent('OpenID Connect, docs/identity.md');
  });

  it('opens to the consumers, and says which of them the provider does not name', async () => {
    renderPage(<InterfacesPage />, '/');
    await userEvent.click(
      await screen.findByRole('button', { name: '2 consumers of fraud-api' }),
    );
    const consumers = within(
      screen.getByRole('list', { name: 'Consumers of fraud-api' }),
    ).getAllByRole('listitem');
    expect(consumers).toHaveLength(2);
    expect(consumers[0]).not.toHaveTextContent('not named by the provider');
    expect(consumers[1]).toHaveTextContent(
      /checkout-api.*hard.*declared.*not named by the provider/,
    );
    expect(queryOf(screen.getByTestId('url')).get('open')).toBe(
      'api:default/fraud-api',
    );
  });

  it('narrows to what lacks something, with the count of each', async () => {
    renderPage(<InterfacesPage />, '/?lacking=api');
    await screen.findByText('identity');
    expect(screen.queryByText('fraud-api')).not.toBeInTheDocument();
    const select = screen.getByRole('combobox', { name: 'Show' });
    expect(select).toHaveValue('api');
    await userEvent.selectOptions(select, 'without a contract (2)');
    await waitFor(() => expect(screen.getByText('fraud-api')).toBeVisible());
    expect(queryOf(screen.getByTestId('url')).get('lacking')).toBe('contract');
  });

  it('says what to do where teams do not meet', async () => {
    answer('/v1/interfaces', { ...interfacePage, items: [], total: 0 });
    renderPage(<InterfacesPage />, '/');
    expect(
      await screen.findByText('No interface between teams is in view'),
    ).toBeVisible();
  });

  it('tells a reader without the permission which one it takes', async () => {
    refuse('/v1/interfaces', 403, 'Unauthorized');
    renderPage(<InterfacesPage />, '/');
    expect(await screen.findByText('coupling.finding.read')).toBeVisible();
  });
});
