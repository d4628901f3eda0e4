import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { finding, findings } from '../../__fixtures__/harbor';
import { standing } from '../../__fixtures__/harborDecisions';
import { queryOf, renderPage } from '../../__testUtils__/renderPage';
import {
  BASE_URL,
  answer,
  recordQueries,
  refuse,
  server,
} from '../../__testUtils__/server';
import { RisksPage } from './RisksPage';

registerMswTestHooks(server);

const url = () => queryOf(screen.getByTestId('url'));

async function rows(): Promise<HTMLElement[]> {
  await screen.findAllByText(/config-push fells|fraud-api: 3 consuming/);
  return screen.getAllByRole('row').slice(1);
}

const noFindings = {
  items: [],
  total: 0,
  headline: 'No open risk',
  hidden: 0,
  facets: {
    team: [],
    category: [],
    severity: [],
    status: [],
    grade: [],
    rule: [],
  },
};

describe('the Risks page', () => {
  it('lists findings worst first in two lines: what, then category, status and teams', async () => {
    renderPage(<RisksPage />, '/');
    const [first] = await rows();
    expect(first).toHaveTextContent(/critical/);
    expect(first).toHaveTextContent('config-push fells 48 of 64 entities');
    expect(first).toHaveTextContent(/Shared dependency · Open ·/);
    expect(first).toHaveTextContent('tested');
    expect(first).toHaveTextContent('103 d');
    expect(
      await within(first).findByRole('link', { name: 'Runtime Platform' }),
    ).toHaveAttribute('href', '/coupling/risks?team=runtime-platform');
    expect(
      screen.getByRole('heading', {
        name: '11 open risks, 3 of them critical',
      }),
    ).toBeVisible();
  });

  it('puts a filter into the address and asks the backend for it', async () => {
    const queries = recordQueries('/v1/findings');
    renderPage(<RisksPage />, '/');
    await rows();
    await userEvent.click(screen.getByRole('checkbox', { name: /Conway/ }));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(3));
    expect(url().getAll('category')).toEqual(['conway']);
    expect(queries[queries.length - 1].getAll('category')).toEqual(['conway']);
  });

  it('takes all filters from the address', async () => {
    const queries = recordQueries('/v1/findings');
    renderPage(
      <RisksPage />,
      '/?team=payments&children=1&severity=high&status=open&status=regressed&grade=declared&q=fraud&sort=-age',
    );
    const shown = await rows();
    expect(shown).toHaveLength(1);
    expect(
      await screen.findByRole('checkbox', { name: 'Payments' }),
    ).toBeChecked();
    expect(
      screen.getByRole('checkbox', { name: 'Checkout' }),
    ).not.toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'high' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'New' })).not.toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'Came back' })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'declared' })).toBeChecked();
    expect(screen.getByRole('searchbox')).toHaveValue('fraud');
    expect(Object.fromEntries(queries[0])).toMatchObject({
      team: 'group:default/payments',
      children: 'true',
      severity: 'high',
      grade: 'declared',
      q: 'fraud',
      sort: '-age',
    });
    expect(queries[0].getAll('status')).toEqual(['open', 'regressed']);
  });

  // By label and text: to look by role takes long where there is as much as here.
  it('narrows to a system or domain, and finds one that is not among the first', async () => {
    const queries = recordQueries('/v1/findings');
    renderPage(<RisksPage />, '/?domain=domain:default/retail');
    await rows();
    expect(screen.getByLabelText('Retail')).toBeChecked();
    expect(screen.queryByLabelText('Refunds')).not.toBeInTheDocument();
    await userEvent.click(screen.getByText('2 more systems'));
    await userEvent.click(screen.getByLabelText('Refunds'));
    await waitFor(() =>
      expect(Object.fromEntries(queries[queries.length - 1])).toMatchObject({
        domain: 'domain:default/retail',
        system: 'system:default/refunds',
      }),
    );
    expect(url().get('system')).toBe('system:default/refunds');
    await userEvent.click(screen.getByText('Fewer'));
    expect(screen.getByLabelText('Refunds')).toBeChecked();
  });

  it('reads nonsense in the address as no filter', async () => {
    const queries = recordQueries('/v1/findings');
    renderPage(
      <RisksPage />,
      '/?severity=dreadful&sort=%00&page=-3&grade=__proto__&category=constructor',
    );
    expect(await rows()).toHaveLength(findings.length);
    expect([...queries[0].keys()].sort()).toEqual(['limit', 'sort']);
  });

  it('says beside each filter what it would give, and narrows to it by its number', async () => {
    renderPage(<RisksPage />, '/');
    await rows();
    const severity = screen.getByRole('group', { name: 'Severity' });
    await userEvent.click(
      within(severity).getByRole('button', { name: 'Only this: 3 findings' }),
    );
    await waitFor(() => expect(url().getAll('severity')).toEqual(['critical']));
  });

  it('counts child teams as their parent: choosing the parent chooses them', async () => {
    renderPage(<RisksPage />, '/');
    await rows();
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Commerce' }),
    );
    expect(url().getAll('team')).toEqual(['commerce']);
    for (const name of ['Checkout', 'Payments', 'Fulfilment']) {
      expect(screen.getByRole('checkbox', { name })).toBeChecked();
    }
    await userEvent.click(screen.getByRole('checkbox', { name: 'Payments' }));
    expect(url().getAll('team')).toEqual([
      'checkout',
      'catalog-search',
      'fulfilment',
    ]);
  });

  it('searches after a pause in typing, without a step back for every letter', async () => {
    const queries = recordQueries('/v1/findings');
    renderPage(<RisksPage />, '/');
    await rows();
    await userEvent.type(screen.getByRole('searchbox'), 'fraud');
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
    expect(url().get('q')).toBe('fraud');
    expect(queries.map(query => query.get('q'))).not.toContain('fr');
  });

  it('sorts by a column, and the other way round at the second click', async () => {
    renderPage(<RisksPage />, '/');
    await rows();
    const head = screen.getByRole('button', { name: /Open for/ });
    await userEvent.click(head);
    expect(url().get('sort')).toBe('-age');
    expect(
      screen.getByRole('columnheader', { name: /Open for/ }),
    ).toHaveAttribute('aria-sort', 'descending');
    expect((await rows())[0]).toHaveTextContent('refunds works end to end');
    await userEvent.click(screen.getByRole('button', { name: /Open for/ }));
    expect(url().get('sort')).toBe('age');
    expect(
      screen.getByRole('columnheader', { name: /Open for/ }),
    ).toHaveAttribute('aria-sort', 'ascending');
  });

  it('pages by cursor, both in the address, and a filter leads back to the first page', async () => {
    const many = Array.from({ length: 25 }, (_, i) =>
      finding({
        id: `f${i}`,
        rule: 'hub',
        category: 'shared-dependency',
        severity: 'low',
        title: `fraud-api ${i}`,
      }),
    );
    answer('/v1/findings', {
      ...noFindings,
      items: many,
      total: 60,
      nextCursor: 'abc',
    });
    renderPage(<RisksPage />, '/');
    expect(await screen.findByText('1–25 of 60')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('26–50 of 60')).toBeVisible();
    expect(url().get('page')).toBe('2');
    expect(url().get('cursor')).toBe('abc');

    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(await screen.findByText('1–25 of 60')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'low' }));
    expect(url().get('page')).toBeNull();
    expect(url().get('cursor')).toBeNull();
  });

  it('begins at the first page when a link holds a place that the list no longer has', async () => {
    server.use(
      http.get(`${BASE_URL}/v1/findings`, ({ request }) =>
        new URL(request.url).searchParams.has('cursor')
          ? HttpResponse.json(
              { error: { name: 'InputError', message: 'unknown cursor' } },
              { status: 400 },
            )
          : undefined,
      ),
    );
    renderPage(<RisksPage />, '/?page=3&cursor=old&severity=high');
    await screen.findByText('1–4 of 4');
    expect(url().toString()).toBe('severity=high');
  });

  it('moves between rows with the arrows, opens one with Enter, and gives the focus back on Escape', async () => {
    renderPage(<RisksPage />, '/');
    const [first, second] = await rows();
    first.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(second).toHaveFocus();

    await userEvent.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog', {
      name: /status-page and pager/,
    });
    expect(url().get('finding')).toBe('recovery-77b2');
    expect(drawer.contains(document.activeElement)).toBe(true);

    for (let i = 0; i < 12; i += 1) {
      await userEvent.tab();
      expect(
        screen
          .getByRole('dialog')
          .parentElement!.contains(document.activeElement),
      ).toBe(true);
    }

    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(url().get('finding')).toBeNull();
    expect(second).toHaveFocus();
  });

  it('opens the finding of the address, with its path, evidence, reach and what would change it', async () => {
    renderPage(<RisksPage />, '/?finding=hub-4a1c');
    const drawer = within(
      await screen.findByRole('dialog', { name: /config-push fells 48/ }),
    );
    const why = within(drawer.getByRole('region', { name: 'Why' }));
    expect(why.getAllByRole('listitem').map(step => step.textContent)).toEqual([
      expect.stringMatching(/config-push.*pushes each change.*observed/),
      expect.stringMatching(/feature-flags.*read on every request.*declared/),
      expect.stringMatching(/checkout-api.*is part of/),
      expect.stringMatching(/checkout/),
    ]);
    expect(why.getByRole('link', { name: 'feature-flags' })).toHaveAttribute(
      'href',
      '/catalog/default/component/feature-flags',
    );
    expect(drawer.getByText(/INC-2317 stopped all five/)).toBeVisible();
    expect(drawer.getByText('17 d')).toBeVisible();
    expect(drawer.getByText('reach 20 of 64 entities: +3')).toBeVisible();
    expect(drawer.getByText('Slow the push to 10 min')).toBeVisible();
  });

  it('says that a finding is gone instead of failing', async () => {
    renderPage(<RisksPage />, '/?finding=gone');
    expect(await screen.findByText('There is no such finding')).toBeVisible();
  });

  it('shows names from the catalog as text, whatever they hold', async () => {
    const hostile = '<img src=x onerror="window.hit = 1">\u202e\u0000__proto__';
    answer('/v1/findings', {
      ...noFindings,
      items: [
        finding({
          id: 'x',
          rule: 'hub',
          category: 'shared-dependency',
          severity: 'high',
          title: `fraud-api ${hostile}`,
          teams: ['__proto__', 'not a ref ::', 'group:default/<b>x</b>'],
        }),
      ],
      total: 1,
    });
    answer('/v1/findings/x', {
      ...finding({
        id: 'x',
        rule: '<script>',
        category: 'shared-dependency',
        severity: 'high',
        title: hostile,
      }),
      subjects: ['constructor', hostile],
      steps: [
        {
          ref: hostile,
          teams: [['javascript', 'alert(1)'].join(':')],
          coupling: hostile,
        },
        { ref: 'component:default/__proto__', teams: [] },
      ],
    });
    renderPage(<RisksPage />, '/?finding=x');
    const drawer = await screen.findByRole('dialog', { name: /<img/ });
    expect(drawer.querySelector('img, script, b')).toBeNull();
    expect(within(drawer).getAllByText(/<img src=x/).length).toBeGreaterThan(1);
    for (const link of drawer.querySelectorAll('a')) {
      expect(link.getAttribute('href')).toMatch(/^\//);
    }
    expect((window as { hit?: number }).hit).toBeUndefined();
  });

  it('says which filters give nothing and clears them', async () => {
    renderPage(<RisksPage />, '/?q=nothing-has-this-name');
    expect(
      await screen.findByText('Nothing passes these filters'),
    ).toBeVisible();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await rows()).toHaveLength(findings.length);
    expect([...url().keys()]).toEqual([]);
  });

  it('does not call a catalog without findings safe', async () => {
    answer('/v1/findings', noFindings);
    renderPage(<RisksPage />, '/');
    expect(await screen.findByText('No open finding')).toBeVisible();
    expect(
      screen.getByText(/what nobody declared cannot be found/),
    ).toBeVisible();
  });

  it('tells a reader without the permission which one it takes', async () => {
    refuse('/v1/findings', 403, 'Unauthorized');
    renderPage(<RisksPage />, '/');
    expect(await screen.findByText('coupling.finding.read')).toBeVisible();
  });

  it('says where each stands, and shows what is accepted muted but never hidden', async () => {
    const [first, second, third, fourth] = findings;
    answer('/v1/findings', {
      ...noFindings,
      items: [
        standing(first, {
          state: 'accepted',
          because: 'Accepted until 2026-12-31 by user:default/mara: known',
          until: '2026-12-31',
        }),
        standing(second, {
          state: 'lapsed',
          because: 'Accepted until 2026-11-01, which is over',
        }),
        standing(third, { state: 'still-found', because: 'x' }),
        fourth,
      ],
      total: 4,
      facets: {
        ...noFindings.facets,
        standing: [
          { value: 'undecided', count: 1 },
          { value: 'accepted', count: 1 },
          { value: 'lapsed', count: 1 },
          { value: 'still-found', count: 1 },
        ],
      },
    });
    renderPage(<RisksPage />, '/');
    const shown = await rows();
    expect(shown).toHaveLength(4);
    expect(shown[0]).toHaveTextContent(/Accepted until 31 Dec 2026/);
    expect(shown[0]).toHaveAttribute('data-aside');
    expect(shown[1]).toHaveTextContent(
      /Lapsed: Accepted until 1 Nov 2026, which is over/,
    );
    expect(shown[1]).not.toHaveAttribute('data-aside');
    expect(shown[2]).toHaveTextContent(/Said to be mended, still found/);
    expect(shown[3]).not.toHaveTextContent(/Undecided/);
    expect(
      screen.getByText(/of them accepted until their date/).parentElement,
    ).toHaveTextContent(
      /4 findings, 1 of them accepted until their date: 3 without\./,
    );
  });

  it('filters by where findings stand, in the address', async () => {
    const queries = recordQueries('/v1/findings');
    renderPage(<RisksPage />, '/?standing=lapsed&standing=overdue&standing=x');
    expect(
      await screen.findByText('Nothing passes these filters'),
    ).toBeVisible();
    expect(queries[0].getAll('standing')).toEqual(['lapsed', 'overdue']);
    const stands = screen.getByRole('group', { name: 'Stands' });
    expect(
      within(stands).getByRole('checkbox', { name: 'Lapsed' }),
    ).toBeChecked();
    await userEvent.click(
      within(stands).getByRole('checkbox', { name: 'Lapsed' }),
    );
    expect(url().getAll('standing')).toEqual(['overdue']);
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await rows()).toHaveLength(findings.length);
    expect([...url().keys()]).toEqual([]);
  });

  it('narrows to what is accepted by its number', async () => {
    const [first, ...others] = findings;
    answer('/v1/findings', {
      ...noFindings,
      items: [
        standing(first, { state: 'not-a-risk', because: 'x' }),
        ...others,
      ],
      total: findings.length,
      facets: {
        ...noFindings.facets,
        standing: [
          { value: 'undecided', count: others.length },
          { value: 'not-a-risk', count: 1 },
        ],
      },
    });
    renderPage(<RisksPage />, '/?page=2&cursor=abc');
    await rows();
    await userEvent.click(
      screen.getByRole('button', { name: '1 finding agreed to be no risk' }),
    );
    expect(url().toString()).toBe('standing=not-a-risk');
  });

  it('exports what the filters give, in the format asked for', async () => {
    const queries = recordQueries('/v1/findings/export');
    const createObjectURL = jest.fn(() => 'blob:findings');
    Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() });
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => undefined);
    renderPage(<RisksPage />, '/?team=checkout&severity=high&page=2&cursor=0');
    await screen.findByText(/fraud-api: 3 consuming/);
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Markdown' }),
    );
    await waitFor(() => expect(click).toHaveBeenCalled());
    expect(Object.fromEntries(queries[0])).toEqual({
      team: 'group:default/checkout',
      children: 'true',
      severity: 'high',
      format: 'markdown',
    });
    click.mockRestore();
  });
});
