import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { evidence } from '../../scorecard/__fixtures__/harborScorecards';
import { queryOf, renderPage } from '../../__testUtils__/renderPage';
import {
  answer,
  recordQueries,
  refuse,
  server,
} from '../../__testUtils__/server';
import { EvidencePage } from './EvidencePage';
import { evidenceHeadline, spokenOf } from './sources';

registerMswTestHooks(server);

const sources = async () =>
  within(await screen.findByRole('table', { name: 'Sources of evidence' }));

describe('sources', () => {
  it('are collectors and what is sent, the worst first, each once', () => {
    const spoken = spokenOf({
      ...evidence,
      sources: [
        ...evidence.sources,
        { ...evidence.sources[0], source: 'cdevents', state: 'silent' },
      ],
    });
    expect(spoken.map(({ id, state }) => [id, state])).toEqual([
      ['prometheus', 'failing'],
      ['cdevents', 'silent'],
      ['pager', 'ok'],
      ['pipeline', 'ok'],
    ]);
    expect(evidenceHeadline(spoken)).toBe(
      '2 sources speak; 1 is failing, 1 is silent',
    );
    expect(evidenceHeadline([])).toBe('Nothing was observed yet');
  });
});

describe('the page of evidence', () => {
  it('says of each source whether it speaks, of what, and what could not be read', async () => {
    renderPage(<EvidencePage />, '/');
    expect(
      await screen.findByRole('heading', {
        name: '2 sources speak; 1 is failing, 1 was not heard yet',
      }),
    ).toBeVisible();
    const table = await sources();
    expect(table.getByText('Prometheus').closest('tr')).toHaveTextContent(
      /failing.*server is not reachable.*not before 18:00 UTC.*after 3 failures/,
    );
    expect(table.getByText('CDEvents').closest('tr')).toHaveTextContent(
      /not heard yet.*never.*is told/,
    );
    const pipeline = table.getByText('pipeline').closest('tr')!;
    expect(
      within(pipeline).getByRole('link', { name: '578 deployments' }),
    ).toHaveAttribute(
      'href',
      '/coupling/evidence?kind=deployment&source=pipeline',
    );
    expect(
      screen.getByText(/2 problems that quote what was sent/),
    ).toBeVisible();
  });

  it('narrows observations by kind, source and entity through the address', async () => {
    const queries = recordQueries('/v1/observations');
    renderPage(
      <EvidencePage />,
      '/?kind=incident&source=pager&entity=checkout-api',
    );
    const table = await screen.findByRole('table', { name: 'Observations' });
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      /incident.*checkout-api, old-cart \(not in the catalog\)/,
    );
    expect(Object.fromEntries(queries[0])).toMatchObject({
      kind: 'incident',
      source: 'pager',
      entity: 'component:default/checkout-api',
    });
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Kind' }),
      'drill',
    );
    expect(await screen.findByText('No observation')).toBeVisible();
    expect(queryOf(screen.getByTestId('url')).get('kind')).toBe('drill');
  });

  it('asks, for a team, for what names anything that it owns', async () => {
    answer('/v1/entities/by-ref', {
      members: [
        { entity: { ref: 'component:default/cart' } },
        { entity: { ref: 'component:default/checkout-api' } },
      ],
    });
    const queries = recordQueries('/v1/observations');
    renderPage(<EvidencePage />, '/?entity=group:default/checkout');
    await screen.findByRole('table', { name: 'Observations' });
    expect(queries[0].getAll('entity')).toEqual([
      'group:default/checkout',
      'component:default/cart',
      'component:default/checkout-api',
    ]);
    expect(screen.getByText(/or its 2 entities/)).toBeVisible();
  });

  it('shows how to send the first observation, and that it takes a permission', async () => {
    answer('/v1/evidence', {
      ...evidence,
      collectors: [],
      sources: [],
      observations: 0,
    });
    renderPage(<EvidencePage />, '/');
    expect(
      await screen.findByRole('heading', { name: 'Nothing was observed yet' }),
    ).toBeVisible();
    expect(screen.getByText(/curl -X POST/)).toBeVisible();
    expect(screen.getByText('coupling.evidence.write')).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('has a state for a failure and for readers without the permission', async () => {
    refuse('/v1/evidence', 400, 'evidence is away');
    const failed = renderPage(<EvidencePage />, '/');
    expect(await screen.findByText('evidence is away')).toBeVisible();
    failed.unmount();
    refuse('/v1/evidence', 403, 'no');
    renderPage(<EvidencePage />, '/');
    expect(await screen.findByText(/You may not read/)).toBeVisible();
  });
});
