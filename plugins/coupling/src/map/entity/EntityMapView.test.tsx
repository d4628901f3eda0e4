import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { identityMap } from '../__fixtures__/harborEntityMap';
import {
  answer,
  harborServer,
  refuse,
  renderPage,
  whereabouts,
} from '../__testUtils__/testApp';
import { MapPage } from '../MapPage';

registerMswTestHooks(harborServer);

describe('the map of one entity', () => {
  const AT_IDENTITY = '?entity=component:default/identity';
  const picture = () =>
    screen.findByRole('group', { name: /^Who needs identity/ });
  const refsIn = (element: Element) =>
    new Set(
      [...element.querySelectorAll('[data-ref]')].map(node =>
        node.getAttribute('data-ref'),
      ),
    );

  it('opens with what fails, and draws every entity and coupling of the answer', async () => {
    renderPage(<MapPage />, AT_IDENTITY);
    const drawing = await picture();
    expect(
      screen.getByRole('heading', { name: identityMap.headline }),
    ).toBeVisible();
    expect(drawing.querySelectorAll('path.edge')).toHaveLength(
      identityMap.edges.length,
    );
    expect(refsIn(drawing)).toEqual(
      new Set(identityMap.nodes.map(({ entity }) => entity.ref)),
    );
  });

  it('names each node for a reader who cannot see it, and refocuses on a click', async () => {
    const asked: string[] = [];
    harborServer.use(
      answer('/v1/map/entity', query => {
        asked.push(query.get('ref')!);
        return identityMap;
      }),
    );
    renderPage(<MapPage />, `${AT_IDENTITY}&depth=2&pathTo=x`);
    const drawing = await picture();
    const node = within(drawing).getByRole('link', {
      name: 'pager, component, Observability; needs identity, two steps; fails',
    });
    await userEvent.click(node);
    expect(whereabouts()).toBe('/?depth=2&entity=component%3Adefault%2Fpager');
    await waitFor(() => expect(asked.at(-1)).toBe('component:default/pager'));
  });

  it('holds in its table the same entities and couplings as the picture', async () => {
    renderPage(<MapPage />, AT_IDENTITY);
    const inPicture = refsIn(await picture());
    await userEvent.click(screen.getByText('Same data as a table'));
    const entities = screen.getByRole('table', {
      name: 'Entities in the picture',
    });
    const refsInTable = new Set(
      [...entities.querySelectorAll('tbody [title*=":"]')]
        .map(element => element.getAttribute('title')!)
        .filter(title => !title.startsWith('group:')),
    );
    expect(refsInTable).toEqual(inPicture);
    const couplings = screen.getByRole('table', {
      name: 'Couplings in the picture',
    });
    expect(within(couplings).getAllByRole('row')).toHaveLength(
      identityMap.edges.length + 1,
    );
  });

  it('says the path in words, with the finding about it', async () => {
    renderPage(<MapPage />, AT_IDENTITY);
    const path = await screen.findByRole('region', { name: 'Path shown' });
    expect(path).toHaveTextContent(
      'status-page → admin-sso → identity → service-registry → config-push',
    );
    expect(path).toHaveTextContent('4 couplings, all hard, 3 teams.');
    expect(
      within(path).getByRole('button', { name: /^status-page needs/ }),
    ).toBeVisible();
  });

  it('says so when there is no path', async () => {
    harborServer.use(
      answer('/v1/map/entity', {
        ...identityMap,
        path: {
          from: 'component:default/a',
          to: 'component:default/b',
          refs: [],
        },
      }),
    );
    renderPage(<MapPage />, AT_IDENTITY);
    expect(await screen.findByText(/^No way from/)).toBeVisible();
  });

  it('finds an entity while its name is typed, and makes it the focus', async () => {
    const user = userEvent.setup();
    renderPage(<MapPage />);
    await screen.findByRole('grid');
    await user.type(screen.getByLabelText('One entity'), 'ledg');
    await screen.findByText('No such entity in the last analysis');
    await user.clear(screen.getByLabelText('One entity'));
    await user.type(screen.getByLabelText('One entity'), 'admin');
    await user.click(await screen.findByRole('option', { name: /admin-sso/ }));
    expect(whereabouts()).toContain('entity=component%3Adefault%2Fadmin-sso');
  });

  it('lists who fails behind the number, and offers the next step for what is left out', async () => {
    renderPage(<MapPage />, AT_IDENTITY);
    await picture();
    await userEvent.click(
      screen.getByRole('button', {
        name: '20 entities that fail with identity',
      }),
    );
    const list = await screen.findByRole('region', {
      name: 'Everything that fails',
    });
    expect(await within(list).findByText('refunds')).toBeVisible();
    expect(
      within(list).getByRole('table', { name: 'What falls, by system' }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'show 4 steps' }));
    expect(whereabouts()).toContain('depth=4');
  });

  it('shows markup in a name as text', async () => {
    harborServer.use(
      answer('/v1/map/entity', {
        ...identityMap,
        nodes: identityMap.nodes.map((node, i) =>
          i === 3
            ? { ...node, entity: { ...node.entity, title: '<script>x' } }
            : node,
        ),
      }),
    );
    const { container } = renderPage(<MapPage />, AT_IDENTITY);
    await picture();
    expect(screen.getByText('<script>x')).toBeVisible();
    expect(container.querySelector('script')).toBeNull();
  });

  it('says when the last analysis does not know the entity', async () => {
    harborServer.use(refuse('/v1/map/entity', 404));
    renderPage(<MapPage />, '?entity=component:default/nobody');
    expect(
      await screen.findByText('The last analysis does not know nobody'),
    ).toBeVisible();
    expect(screen.getByLabelText('Focus')).toBeVisible();
  });
});
