import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type {
  CouplingProposal,
  EntityMap,
} from '@posiwid/backstage-plugin-coupling-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FindingDetail, PageSheet } from '../components';
import { identityMap } from './__fixtures__/harborEntityMap';
import {
  checkoutNeedsPayments,
  harborTeams,
} from './__fixtures__/harborMatrix';
import { entity, finding } from './__fixtures__/parts';
import {
  answer,
  harborServer,
  refuse,
  renderPage,
  whereabouts,
} from './__testUtils__/testApp';
import { MapPage } from './MapPage';

registerMswTestHooks(harborServer);

const PAGER = 'component:default/pager';
const IDENTITY = 'component:default/identity';
const AT_IDENTITY = `?entity=${IDENTITY}`;

/** Harbor, with pager calling identity over what nobody declares. */
const withUndeclared: EntityMap = {
  ...identityMap,
  seen: { declared: 5, observed: 1, both: 13 },
  edges: [
    ...identityMap.edges,
    {
      from: PAGER,
      to: IDENTITY,
      grade: 'observed',
      seen: 'observed',
      requests: 12_400,
      windows: 48,
      ofWindows: 52,
      firstSeen: '2026-01-01T00:00:00.000Z',
      lastSeen: '2026-10-26T00:00:00.000Z',
      confidence: 'enough',
    },
  ],
};
const YAML = [
  'kind: Component',
  'spec:',
  '  dependsOn:',
  '    - component:identity # add this line',
  '',
].join('\n');
const proposal: CouplingProposal = {
  from: entity(PAGER),
  to: entity(IDENTITY),
  field: 'dependsOn',
  value: 'component:identity',
  yaml: YAML,
  hidden: 1,
};

const catalog = (annotations: Record<string, string>) =>
  [
    catalogApiRef,
    catalogApiMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'pager', annotations },
        },
      ],
    }),
  ] as const;
/** In parts, as no source may hold such an address. */
const SCRIPT = ['javascript', 'alert(1)'].join(':');
const FILE = 'https://git.example/edit/pager.yaml';
const withFile = catalog({ 'backstage.io/edit-url': FILE });

const table = () => screen.findByRole('table', { name: /^Couplings in/ });

describe('couplings by how they are known', () => {
  beforeEach(() =>
    harborServer.use(
      answer('/v1/map/entity', withUndeclared),
      answer('/v1/map/proposal', proposal),
    ),
  );

  it('are told apart in the picture by line and mark, and in the legend by words', async () => {
    renderPage(<MapPage />, AT_IDENTITY);
    const drawing = await screen.findByRole('group', {
      name: /^Who needs identity/,
    });
    const undeclared = drawing.querySelectorAll('path.undeclared');
    expect(undeclared).toHaveLength(1);
    expect(undeclared[0]).toHaveClass('observed');
    expect(undeclared[0].getAttribute('marker-start')).toMatch(/undeclared/);
    expect(screen.getByText('seen, not declared')).toBeVisible();
  });

  it('are narrowed down in the address, with how many of each there are', async () => {
    const asked: (string | null)[] = [];
    harborServer.use(
      answer('/v1/map/entity', query => {
        asked.push(query.get('seen'));
        return withUndeclared;
      }),
    );
    renderPage(<MapPage />, AT_IDENTITY);
    const filter = await screen.findByLabelText('Couplings');
    expect(
      within(filter)
        .getAllByRole('option')
        .map(option => option.textContent),
    ).toEqual(['all', 'declared only (5)', 'observed only (1)', 'both (13)']);
    await userEvent.selectOptions(filter, 'observed');
    expect(whereabouts()).toContain('seen=observed');
    await waitFor(() => expect(asked.at(-1)).toBe('observed'));
  });

  it('are in the table too, the strength of what is not declared being unknown', async () => {
    renderPage(<MapPage />, `${AT_IDENTITY}&table=1`);
    const row = within(await table())
      .getByText('12,400')
      .closest('tr')!;
    expect(row).toHaveTextContent(/pager/);
    expect(row).toHaveTextContent(/not known/);
    expect(row).toHaveTextContent(/observed only/);
    expect(row).toHaveTextContent('26 Oct 2026');
  });

  it('are proposed as YAML, with a copy and the way to the file', async () => {
    const user = userEvent.setup();
    renderPage(<MapPage />, AT_IDENTITY, [withFile]);
    const panel = await screen.findByRole('region', {
      name: 'Seen, not declared',
    });
    expect(panel).toHaveTextContent(
      /pager → identity 12,400 requests in 48 of 52 windows; last seen 26 Oct 2026/,
    );
    await user.click(
      within(panel).getByRole('button', {
        name: /^Propose the YAML for pager/,
      }),
    );
    const lines = await within(panel).findByLabelText(
      'Lines for the file of pager',
    );
    expect(lines.textContent).toBe(YAML);
    expect(panel).toHaveTextContent('without 1 entry that you may not see');
    expect(
      await within(panel).findByRole('link', { name: 'Open the file' }),
    ).toHaveAttribute('href', FILE);
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(within(panel).getByRole('button', { name: 'Copy' }));
    expect(written).toHaveBeenCalledWith(YAML);
    expect(
      await within(panel).findByText('Copied', { selector: 'button' }),
    ).toBeVisible();
  });

  it.each([
    ['states none', {}],
    ['states what no browser should open', { 'backstage.io/edit-url': SCRIPT }],
  ])('link to no file where the catalog %s', async (_, annotations) => {
    renderPage(<MapPage />, AT_IDENTITY, [catalog(annotations as {})]);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Propose the YAML/ }),
    );
    await screen.findByLabelText('Lines for the file of pager');
    expect(screen.queryByText('Open the file')).toBeNull();
  });

  it('say so when there is nothing to propose any more', async () => {
    harborServer.use(refuse('/v1/map/proposal', 404));
    renderPage(<MapPage />, AT_IDENTITY, [withFile]);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Propose the YAML/ }),
    );
    expect(
      await screen.findByText(/^There is nothing to propose/),
    ).toBeVisible();
  });

  it('are marked in a path', async () => {
    harborServer.use(
      answer('/v1/map/entity', {
        ...withUndeclared,
        path: { from: PAGER, to: IDENTITY, refs: [PAGER, IDENTITY] },
      }),
    );
    renderPage(<MapPage />, AT_IDENTITY, [withFile]);
    const path = await screen.findByRole('region', { name: 'Path shown' });
    expect(path).toHaveTextContent(
      '1 coupling, 1 of them seen and not declared',
    );
    expect(
      within(path).getByRole('button', { name: /^Propose the YAML for pager/ }),
    ).toBeVisible();
  });
});

describe('the same between teams', () => {
  const cellOf = checkoutNeedsPayments.couplings[0];

  beforeEach(() =>
    harborServer.use(
      answer('/v1/map/matrix', {
        ...harborTeams,
        seen: { declared: 100, observed: 2, both: 10 },
        cells: harborTeams.cells.map(cell =>
          cell.from === 1 && cell.to === 4
            ? { ...cell, seen: { declared: 3, observed: 2, both: 1 } }
            : cell,
        ),
      }),
      answer('/v1/map/cell', {
        ...checkoutNeedsPayments,
        couplings: [
          {
            ...cellOf,
            strength: undefined,
            seen: 'observed',
            requests: 70,
            windows: 2,
            ofWindows: 9,
            lastSeen: '2026-10-26T00:00:00.000Z',
            confidence: 'little',
          },
        ],
      }),
      answer('/v1/map/proposal', proposal),
    ),
  );

  it('is counted by cell, in words, as a mark, and in the table', async () => {
    renderPage(<MapPage />);
    await screen.findByRole('grid');
    const cell = screen.getByLabelText(
      /^Checkout needs Payments: 6 couplings, 2 seen, not declared/,
    );
    expect(cell.querySelector('circle')).not.toBeNull();
    expect(screen.getByText('seen, not declared')).toBeVisible();
    await userEvent.click(screen.getByText('Same data as a table'));
    const row = (
      await screen.findByRole('table', { name: 'Couplings by cell' })
    ).querySelectorAll('tbody tr');
    const texts = [...row].map(({ textContent }) => textContent);
    expect(texts).toContainEqual(
      expect.stringMatching(/^CheckoutPayments6321/),
    );
  });

  it('is told behind the cell, with doubt where there is little of it', async () => {
    const asked: (string | null)[] = [];
    harborServer.use(
      answer('/v1/map/matrix', query => {
        asked.push(query.get('seen'));
        return harborTeams;
      }),
    );
    renderPage(
      <MapPage />,
      '?seen=observed&from=group:default/checkout&to=group:default/payments',
      [withFile],
    );
    expect(
      await screen.findByText(
        /^70 requests, last .* ago; too little to be sure$/,
      ),
    ).toBeVisible();
    expect(screen.getByText('not known')).toBeVisible();
    expect(asked).toContain('observed');
    await userEvent.click(
      screen.getByRole('button', {
        name: /^Propose the YAML for checkout-api/,
      }),
    );
    expect(
      await screen.findByLabelText('Lines for the file of checkout-api'),
    ).toBeVisible();
  });
});

describe('the finding about it', () => {
  const undeclared = finding('x', 'low', 'pager calls identity', {
    rule: 'undeclared-coupling',
    category: 'territory',
    subjects: [IDENTITY, PAGER],
  });

  it('proposes the lines for each caller', async () => {
    const asked: string[] = [];
    harborServer.use(
      answer('/v1/map/proposal', query => {
        asked.push(`${query.get('from')} ${query.get('to')}`);
        return proposal;
      }),
    );
    renderPage(
      <PageSheet>
        <FindingDetail finding={undeclared} />
      </PageSheet>,
      '',
      [withFile],
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: /^Propose the YAML for pager/,
      }),
    );
    await screen.findByLabelText('Lines for the file of pager');
    expect(asked).toEqual([`${PAGER} ${IDENTITY}`]);
  });

  it.each([
    ['of another rule', { rule: 'undeclared-interface' }],
    ['that is resolved', { status: 'resolved' as const }],
  ])('proposes nothing for one %s', async (_, rest) => {
    renderPage(
      <PageSheet>
        <FindingDetail finding={{ ...undeclared, ...rest }} />
      </PageSheet>,
    );
    expect(
      await screen.findByRole('heading', { name: 'pager calls identity' }),
    ).toBeVisible();
    expect(screen.queryByText(/Propose the YAML/)).toBeNull();
  });
});
