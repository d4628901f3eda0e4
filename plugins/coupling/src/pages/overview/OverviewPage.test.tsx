import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { overview, status } from '../../__fixtures__/harbor';
import { queryOf, renderPage } from '../../__testUtils__/renderPage';
import {
  answer,
  recordQueries,
  refuse,
  server,
} from '../../__testUtils__/server';
import { OverviewPage } from './OverviewPage';

registerMswTestHooks(server);

describe('the Overview', () => {
  it('opens with the sentence that the backend computed', async () => {
    renderPage(<OverviewPage />, '/');
    expect(
      await screen.findByRole('heading', {
        name: 'Two changes would retire 5 of the 11 open findings',
      }),
    ).toBeVisible();
    expect(await screen.findByText(/Analysed 12 min ago/)).toHaveTextContent(
      '64 entities, 166 couplings, 8 teams. Analysed 12 min ago.',
    );
  });

  it('shows one mark for each open finding, worst first, and opens it', async () => {
    renderPage(<OverviewPage />, '/');
    const row = await screen.findByRole('row', { name: /Shared dependency/ });
    const marks = within(row)
      .getAllByRole('link')
      .filter(link => /:/.test(link.getAttribute('aria-label') ?? ''));
    expect(marks.map(mark => mark.getAttribute('aria-label'))).toEqual([
      expect.stringMatching(/^critical: config-push/),
      expect.stringMatching(/^critical: status-page/),
      expect.stringMatching(/^critical: identity/),
      expect.stringMatching(/^high: everything between/),
    ]);

    await userEvent.click(marks[0]);
    const drawer = await screen.findByRole('dialog', {
      name: /config-push fells 48/,
    });
    expect(drawer).toBeVisible();
    expect(queryOf(screen.getByTestId('url')).get('finding')).toBe('hub-4a1c');
  });

  it('links every count to the risks behind it, within the chosen team', async () => {
    renderPage(<OverviewPage />, '/?team=checkout');
    const row = await screen.findByRole('row', { name: /Conway/ });
    expect(within(row).getByRole('link', { name: '2' })).toHaveAttribute(
      'href',
      '/coupling/risks?team=checkout&children=1&category=conway',
    );
  });

  it('counts open findings with and without what was accepted, and links what no longer holds', async () => {
    answer('/v1/overview', {
      ...overview,
      standings: [
        { value: 'undecided', count: 3 },
        { value: 'accepted', count: 2 },
        { value: 'lapsed', count: 4 },
        { value: 'overdue', count: 2 },
      ],
    });
    renderPage(<OverviewPage />, '/?team=checkout');
    const lapsed = await screen.findByRole('link', {
      name: '4 acceptances lapsed',
    });
    expect(lapsed).toHaveAttribute(
      'href',
      '/coupling/risks?team=checkout&children=1&standing=lapsed',
    );
    expect(
      screen.getByRole('link', { name: '2 assignments overdue' }),
    ).toBeVisible();
    expect(lapsed.closest('div')).toHaveTextContent(
      '11 findings, 2 of them accepted until their date: 9 without. 4 acceptances lapsed, 2 assignments overdue.',
    );
  });

  it('says nothing of decisions where none were taken', async () => {
    answer('/v1/overview', {
      ...overview,
      standings: [{ value: 'undecided', count: 11 }],
    });
    renderPage(<OverviewPage />, '/');
    await screen.findByRole('heading', { name: /Two changes/ });
    expect(screen.queryByText(/without\./)).not.toBeInTheDocument();
    expect(screen.queryByText(/lapsed|overdue/)).not.toBeInTheDocument();
  });

  it('lists shared dependencies with the reach that the numbers say', async () => {
    renderPage(<OverviewPage />, '/');
    expect(
      await screen.findByRole('link', {
        name: '48 entities fail with config-push',
      }),
    ).toHaveAttribute(
      'href',
      '/coupling/map?entity=component%3Adefault%2Fconfig-push',
    );
    expect(
      screen.getAllByRole('img', { name: '48 of 64 fail, 4 degrade' })[0],
    ).toBeInTheDocument();
    expect(screen.getByText('By change rather than at run time')).toBeVisible();
    expect(
      screen.getAllByRole('img', { name: '41 of 64 take its changes' })[0],
    ).toBeInTheDocument();
  });

  it('lists a change that answers no finding too, and names the findings of one that does', async () => {
    renderPage(<OverviewPage />, '/');
    expect(
      await screen.findByText(/Let status-page and pager sign in/),
    ).toBeVisible();

    await userEvent.click(
      screen.getByRole('button', { name: '2 findings that it answers' }),
    );
    expect(
      await screen.findByRole('link', {
        name: /^orders-events has 4 consuming/,
      }),
    ).toBeVisible();
  });

  it('draws no course over time from a single analysis', async () => {
    answer('/v1/overview', { ...overview, trend: overview.trend.slice(-1) });
    renderPage(<OverviewPage />, '/');
    await screen.findByText('Open findings by category');
    expect(screen.queryByText(/ wk$/)).not.toBeInTheDocument();
  });

  it('says how much of the map is seen, and what the view leaves out', async () => {
    answer('/v1/overview', { ...overview, hidden: 4 });
    renderPage(<OverviewPage />, '/');
    expect(await screen.findByText('5 / 14')).toBeVisible();
    expect(
      screen.getByText(/What this view leaves out: .*4 that you may not read/),
    ).toBeVisible();
  });

  it('asks for the team of the address, in full', async () => {
    const queries = recordQueries('/v1/overview');
    renderPage(<OverviewPage />, '/?team=commerce&children=1');
    await screen.findByRole('heading', { name: /Two changes/ });
    expect(queries[0].getAll('team')).toEqual(['group:default/commerce']);
    expect(queries[0].get('children')).toBe('true');
  });

  it('offers the first analysis when there was none', async () => {
    const { analysis: _, ...before } = overview;
    answer('/v1/overview', { ...before, entities: 0 });
    answer('/v1/status', { stale: false, mayAnalyse: true });
    renderPage(<OverviewPage />, '/');
    expect(
      await screen.findByText('Nothing has been analysed yet'),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Analyse now' }),
    ).toBeEnabled();
  });

  it('shows how far an analysis is, and reads again when it is done', async () => {
    answer('/v1/status', {
      ...status,
      running: {
        startedAt: status.analysis!.at,
        phase: 'scan',
        done: 1200,
        total: 4000,
      },
    });
    const queries = recordQueries('/v1/overview');
    renderPage(<OverviewPage />, '/');
    expect(
      await screen.findByText(/Reading the catalog, 1,200 of 4,000/),
    ).toBeVisible();
    await screen.findByRole('heading', { name: /Two changes/ });
    expect(queries).toHaveLength(1);

    answer('/v1/overview', { ...overview, headline: 'One thing has changed' });
    answer('/v1/status', {
      ...status,
      analysis: { ...status.analysis, id: 'analysis-2' },
    });
    expect(
      await screen.findByRole('heading', { name: 'One thing has changed' }),
    ).toBeVisible();
    expect(queries).toHaveLength(2);
  });

  it('says how old the map is when the newest analysis failed', async () => {
    answer('/v1/status', {
      ...status,
      stale: true,
      analysis: { ...status.analysis, ageSeconds: 7 * 3600 },
      lastFailure: { at: status.analysis!.at, message: 'catalog answered 500' },
    });
    renderPage(<OverviewPage />, '/');
    expect(
      await screen.findByText(
        /newest analysis failed. What you see is from 7 h ago. catalog answered 500/,
      ),
    ).toBeVisible();
  });

  it('names what the map leaves out behind its number', async () => {
    renderPage(<OverviewPage />, '/');
    const number = await screen.findByRole('button', {
      name: '60 / 64, 4 left out',
    });
    expect(screen.queryByText('labels-api')).not.toBeInTheDocument();
    await userEvent.click(number);
    expect(screen.getByRole('link', { name: 'labels-api' })).toBeVisible();
  });

  it('offers no analysis to readers who may not start one', async () => {
    answer('/v1/status', { ...status, mayAnalyse: false });
    renderPage(<OverviewPage />, '/');
    await screen.findByText(/Analysed 12 min ago/);
    expect(
      screen.queryByRole('button', { name: 'Analyse now' }),
    ).not.toBeInTheDocument();
  });

  it('tells a reader without the permission which one it takes', async () => {
    refuse('/v1/overview', 403, 'Unauthorized');
    renderPage(<OverviewPage />, '/');
    expect(await screen.findByText('coupling.finding.read')).toBeVisible();
  });

  it('shows what failed and tries again', async () => {
    refuse('/v1/overview', 500, 'the database is away');
    renderPage(<OverviewPage />, '/');
    expect(
      await screen.findByText(/the database is away/, {}, { timeout: 4_000 }),
    ).toBeVisible();

    answer('/v1/overview', overview);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: /Two changes/ }),
    ).toBeVisible();
  });
});
