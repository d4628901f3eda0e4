import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { CatalogLookup } from '@posiwid/backstage-plugin-coupling-node';
import fc from 'fast-check';
import { CATALOG } from './__fixtures__/catalog';
import {
  deployment,
  deploymentStatus,
  review,
  type DeploymentParts,
  type ReviewParts,
} from './__fixtures__/webhooks';
import { recorder } from './__testUtils__/portal';
import { readGitHubConfig } from './config';
import { GitHubCollector } from './GitHubCollector';

/** Properties run hundreds of events; a machine that does much else takes its time. */
jest.setTimeout(60_000);

async function listening(github: JsonObject = {}) {
  const events = mockServices.events();
  const catalog = catalogServiceMock({ entities: CATALOG });
  const collector = new GitHubCollector({
    config: readGitHubConfig(new ConfigReader({ coupling: { github } })),
    events,
    lookup: new CatalogLookup({ catalog, auth: mockServices.auth() }),
    waitsMs: [1, 1],
  });
  const recorded = recorder(collector.id);
  const logger = mockServices.logger.mock();
  await collector.listen({ sink: recorded.sink, logger });
  const publish = (eventPayload: unknown, name?: string) =>
    events.publish({
      topic: 'github',
      eventPayload,
      metadata: name === undefined ? undefined : { 'x-github-event': name },
    });
  return { ...recorded, publish, catalog, logger };
}

describe('a deployment', () => {
  const deployed = async (parts: DeploymentParts, config?: JsonObject) => {
    const { publish, observations, problems } = await listening(config);
    await publish(deploymentStatus(parts), 'deployment_status');
    return {
      problems,
      seen: observations() as { id: string; entity: string; outcome: string }[],
      refs: observations().map(one => (one as { entity: string }).entity),
    };
  };

  it.each([
    ['success', 'succeeded'],
    ['failure', 'failed'],
    ['error', 'failed'],
  ])('whose status is %s has %s', async (state, outcome) => {
    const { seen } = await deployed({ state });
    expect(seen).toEqual([expect.objectContaining({ outcome })]);
  });

  it.each(['queued', 'pending', 'in_progress', 'waiting', 'inactive'])(
    'whose status is %s has no outcome',
    async state => {
      const { seen, problems } = await deployed({ state });
      expect(seen).toEqual([]);
      expect(problems).toEqual([]);
    },
  );

  it('that has only begun has no outcome either', async () => {
    const { publish, observations, problems } = await listening();
    await publish(deployment(), 'deployment');
    expect(observations()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.each<[string, DeploymentParts, string]>([
    ['by its task', { task: 'deploy:rollback' }, 'rolled-back'],
    ['by its payload', { payload: { rollback: true } }, 'rolled-back'],
    [
      'by a payload that is text',
      { payload: '{"task":"roll-back"}' },
      'rolled-back',
    ],
    ['never by its environment', { environment: 'rollback' }, 'succeeded'],
    ['unless it failed', { task: 'rollback', state: 'failure' }, 'failed'],
  ])('is a rollback %s', async (_, parts, outcome) => {
    const { seen } = await deployed(parts);
    expect(seen).toEqual([expect.objectContaining({ outcome })]);
  });

  it('is of everything in the repository that is deployed', async () => {
    const { refs, seen } = await deployed({ repository: 'shop/mono' });
    expect(refs).toEqual([
      'component:default/cart',
      'component:default/pricing',
      'resource:default/price-list',
    ]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
  });

  it('is of the component that its environment names', async () => {
    const parts = { repository: 'shop/mono', environment: 'production/cart' };
    expect((await deployed(parts)).refs).toEqual(['component:default/cart']);
  });

  it('is of the entity that its payload names', async () => {
    const parts = { repository: 'shop/mono', payload: { entity: 'pricing' } };
    expect((await deployed(parts)).refs).toEqual(['component:default/pricing']);
  });

  it('finds a repository whatever the case of its letters', async () => {
    expect((await deployed({ repository: 'Shop/Orders' })).refs).toEqual([
      'component:default/orders',
    ]);
  });

  it('into a preview, or another environment than those configured, does not count', async () => {
    expect((await deployed({ isTransient: true })).seen).toEqual([]);
    const config = { environments: ['^prod'] };
    expect((await deployed({}, config)).seen).toHaveLength(1);
    expect((await deployed({ environment: 'staging' }, config)).seen).toEqual(
      [],
    );
  });
});

describe('a review', () => {
  const reviewed = async (parts: ReviewParts) => {
    const { publish, observations, problems } = await listening();
    await publish(review(parts), 'pull_request_review');
    return { seen: observations() as object[], problems };
  };

  it('is a word from the team of the reviewer to the team of the author, and names nobody', async () => {
    const { seen } = await reviewed({ reviewer: 'bo-gh', author: 'Ann' });
    expect(seen).toEqual([
      {
        source: 'github',
        id: 'shop/orders review 7',
        kind: 'communication',
        at: '2026-03-20T09:12:44.000Z',
        from: 'group:default/red',
        to: 'group:default/green',
        windowStart: '2026-03-20T09:12:44.000Z',
        windowEnd: '2026-03-20T09:12:44.000Z',
        count: 1,
        channel: 'pull request review',
      },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/bo-gh|\bann\b|second call/i);
  });

  it('by somebody of several teams is a word from each', async () => {
    const { seen } = await reviewed({ reviewer: 'di', author: 'ann' });
    expect(seen).toEqual([
      expect.objectContaining({ from: 'group:default/blue' }),
      expect.objectContaining({ from: 'group:default/red' }),
    ]);
  });

  it.each<[string, ReviewParts]>([
    ['within one team', { reviewer: 'bo-gh', author: 'cy' }],
    ['between people who share a team', { reviewer: 'ed', author: 'ann' }],
    ['of oneself', { reviewer: 'ann', author: 'ann' }],
    ['by a bot', { reviewer: 'linter[bot]', reviewerType: 'Bot' }],
    ['that was edited', { action: 'edited' }],
    ['that was dismissed', { action: 'dismissed' }],
  ])('%s says nothing', async (_, parts) => {
    const { seen, problems } = await reviewed(parts);
    expect(seen).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['nobody knows', 'stranger'],
    ['of no team', 'lone'],
  ])('by somebody %s is a problem that names nobody', async (_, reviewer) => {
    const { seen, problems } = await reviewed({ reviewer });
    expect(seen).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('shop/orders')]);
    expect(problems[0]).not.toContain(reviewer);
  });
});

describe('bad input', () => {
  const event = deploymentStatus();
  it.each<[string, unknown, string, string]>([
    ['no object', 'hello', 'deployment_status', 'a JSON object'],
    ['an empty object', {}, 'deployment_status', 'deployment_status.state'],
    [
      'no repository',
      { ...event, repository: null },
      'deployment_status',
      'repository.full_name',
    ],
    [
      'no time',
      {
        ...event,
        deployment_status: { ...event.deployment_status, created_at: null },
      },
      'deployment_status',
      'deployment_status.created_at',
    ],
    [
      'a time of 1970',
      deploymentStatus({ at: '1970-01-01T00:00:00Z' }),
      'deployment_status',
      'after 2000',
    ],
    [
      'a review without an author',
      { ...review(), pull_request: {} },
      'pull_request_review',
      'pull_request.user.login',
    ],
    [
      'a repository that the catalog does not have',
      deploymentStatus({ repository: 'shop/other' }),
      'deployment_status',
      'github.com/project-slug',
    ],
  ])(
    '%s is a problem that says what was expected',
    async (_, payload, name, expected) => {
      const { publish, observations, problems } = await listening();
      await publish(payload, name);
      expect(observations()).toEqual([]);
      expect(problems).toEqual([expect.stringContaining(expected)]);
    },
  );

  it('is told once for each repository, not for each event', async () => {
    const { publish, problems } = await listening();
    for (const id of [1, 2, 3]) {
      await publish(
        deploymentStatus({ id, repository: 'shop/other' }),
        'deployment_status',
      );
    }
    await publish(
      deploymentStatus({ repository: 'shop/third' }),
      'deployment_status',
    );
    expect(problems).toHaveLength(2);
  });

  it('of kinds that are not read is passed over in silence', async () => {
    const { publish, observations, problems } = await listening();
    for (const name of [
      'ping',
      'push',
      'toString',
      'pull_request_review_comment',
    ]) {
      await publish({ zen: 'Design for failure.' }, name);
    }
    expect(observations()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('never stops the listening', async () => {
    const { publish, observations } = await listening();
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (payload, part) => {
        await publish(payload, 'deployment_status');
        await publish(payload, 'pull_request_review');
        await publish({ ...event, deployment: part }, 'deployment_status');
        await publish({ ...event, repository: part });
        await publish({ ...review(), review: part });
      }),
    );
    await publish(event);
    expect(observations()).toContainEqual(
      expect.objectContaining({ id: 'shop/orders deployment_status 1' }),
    );
  });
});

it('knows a webhook without its header by what it carries', async () => {
  const { publish, observations } = await listening();
  await publish(deploymentStatus());
  await publish(review());
  await publish({ ...review({ id: 8 }), comment: { id: 1 } });
  expect(observations()).toHaveLength(2);
});

describe('a store or a catalog that is away', () => {
  it('is asked again', async () => {
    const { publish, observations, problems, store, catalog } =
      await listening();
    store.failures = 2;
    jest
      .spyOn(catalog, 'getEntities')
      .mockRejectedValueOnce(new Error('catalog away'));
    await publish(deploymentStatus(), 'deployment_status');
    expect(observations()).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it('for too long costs the event, which is said without its reasons', async () => {
    const { publish, problems, store, logger } = await listening();
    store.failures = 3;
    await publish(deploymentStatus(), 'deployment_status');
    expect(problems).toEqual([expect.stringContaining('was lost')]);
    expect(problems.join()).not.toContain('password');
    expect(logger.error).toHaveBeenCalled();
  });
});

it('configuration that cannot be used stops the start', () => {
  const config = new ConfigReader({
    coupling: { github: { environments: ['('] } },
  });
  expect(() => readGitHubConfig(config)).toThrow(
    'coupling.github.environments[0]',
  );
});
