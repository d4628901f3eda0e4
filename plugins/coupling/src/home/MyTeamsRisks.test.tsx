import { identityApiRef } from '@backstage/frontend-plugin-api';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findings, status } from '../__fixtures__/harbor';
import { standing } from '../__fixtures__/harborDecisions';
import { testClient } from '../__testUtils__/renderPage';
import { answer, recordQueries, refuse, server } from '../__testUtils__/server';
import { couplingApiRef } from '../api/couplingApiRef';
import { rootRouteRef } from '../routes';
import { MyTeamsRisks } from './MyTeamsRisks';

registerMswTestHooks(server);

const MINE = ['user:default/mara', 'group:default/Checkout', 'group:default/a'];

function render(ownershipEntityRefs: string[] = MINE) {
  return renderInTestApp(<MyTeamsRisks />, {
    apis: [
      [couplingApiRef, testClient()],
      [identityApiRef, mockApis.identity({ ownershipEntityRefs })],
    ],
    mountedRoutes: { '/coupling': rootRouteRef },
  });
}

const facets = {
  team: [],
  category: [],
  severity: [
    { value: 'critical', count: 2 },
    { value: 'high', count: 1 },
  ],
  status: [],
  standing: [
    { value: 'undecided', count: 1 },
    { value: 'accepted', count: 1 },
    { value: 'lapsed', count: 1 },
    { value: 'overdue', count: 1 },
  ],
  grade: [],
  rule: [],
};

const page = {
  items: [
    standing(findings[0], { state: 'lapsed', because: 'Lapsed: it grew' }),
    findings[1],
    findings[2],
  ],
  total: 3,
  headline: '',
  hidden: 0,
  facets,
};

const TEAMS = 'team=a&team=checkout&children=1';

describe('the risks of my teams', () => {
  it('are asked for by the groups of whoever is signed in, without what was accepted', async () => {
    const queries = recordQueries('/v1/findings');
    render();
    await screen.findByRole('list', { name: 'Worst first' });
    expect(queries[0].getAll('team')).toEqual([
      'group:default/a',
      'group:default/checkout',
    ]);
    expect(queries[0].get('limit')).toBe('3');
    expect(queries[0].getAll('standing')).toContain('lapsed');
    expect(queries[0].getAll('standing')).not.toContain('accepted');
  });

  it('say what is open by severity, what came back, and the worst three', async () => {
    answer('/v1/findings', page);
    render();
    const worst = within(
      await screen.findByRole('list', { name: 'Worst first' }),
    );
    expect(worst.getAllByRole('listitem')).toHaveLength(3);
    expect(worst.getAllByRole('listitem')[0]).toHaveTextContent(
      /config-push fells 48 .*Lapsed: it grew/,
    );
    expect(
      worst.getByRole('link', { name: /config-push fells 48/ }),
    ).toHaveAttribute('href', `/coupling/risks?${TEAMS}&finding=hub-4a1c`);
    expect(
      screen.getByRole('link', { name: '1 acceptance lapsed' }),
    ).toHaveAttribute('href', `/coupling/risks?${TEAMS}&standing=lapsed`);
    expect(
      screen.getByRole('link', { name: '1 assignment overdue' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: '2' })).toHaveAttribute(
      'href',
      expect.stringContaining('severity=critical'),
    );
    expect(screen.getByText(/4 findings,/)).toHaveTextContent(
      /1 of them accepted until their date: 3 without/,
    );
    expect(screen.getByRole('link', { name: 'All 4 findings' })).toBeVisible();
  });

  it('say so when all was accepted', async () => {
    answer('/v1/findings', {
      ...page,
      items: [],
      total: 0,
      facets: {
        ...facets,
        severity: [],
        standing: [{ value: 'accepted', count: 4 }],
      },
    });
    render();
    expect(
      await screen.findByText('Nothing asks for a decision.'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'All 4 findings' })).toBeVisible();
  });

  it('do not call teams without findings safe', async () => {
    answer('/v1/findings', {
      ...page,
      items: [],
      total: 0,
      facets: { ...facets, severity: [], standing: [] },
    });
    render();
    expect(
      await screen.findByText('No open finding names your teams'),
    ).toBeVisible();
    expect(
      screen.getByText(/what nobody declared cannot be found/),
    ).toBeVisible();
  });

  it('say when there was no analysis yet', async () => {
    const { analysis: _, ...before } = status;
    answer('/v1/status', before);
    answer('/v1/findings', {
      ...page,
      items: [],
      total: 0,
      facets: { ...facets, severity: [], standing: [] },
    });
    render();
    expect(await screen.findByText('Nothing was analysed yet')).toBeVisible();
  });

  it('tell who is in no group that it is so, and ask for nothing', async () => {
    const queries = recordQueries('/v1/findings');
    render(['user:default/mara']);
    expect(await screen.findByText('You are in no team')).toBeVisible();
    expect(queries).toEqual([]);
  });

  it('are on their way at first, and say what went wrong', async () => {
    refuse('/v1/findings', 400, 'the backend is away');
    render();
    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
    expect(await screen.findByText('the backend is away')).toBeVisible();
    answer('/v1/findings', page);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('list', { name: 'Worst first' }),
    ).toBeVisible();
  });

  it('tell a reader without the permission which one it takes', async () => {
    refuse('/v1/findings', 403, 'Unauthorized');
    render();
    expect(await screen.findByText('coupling.finding.read')).toBeVisible();
  });
});
