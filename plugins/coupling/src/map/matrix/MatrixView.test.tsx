import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, within, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Matrix } from '@posiwid/backstage-plugin-coupling-common';
import { harborTeams } from '../__fixtures__/harborMatrix';
import {
  answer,
  hang,
  harborServer,
  refuse,
  renderPage,
  whereabouts,
} from '../__testUtils__/testApp';
import { MapPage } from '../MapPage';

registerMswTestHooks(harborServer);

/** By its label: asking a grid for a role and a name computes the names of all its cells. */
const cell = (name: RegExp) => screen.getByLabelText(name);
const matrix = () => screen.findByRole('grid');

describe('the matrix', () => {
  it('opens with a computed sentence, and says what it leaves out', async () => {
    renderPage(<MapPage />);
    expect(
      await screen.findByRole('heading', { name: harborTeams.headline }),
    ).toBeVisible();
    expect(screen.getByText(/What this view leaves out/)).toHaveTextContent(
      /inside a team/,
    );
  });

  it('keeps rows and columns in the order of the analysis, under the headings of their parents', async () => {
    renderPage(<MapPage />);
    const grid = await matrix();
    const titles = harborTeams.rows.map(({ title }) => title);
    expect(
      within(grid)
        .getAllByRole('rowheader')
        .map(header => header.textContent),
    ).toEqual(titles);
    expect(
      within(grid)
        .getAllByRole('columnheader')
        .slice(1)
        .map(header => header.getAttribute('aria-label')),
    ).toEqual(titles);
    expect(within(grid).getAllByText('Platform')).toHaveLength(2);
    expect(within(grid).getAllByText('Commerce')).toHaveLength(1);
  });

  it('tells a reader who cannot see a cell everything that its colour, number and marks say', async () => {
    renderPage(<MapPage />);
    await matrix();
    expect(
      cell(/^Checkout needs Payments: 6 couplings, 1 lacking an owner/),
    ).toHaveTextContent('6');
    expect(
      cell(/^Identity needs Payments: 1 coupling.*against the order/),
    ).toBeVisible();
    expect(cell(/^Inside Checkout: 9 couplings$/)).toBeVisible();
    expect(cell(/^Checkout does not need Observability$/)).toHaveTextContent(
      '',
    );
  });

  it('is one stop of the Tab key, in which arrow keys, Home and End move and Enter opens', async () => {
    const user = userEvent.setup();
    renderPage(<MapPage />);
    const grid = await matrix();
    const stops = () =>
      [...grid.querySelectorAll('[data-row]')].filter(
        element => element.getAttribute('tabindex') === '0',
      );
    expect(stops()).toHaveLength(1);

    act(() => cell(/^Inside Observability/).focus());
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toHaveAccessibleName(
      /^Checkout needs Fulfilment: 3/,
    );
    expect(stops()).toEqual([document.activeElement]);
    await user.keyboard('{Home}');
    expect(document.activeElement).toHaveTextContent('Checkout');
    expect(document.activeElement!.tagName).toBe('A');
    await user.keyboard('{End}');
    expect(document.activeElement).toHaveAccessibleName(
      /^Checkout does not need no owner/,
    );
    await user.keyboard('{Control>}{End}{/Control}{Control>}{Home}{/Control}');
    expect(document.activeElement).toHaveTextContent('Observability');
    await user.keyboard('{ArrowUp}{ArrowLeft}');
    expect(document.activeElement).toHaveTextContent('Observability');

    act(() => cell(/^Checkout needs Catalog/).focus());
    await user.keyboard('{ArrowRight}{Enter}');
    expect(whereabouts()).toContain('from=group');
    expect(
      await screen.findByRole('heading', { name: 'Checkout needs Payments' }),
    ).toBeVisible();
    expect(cell(/^Checkout needs Payments/).getAttribute('aria-selected')).toBe(
      'true',
    );
  });

  it('opens from its address what a cell holds: couplings by interface, contract, strength and evidence', async () => {
    renderPage(
      <MapPage />,
      '?from=group:default/checkout&to=group:default/payments',
    );
    const panel = await screen.findByRole('complementary');
    expect(
      await within(panel).findByText('6 couplings over 3 interfaces'),
    ).toBeVisible();
    expect(within(panel).getByText('contract v3')).toBeVisible();
    expect(within(panel).getByText('no contract')).toBeVisible();
    const row = within(panel).getByText('mobile-bff').closest('tr')!;
    expect(row).toHaveTextContent('soft');
    expect(row).toHaveTextContent('declared');
    expect(
      within(panel).getByRole('link', { name: 'Open in Risks' }),
    ).toHaveAttribute('href', '/coupling/risks?team=checkout&team=payments');
  });

  it('opens the finding of a cell in the drawer', async () => {
    const user = userEvent.setup();
    renderPage(
      <MapPage />,
      '?from=group:default/checkout&to=group:default/payments',
    );
    await user.click(
      await screen.findByRole('button', { name: /fraud-api: 3 consuming/ }),
    );
    expect(await screen.findByRole('dialog')).toBeVisible();
    expect(whereabouts()).toContain('finding=undeclared-interface');
  });

  it('holds the same cells in its table, which sorts by every column', async () => {
    const user = userEvent.setup();
    renderPage(<MapPage />);
    const drawn = within(await matrix())
      .getAllByRole('gridcell')
      .filter(element => element.textContent !== '').length;
    await user.click(screen.getByText('Same data as a table'));
    expect(whereabouts()).toContain('table=1');
    const table = screen.getByRole('table', { name: 'Couplings by cell' });
    const rows = () => within(table).getAllByRole('row').slice(1);
    expect(rows()).toHaveLength(drawn);
    expect(rows()).toHaveLength(harborTeams.cells.length);
    expect(rows()[0]).toHaveTextContent(/CheckoutRuntime Platform12/);
    await user.click(within(table).getByText('What'));
    expect(rows()[0]).toHaveTextContent('(inside)');
  });

  it('asks for systems, and for the teams of the filter, and keeps both in the address', async () => {
    const user = userEvent.setup();
    const asked: string[] = [];
    harborServer.use(
      answer('/v1/map/matrix', query => {
        asked.push(query.toString());
        return harborTeams;
      }),
    );
    renderPage(<MapPage />, '?team=commerce');
    await matrix();
    await user.click(screen.getByRole('button', { name: 'Systems' }));
    await waitFor(() => expect(asked.at(-1)).toContain('level=system'));
    expect(asked[0]).toContain('level=team');
    expect(asked.at(-1)).toContain('team=group%3Adefault%2Fcommerce');
    expect(whereabouts()).toMatch(/team=commerce.*level=system/);
  });

  it('shows markup in a title as text', async () => {
    const hostile = '<img src=x onerror=alert(1)> & "Co"';
    harborServer.use(
      answer('/v1/map/matrix', {
        ...harborTeams,
        rows: harborTeams.rows.map((row, i) =>
          i === 1 ? { ...row, title: hostile } : row,
        ),
      }),
    );
    const { container } = renderPage(<MapPage />);
    await matrix();
    expect(screen.getByRole('link', { name: hostile })).toBeVisible();
    expect(container.querySelector('img[src="x"]')).toBeNull();
  });

  it('draws of 200 teams only what is in view, and follows the keyboard to the far corner', async () => {
    const width = jest
      .spyOn(Element.prototype, 'clientWidth', 'get')
      .mockReturnValue(900);
    const height = jest
      .spyOn(Element.prototype, 'clientHeight', 'get')
      .mockReturnValue(600);
    const user = userEvent.setup();
    harborServer.use(answer('/v1/map/matrix', largeMatrix(200)));
    renderPage(<MapPage />);
    const grid = await matrix();
    expect(grid).toHaveAttribute('aria-rowcount', '201');
    const drawn = within(grid).getAllByRole('gridcell').length;
    expect(drawn).toBeGreaterThan(20);
    expect(drawn).toBeLessThan(2_000);

    act(() => cell(/^Inside Team 0:/).focus());
    await user.keyboard('{Control>}{End}{/Control}');
    expect(document.activeElement).toHaveAccessibleName(/^Inside Team 199/);
    expect(within(grid).getAllByRole('gridcell').length).toBeLessThan(2_000);
    width.mockRestore();
    height.mockRestore();
  });

  it('says what to do when there is nothing at this level', async () => {
    harborServer.use(
      answer('/v1/map/matrix', {
        ...harborTeams,
        level: 'domain',
        rows: [],
        cells: [],
        against: [],
      }),
    );
    renderPage(<MapPage />, '?level=domain');
    expect(await screen.findByText('No domains to show')).toBeVisible();
  });

  it('has a state for waiting, one for readers without the permission, and one for failure with a way on', async () => {
    harborServer.use(hang('/v1/map/matrix'));
    const waiting = renderPage(<MapPage />);
    expect(await screen.findByLabelText('Loading')).toBeVisible();
    waiting.unmount();

    harborServer.use(refuse('/v1/map/matrix', 403));
    const forbidden = renderPage(<MapPage />);
    expect(await screen.findByText(/You may not read/)).toBeVisible();
    forbidden.unmount();

    harborServer.use(refuse('/v1/map/matrix', 500));
    renderPage(<MapPage />);
    const retry = await screen.findByRole('button', { name: 'Try again' });
    harborServer.use(answer('/v1/map/matrix', harborTeams));
    await userEvent.click(retry);
    expect(await matrix()).toBeVisible();
  });
});

/** Teams in a ring, each needing the next. */
function largeMatrix(size: number): Matrix {
  const rows = Array.from({ length: size }, (_, i) => ({
    ref: `group:default/team-${i}`,
    title: `Team ${i}`,
    group: `Group ${Math.floor(i / 10)}`,
    needs: 1,
    neededBy: 1,
    entities: 3,
  }));
  const cells = rows.flatMap((_, from) =>
    [from, (from + 1) % size].map(to => ({
      from,
      to,
      couplings: 2,
      interfaces: 1,
      lacking: 0,
      against: to < from,
      findings: 0,
      seen: { declared: 2, observed: 0, both: 0 },
    })),
  );
  return { ...harborTeams, rows, cells, against: [] };
}
