import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  checkoutScorecard,
  scorecardPage,
  unstatedScorecard,
} from '../../scorecard/__fixtures__/harborScorecards';
import { queryOf, renderPage } from '../../__testUtils__/renderPage';
import {
  answer,
  recordQueries,
  refuse,
  server,
} from '../../__testUtils__/server';
import { ScorecardsPage } from './ScorecardsPage';

registerMswTestHooks(server);

const CHECKOUT = '/?ref=system:default/checkout';

const list = async () =>
  within(await screen.findByRole('table', { name: 'Scorecards' }));

const promises = async () =>
  within(await screen.findByRole('table', { name: 'Promises of Checkout' }));

describe('the list of scorecards', () => {
  it('opens with the finding, and says of each what it says, does and breaks on', async () => {
    renderPage(<ScorecardsPage />, '/');
    expect(
      await screen.findByRole('heading', { name: /4 of 9 promises/ }),
    ).toBeVisible();
    const row = (await list()).getByRole('row', { name: /^S?.*Checkout/ });
    expect(row).toHaveTextContent(
      /Take an order.*Stops whenever config-push does.*3 contradicted1 unproven1 kept.*retail-client/,
    );
    expect(screen.getByText(/12 entities that others need/)).toBeVisible();
  });

  it('is narrowed by verdict, kind, name and team through the address', async () => {
    const queries = recordQueries('/v1/scorecards');
    renderPage(
      <ScorecardsPage />,
      '/?team=payments&kind=entity&verdict=unproven',
    );
    expect((await list()).getByText('ledger')).toBeVisible();
    expect((await list()).queryByText('Checkout')).toBeNull();
    expect(Object.fromEntries(queries[0])).toMatchObject({
      team: 'group:default/payments',
      children: 'true',
      kind: 'entity',
      verdict: 'unproven',
    });
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Verdict' }),
      'kept',
    );
    expect(queryOf(screen.getByTestId('url')).get('verdict')).toBe('kept');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear filters' }),
    );
    expect(
      (await list()).getByText('Delivery', { selector: 'b *' }),
    ).toBeVisible();
  });

  it('leads to the promises of a verdict, to one scorecard, and to the roll-ups', async () => {
    renderPage(<ScorecardsPage />, '/');
    expect(
      await screen.findByRole('link', { name: '4 contradicted' }),
    ).toHaveAttribute('href', '/coupling/scorecards?verdict=contradicted');
    expect(
      (await list()).getByRole('link', { name: 'ledger' }),
    ).toHaveAttribute(
      'href',
      '/coupling/scorecards?ref=component%3Adefault%2Fledger',
    );
    expect(screen.getByRole('link', { name: 'the platform' })).toHaveAttribute(
      'href',
      '/coupling/scorecards?ref=platform',
    );
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'a team:' }),
      'Checkout',
    );
    expect(screen.getByTestId('url')).toHaveTextContent(
      '/coupling/scorecards?ref=group%3Adefault%2Fcheckout',
    );
  });

  it('shows how to state a purpose where nobody did', async () => {
    answer('/v1/scorecards', {
      ...scorecardPage(new URLSearchParams('q=nothing')),
      headline: 'No purpose is stated',
    });
    renderPage(<ScorecardsPage />, '/');
    expect(
      await screen.findByText('Nobody states a purpose yet'),
    ).toBeVisible();
    expect(screen.getByText(/posiwid.dev\/claims: \|/)).toBeVisible();
  });

  it('has a state for a failure and for readers without the permission', async () => {
    refuse('/v1/scorecards', 400, 'q is not readable');
    const failed = renderPage(<ScorecardsPage />, '/');
    expect(await screen.findByText('q is not readable')).toBeVisible();
    failed.unmount();
    refuse('/v1/scorecards', 403, 'no');
    renderPage(<ScorecardsPage />, '/');
    expect(await screen.findByText(/You may not read/)).toBeVisible();
  });
});

describe('a scorecard', () => {
  it('holds each promise against what was seen: picture, verdict, evidence, coupling and move', async () => {
    renderPage(<ScorecardsPage />, CHECKOUT);
    const row = (await promises())
      .getByText('Survives loss of a region')
      .closest('tr')!;
    expect(
      within(row).getByRole('img', { name: /Oct 2026 55, Nov 2026 24$/ }),
    ).toBeVisible();
    expect(row).toHaveTextContent(/contradicted3 of 12 months over/);
    expect(row).toHaveTextContent(/tested, /);
    expect(
      within(row).getAllByRole('link', { name: 'config-push' })[0],
    ).toHaveAttribute('href', '/catalog/default/component/config-push');
    expect(row).toHaveTextContent('retires 6 findings · rule');
  });

  it('never shows what nothing tested as kept or failed', async () => {
    renderPage(<ScorecardsPage />, CHECKOUT);
    const row = (await promises())
      .getByText('Works while search-api is down')
      .closest('tr')!;
    expect(within(row).getByRole('img', { name: /^No data/ })).toBeVisible();
    expect(row).toHaveTextContent(/unproven/);
    expect(row).toHaveTextContent(/nothing was observed/);
    expect(row).not.toHaveTextContent(/kept/);
  });

  it('opens the observations behind a verdict, and keeps that in the address', async () => {
    renderPage(<ScorecardsPage />, CHECKOUT);
    await userEvent.click(
      (await promises()).getByRole('button', { name: /^3 of 12 months over/ }),
    );
    const drawer = await screen.findByRole('dialog');
    const table = await within(drawer).findByRole('table', {
      name: 'Observations',
    });
    expect(table).toHaveTextContent(/13 Oct 2026 09:52.*checkout-api.*52 min/);
    expect(
      within(table).getByRole('link', { name: 'postmortem' }),
    ).toHaveAttribute('href', 'https://wiki.test/INC-2291');
    expect(drawer).toHaveTextContent(
      '1 observation is no longer kept, or of what you may not read.',
    );
    expect(queryOf(screen.getByTestId('url')).get('promise')).toBe(
      'availability >= 99.95% over 30d',
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(queryOf(screen.getByTestId('url')).get('promise')).toBeNull();
  });

  it('leads to the observations that are not listed', async () => {
    renderPage(<ScorecardsPage />, CHECKOUT);
    await userEvent.click(
      (await promises()).getByRole('button', { name: /^21 of 26 hours/ }),
    );
    const drawer = within(await screen.findByRole('dialog'));
    const rest = await drawer.findByRole('link', {
      name: '47 observations, in Evidence',
    });
    const to = new URL(rest.getAttribute('href')!, 'http://portal.test');
    expect(to.pathname).toBe('/coupling/evidence');
    expect(Object.fromEntries(to.searchParams)).toEqual({
      kind: 'deployment',
      entity: 'system:default/storefront',
    });
  });

  it('opens from each clause of what it does the evidence it was read from', async () => {
    renderPage(<ScorecardsPage />, CHECKOUT);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Stops whenever config-push does',
      }),
    );
    expect(await screen.findByRole('dialog')).toHaveAccessibleName(
      'Survives loss of a region',
    );
  });

  it('says that a promise of a link is gone', async () => {
    renderPage(<ScorecardsPage />, `${CHECKOUT}&promise=reworded`);
    expect(await screen.findByText('There is no such promise')).toBeVisible();
  });

  it('has five properties with their numbers in words, drivers and the worst', async () => {
    renderPage(<ScorecardsPage />, CHECKOUT);
    const section = within(
      await screen.findByRole('region', { name: 'What emerges' }),
    );
    const items = section.getAllByRole('listitem');
    expect(items).toHaveLength(5);
    expect(items[0]).toHaveTextContent(
      /Availability99.97 %162 min lost.*driven by config-push, 64 of 162 min.*worst: checkout-api 99.91 %/,
    );
    expect(items[2]).toHaveTextContent(/18 %fail; 13–26 % at 136 deployments/);
    expect(
      within(items[2]).getByRole('img', {
        name: /Dec 2025 15 % \(11–21 %\)/,
      }),
    ).toBeVisible();
    expect(
      within(items[3]).getByRole('img', { name: /12 Feb 2026 41 min/ }),
    ).toBeVisible();
    expect(items[4]).toHaveTextContent(/–no deployment was observed/);
    expect(items[4]).toHaveTextContent('no data');
    expect(
      within(items[0]).getByRole('link', { name: /7 observations/ }),
    ).toHaveAttribute(
      'href',
      '/coupling/evidence?kind=incident&entity=system%3Adefault%2Fcheckout',
    );
  });

  it('says on how many couplings each mechanism is known, and how', async () => {
    renderPage(<ScorecardsPage />, CHECKOUT);
    const section = within(
      await screen.findByRole('region', {
        name: 'Mechanisms on its 18 hard couplings',
      }),
    );
    expect(
      section.getByRole('img', {
        name: 'circuit-breaker: 3 observed, 9 inherited, 2 stated, 4 unknown, of 18',
      }),
    ).toBeVisible();
    expect(
      section.getByText('circuit breaker').parentElement,
    ).toHaveTextContent('14');
    expect(screen.getByText(/never turns a row green/)).toBeVisible();
  });

  it('of the platform lists what it is made of, the worst first', async () => {
    renderPage(<ScorecardsPage />, '/?ref=platform');
    const table = await screen.findByRole('table', {
      name: 'Scorecards of what The whole platform is made of',
    });
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent('Checkout');
    expect(screen.queryByText('Says', { selector: 'dt' })).toBeNull();
  });

  it('invites to state a purpose where none is', async () => {
    answer('/v1/scorecards/by-ref', unstatedScorecard);
    renderPage(<ScorecardsPage />, CHECKOUT);
    expect(await screen.findByText('no purpose is stated')).toBeVisible();
    expect(screen.getByText(/posiwid.dev\/claims: \|/)).toBeVisible();
  });

  it('that does not exist says so, and one that failed can be read again', async () => {
    const gone = renderPage(<ScorecardsPage />, '/?ref=component:default/gone');
    expect(
      await screen.findByText('There is no scorecard of this'),
    ).toBeVisible();
    gone.unmount();
    refuse('/v1/scorecards/by-ref', 400, 'no ref');
    renderPage(<ScorecardsPage />, CHECKOUT);
    const again = await screen.findByRole('button', { name: 'Try again' });
    answer('/v1/scorecards/by-ref', checkoutScorecard);
    await userEvent.click(again);
    expect(await promises()).toBeDefined();
  });

  it('shows markup in purposes and titles as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    answer('/v1/scorecards/by-ref', {
      ...checkoutScorecard,
      title: hostile,
      stated: { text: hostile, by: [] },
      does: hostile,
    });
    const { container } = renderPage(<ScorecardsPage />, CHECKOUT);
    expect((await screen.findAllByText(hostile)).length).toBeGreaterThan(1);
    expect(container.querySelector('img[src="x"]')).toBeNull();
  });
});
