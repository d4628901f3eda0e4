import type { Entity } from '@backstage/catalog-model';
import {
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  EntityView,
  Scorecard,
} from '@posiwid/backstage-plugin-coupling-common';
import { standing } from '../__fixtures__/harborDecisions';
import { couplingApiRef } from '../api/couplingApiRef';
import { daysAfter, today } from '../decision/calendar';
import {
  answer,
  hang,
  harborServer,
  refuse,
  testClient,
} from '../map/__testUtils__/testApp';
import { couplingPlugin } from '../plugin';
import { unstatedScorecard } from '../scorecard/__fixtures__/harborScorecards';
import {
  checkoutApiView,
  quietView,
  unknownView,
} from './__fixtures__/harborViews';

registerMswTestHooks(harborServer);

const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout-api', namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
};
const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'checkout', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

/**
 * Mounts one extension of the plugin on an entity's page, as an app on the new frontend system does. Whether the reader
 * has the permission is asked before an app renders; the plugin's own test covers that.
 */
function renderOn(entity: Entity, part: 'card' | 'content') {
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      couplingPlugin
        .getExtension(`entity-${part}:coupling/coupling`)
        .override({ if: undefined }),
    ],
    apis: [[couplingApiRef, testClient()]],
  });
}

const answerView = (view: EntityView) =>
  harborServer.use(answer('/v1/entities/by-ref', view));

describe('the Coupling card', () => {
  it('says of a component what falls with it, what alone stops it, and which interface nobody owns', async () => {
    renderOn(component, 'card');
    expect(await screen.findByText('Falls with me')).toBeVisible();
    const fact = (term: string) =>
      screen.getByText(term).parentElement as HTMLElement;
    expect(fact('Falls with me')).toHaveTextContent(/14.*Checkout/);
    expect(
      within(fact('Falls with me')).getByRole('img', { name: '5 of Checkout' }),
    ).toBeVisible();
    expect(fact('Alone stops me')).toHaveTextContent(
      /5.*config-push.*identity.*base-image.*and 2 more/,
    );
    expect(fact('Interfaces, no owner')).toHaveTextContent(
      /1.*orders-events.*4 teams need it, its owner is not in the catalog/,
    );
    expect(screen.getByText('3 findings, 2 critical')).toBeVisible();
  });

  it('says what alone stops every place that it claims to run in', async () => {
    renderOn(component, 'card');
    const term = await screen.findByText('Alone stops 5 places');
    expect(term.parentElement).toHaveTextContent(
      /3.*config-push.*identity.*base-image/,
    );
  });

  it('speaks of a group in the plural, and says how much of it each thing stops', async () => {
    renderOn(group, 'card');
    expect(await screen.findByText('Falls with us')).toBeVisible();
    expect(
      screen.getByText('Alone stops part of us').parentElement,
    ).toHaveTextContent(/config-push 8 of its own/);
  });

  it('asks for the entity by its full ref, once', async () => {
    const asked: (string | null)[] = [];
    harborServer.use(
      answer('/v1/entities/by-ref', query => {
        asked.push(query.get('ref'));
        return checkoutApiView;
      }),
    );
    renderOn(component, 'card');
    await screen.findByText('Falls with me');
    expect(asked).toEqual(['component:default/checkout-api']);
  });

  it('never says that all is good where nothing was found', async () => {
    answerView(quietView);
    renderOn(component, 'card');
    expect(await screen.findByText('no findings')).toBeVisible();
    expect(screen.getByText('of 0 interfaces with other teams')).toBeVisible();
  });

  it('has a state for waiting, an unknown entity, a reader without the permission, and failure', async () => {
    harborServer.use(hang('/v1/entities/by-ref'));
    const waiting = renderOn(component, 'card');
    expect(await screen.findByLabelText('Loading')).toBeVisible();
    waiting.unmount();

    answerView(unknownView);
    const unknown = renderOn(component, 'card');
    expect(await screen.findByText(/does not know this entity/)).toBeVisible();
    unknown.unmount();

    harborServer.use(refuse('/v1/entities/by-ref', 403));
    const forbidden = renderOn(component, 'card');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'coupling.finding.read',
    );
    forbidden.unmount();

    harborServer.use(refuse('/v1/entities/by-ref', 400));
    renderOn(component, 'card');
    const retry = await screen.findByRole('button', { name: 'Try again' });
    answerView(checkoutApiView);
    await userEvent.click(retry);
    expect(await screen.findByText('Falls with me')).toBeVisible();
  });

  it('says when the catalog has not been analysed yet', async () => {
    harborServer.use(answer('/v1/status', { stale: false, mayAnalyse: false }));
    answerView(unknownView);
    renderOn(component, 'card');
    expect(
      await screen.findByText('The catalog has not been analysed yet.'),
    ).toBeVisible();
  });
});

const scorecard = (body: Scorecard) =>
  harborServer.use(answer('/v1/scorecards/by-ref', body));

describe('promises on the card', () => {
  it('are counted by verdict, with what it does instead of what it says', async () => {
    renderOn(component, 'card');
    const term = await screen.findByText('Promises contradicted');
    expect(term.parentElement).toHaveTextContent(
      /3Stops whenever config-push does.*5 promises:3 contradicted1 unproven1 kept/,
    );
  });

  it('are asked for where none is stated', async () => {
    scorecard(unstatedScorecard);
    renderOn(component, 'card');
    const term = await screen.findByText('Purpose');
    expect(term.parentElement).toHaveTextContent('none is stated');
  });

  it('are left out where there is no scorecard, and missed where it could not be read', async () => {
    harborServer.use(refuse('/v1/scorecards/by-ref', 404));
    const none = renderOn(component, 'card');
    expect(await screen.findByText('Falls with me')).toBeVisible();
    expect(screen.queryByText(/Promises/)).toBeNull();
    none.unmount();

    harborServer.use(refuse('/v1/scorecards/by-ref', 400));
    renderOn(component, 'card');
    expect(
      (await screen.findByText('Promises')).parentElement,
    ).toHaveTextContent('could not be read');
  });
});

describe('the purpose in the tab', () => {
  /** Its section, when it says what is looked for. */
  const purpose = async (text: RegExp) =>
    (await screen.findByText(text)).closest('section') as HTMLElement;

  it('is what it says and does, with its promises and their evidence', async () => {
    renderOn(component, 'content');
    const section = await purpose(/Take an order/);
    expect(section).toHaveTextContent(
      /SaysTake an order.*DoesStops whenever config-push does/,
    );
    const table = within(section).getByRole('table', {
      name: 'Promises of checkout-api',
    });
    await userEvent.click(
      within(table).getByRole('button', { name: /^3 of 12 months over/ }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      '3 of 12 months lost more than 21.6 min',
    );
  });

  it('is, for a group, a roll-up of what it owns', async () => {
    renderOn(group, 'content');
    const section = await purpose(/breaks a promise/);
    expect(within(section).queryByText('Says', { selector: 'dt' })).toBeNull();
    expect(
      within(section).getByRole('table', {
        name: 'Scorecards of what Checkout is made of',
      }),
    ).toHaveTextContent('config-push');
  });

  it('is an invitation with an example to copy where none is stated', async () => {
    scorecard(unstatedScorecard);
    renderOn(component, 'content');
    const section = await purpose(/What is it for/);
    expect(section).toHaveTextContent('posiwid.dev/claims');
    expect(within(section).getByRole('button', { name: 'Copy' })).toBeVisible();
  });
});

describe('the Coupling tab', () => {
  it('lists findings with the chain behind each, and opens one', async () => {
    renderOn(component, 'content');
    const table = await screen.findByRole('table', { name: 'Findings' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringContaining('config-push → feature-flags → checkout-api'),
      expect.stringContaining('identity → checkout-api'),
      expect.stringContaining('checkout-api → orders-events → ledger'),
    ]);
    expect(rows[0]).toHaveTextContent(/critical.*declared/);
    await userEvent.click(
      within(rows[2]).getByRole('button', { name: /^orders-events has/ }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'its owner does not exist',
    );
  });

  it('tells what it needs of other teams from what they need of it, with the contract', async () => {
    renderOn(component, 'content');
    const table = await screen.findByRole('table', {
      name: 'Interfaces with other teams',
    });
    const text = within(table)
      .getAllByRole('row')
      .map(row => row.textContent);
    const need = text.indexOf('I need');
    const needsMe = text.indexOf('Needs me');
    const at = (name: string) => text.findIndex(row => row?.includes(name));
    expect(need).toBeLessThan(at('payments-api'));
    expect(at('config-push')).toBeLessThan(needsMe);
    expect(needsMe).toBeLessThan(at('orders-events'));
    expect(text[at('payments-api')]).toContain('contract v3');
    expect(text[at('fraud-api')]).toContain('no contract');
    expect(text[at('config-push')]).toContain('no API');
  });

  it('shows what its places share, and what falls with it by team and by system', async () => {
    renderOn(component, 'content');
    const register = await screen.findByRole('table', {
      name: 'What my places share',
    });
    expect(
      within(register).getByRole('button', { name: 'data: a pair' }),
    ).toBeVisible();
    expect(screen.getByText(/any one is enough/)).toBeVisible();
    const systems = await screen.findByRole('table', {
      name: 'What falls, by system',
    });
    expect(
      within(systems)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual(['Checkout512', 'no system209']);
  });

  it('says which change answers most, and how much of it is here', async () => {
    renderOn(component, 'content');
    const section = await screen.findByRole('region', {
      name: 'The one change that answers most',
    });
    expect(section).toHaveTextContent('Give orders-events an owner');
    expect(section).toHaveTextContent('Rule');
    const rows = within(section).getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual(['here31', 'elsewhere–1']);
  });

  it('lists what a group owns, by how much falls with each', async () => {
    renderOn(group, 'content');
    const table = await screen.findByRole('table', {
      name: 'What falls with each member',
    });
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      /checkout-api.*14.*3/,
    );
    expect(
      screen.getByText(
        '19 entities fail with Checkout; 4 things alone stop a part of what it owns',
      ),
    ).toBeVisible();
  });

  it('says of a group what it has to do next, by day, and what waits for a decision', async () => {
    const [first, second] = checkoutApiView.findings;
    const asked: URLSearchParams[] = [];
    const inTen = daysAfter(today(), 10);
    harborServer.use(
      answer('/v1/findings', query => {
        asked.push(query);
        const items = query.has('holder')
          ? [
              standing(first, {
                state: 'overdue',
                because: 'Assigned to group:default/checkout',
                team: 'group:default/checkout',
                due: daysAfter(today(), -3),
              }),
            ]
          : [
              standing(second, {
                state: 'accepted',
                because: 'Accepted: it is known',
                until: inTen,
              }),
            ];
        return {
          items,
          total: 1,
          headline: '',
          hidden: 0,
          facets: { standing: [{ value: 'undecided', count: 4 }] },
        };
      }),
    );
    renderOn(group, 'content');
    const rows = within(
      await screen.findByRole('table', { name: 'To do next' }),
    ).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/Overdue.*3 days ago.*Assigned to/);
    expect(rows[2]).toHaveTextContent(/Accepted.*in 10 days/);
    expect(screen.getByText('4 findings wait for a decision')).toBeVisible();
    for (const query of asked) {
      expect([...query.getAll('team'), ...query.getAll('holder')]).toEqual([
        'group:default/checkout',
      ]);
    }
    await userEvent.click(
      within(rows[1]).getByRole('button', { name: first.title }),
    );
    expect(await screen.findByRole('dialog')).toBeVisible();
  });

  it('says of a group that nothing is due where nothing is', async () => {
    renderOn(group, 'content');
    expect(await screen.findByText(/Nothing is late, given/)).toBeVisible();
    expect(screen.getByText('0 findings wait for a decision')).toBeVisible();
  });

  it('says what is known where nothing was found, and what cannot be found', async () => {
    answerView(quietView);
    renderOn(component, 'content');
    expect(
      await screen.findByText(
        /^No findings. 2 entities fail with it, 1 thing alone stops it; couplings that nobody declared/,
      ),
    ).toBeVisible();
    expect(screen.queryByText(/all good/i)).toBeNull();
    expect(screen.getByText(/What this view leaves out/)).toBeVisible();
  });

  it('has a state for an unknown entity and for readers without the permission', async () => {
    answerView(unknownView);
    const unknown = renderOn(component, 'content');
    expect(
      await screen.findByText('The last analysis does not know this entity'),
    ).toBeVisible();
    unknown.unmount();

    harborServer.use(refuse('/v1/entities/by-ref', 403));
    renderOn(component, 'content');
    expect(await screen.findByText(/You may not read/)).toBeVisible();
  });

  it('shows markup in titles, chains and contracts as text, and opens no address but a web one', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    answerView({
      ...checkoutApiView,
      findings: [
        {
          ...checkoutApiView.findings[0],
          title: hostile,
          chain: [`component:default/${hostile}`, '__proto__', 'no ref at all'],
        },
      ],
      needs: [
        {
          ...checkoutApiView.needs[0],
          // eslint-disable-next-line no-script-url
          contractText: 'javascript:alert(1)',
        },
        {
          ...checkoutApiView.needs[1],
          contract: 'stated',
          contractText: 'https://contracts.test/v1',
        },
      ],
    });
    const { container } = renderOn(component, 'content');
    expect(await screen.findByText(hostile)).toBeVisible();
    expect(container.querySelector('img[src="x"]')).toBeNull();
    expect(container.querySelector('a[href^="javascript"]')).toBeNull();
    expect(screen.getByRole('link', { name: 'contract' })).toHaveAttribute(
      'href',
      'https://contracts.test/v1',
    );
  });
});
