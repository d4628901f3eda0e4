import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { evidenceOf, type Observation } from '@posiwid/coupling-engine';
import { CatalogLookup } from '@posiwid/backstage-plugin-coupling-node';
import fc from 'fast-check';
import {
  binaryHeaders,
  cdEvent,
  structured,
  VERSIONS,
} from './__fixtures__/cdEvents';
import { recorder } from './__testUtils__/portal';
import { CDEventsCollector } from './CDEventsCollector';
import { readCDEventsConfig } from './config';

/** Properties run hundreds of events; a machine that does much else takes its time. */
jest.setTimeout(60_000);

const HIT = {
  environment: { id: 'production' },
  service: { id: 'orders', source: '/clusters/eu' },
};

async function listening(
  cdevents: JsonObject = {},
  { entities = [] as Entity[] } = {},
) {
  const events = mockServices.events();
  const catalog = catalogServiceMock({ entities });
  const collector = new CDEventsCollector({
    config: readCDEventsConfig(new ConfigReader({ coupling: { cdevents } })),
    events,
    lookup: new CatalogLookup({ catalog, auth: mockServices.auth() }),
    waitsMs: [1, 1],
  });
  const recorded = recorder(collector.id);
  const logger = mockServices.logger.mock();
  await collector.listen({ sink: recorded.sink, logger });
  const publish = (eventPayload: unknown, metadata?: Record<string, string>) =>
    events.publish({ topic: 'cdevents', eventPayload, metadata });
  return { ...recorded, publish, catalog, logger };
}

describe.each(VERSIONS)('CDEvents of specification $spec', version => {
  it.each([
    ['deployed', 'succeeded'],
    ['upgraded', 'succeeded'],
    ['removed', 'succeeded'],
    ['rolledback', 'rolled-back'],
  ])('service %s is a deployment that %s', async (predicate, outcome) => {
    const { publish, observations, problems } = await listening();
    const event = cdEvent(`service.${predicate}`, { version });
    await publish(event, binaryHeaders(event));
    expect(problems).toEqual([]);
    expect(observations()).toEqual([
      expect.objectContaining({
        kind: 'deployment',
        entity: 'component:default/orders',
        environment: 'production',
        outcome,
      }),
    ]);
  });

  it('an incident lasts from its detection to its resolution, in any order of events', async () => {
    const part = { version, subject: 'INC-7', content: HIT };
    const events = [
      cdEvent('incident.detected', {
        ...part,
        id: '1',
        at: '2026-03-20T14:00:00Z',
      }),
      cdEvent('incident.reported', {
        ...part,
        id: '2',
        at: '2026-03-20T14:10:00Z',
        content: { ...HIT, ticketURI: 'https://tickets.example.com/7' },
      }),
      cdEvent('incident.resolved', {
        ...part,
        id: '3',
        at: '2026-03-20T15:30:00Z',
        content: { environment: HIT.environment },
      }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: 3 }),
        async shuffled => {
          const { publish, observations, problems } = await listening();
          for (const event of [...shuffled, ...shuffled]) await publish(event);
          expect(problems).toEqual([]);
          expect(observations()).toHaveLength(3);
          const evidence = evidenceOf(
            observations() as Observation[],
            () => true,
          );
          expect(evidence.observations).toEqual([
            expect.objectContaining({
              kind: 'incident',
              incident: '/tekton/prod INC-7',
              entities: ['component:default/orders'],
              startedAt: '2026-03-20T14:00:00.000Z',
              detectedAt: '2026-03-20T14:00:00.000Z',
              resolvedAt: '2026-03-20T15:30:00.000Z',
            }),
          ]);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('which entity an event is about', () => {
  const tagged = (name: string, id: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'example.com/service': id },
    },
  });
  const about = async (
    subject: string,
    config: JsonObject = {},
    customData?: unknown,
  ) => {
    const { publish, observations, problems } = await listening(config, {
      entities: [
        tagged('orders-api', '/eu/orders'),
        tagged('left', '/eu/both'),
        tagged('right', '/eu/both'),
      ],
    });
    await publish(cdEvent('service.deployed', { subject, customData }));
    return {
      refs: observations().map(one => (one as { entity: string }).entity),
      ids: observations().map(one => (one as { id: string }).id),
      problems,
    };
  };
  const annotation = {
    entities: { annotation: 'example.com/service' },
  };

  it.each([
    ['the name of a component', 'orders', 'component:default/orders'],
    ['a name in capitals', 'myApp', 'component:default/myapp'],
    [
      'a kind of workload and a name',
      'daemonset/orders',
      'component:default/orders',
    ],
    ['a full reference', 'Resource:shop/Queue', 'resource:shop/queue'],
  ])('is taken from %s', async (_, subject, ref) => {
    expect((await about(subject)).refs).toEqual([ref]);
  });

  it('is what the sender says it is', async () => {
    const { refs } = await about('whatever/it is', {}, { entityRef: 'ledger' });
    expect(refs).toEqual(['component:default/ledger']);
  });

  it('is looked up by the annotation that is configured', async () => {
    expect((await about('/eu/orders', annotation)).refs).toEqual([
      'component:default/orders-api',
    ]);
    expect((await about('orders', annotation)).refs).toEqual([
      'component:default/orders',
    ]);
  });

  it('may be several, each with an observation of its own', async () => {
    const { refs, ids } = await about('/eu/both', annotation);
    expect(refs).toEqual(['component:default/left', 'component:default/right']);
    expect(new Set(ids).size).toBe(2);
  });

  it('is made of what a pattern takes from the id', async () => {
    const patterns = {
      entities: {
        patterns: [
          {
            match: '^/ns/([^/]+)/deploy/(?<name>.+)$',
            entity: 'component:$1/$<name>',
          },
          { match: '^lambda:(.+)$', entity: 'resource:$1' },
        ],
      },
    };
    expect((await about('/ns/shop/deploy/orders', patterns)).refs).toEqual([
      'component:shop/orders',
    ]);
    expect((await about('lambda:resize', patterns)).refs).toEqual([
      'resource:default/resize',
    ]);
  });

  it('is not guessed', async () => {
    const { refs, problems } = await about('/ns/shop/deploy/orders');
    expect(refs).toEqual([]);
    expect(problems).toEqual([
      expect.stringContaining('coupling.cdevents.entities'),
    ]);
  });

  it('is an environment only where an incident names no service and somebody said which entity it is', async () => {
    const config = {
      entities: {
        patterns: [{ match: '^eu$', entity: 'resource:cluster-eu' }],
      },
    };
    const { publish, observations, problems } = await listening(config);
    const inEnvironment = (id: string) =>
      cdEvent('incident.detected', { id, content: { environment: { id } } });
    await publish(inEnvironment('eu'));
    await publish(inEnvironment('production'));
    expect(observations()).toEqual([
      expect.objectContaining({ entities: ['resource:default/cluster-eu'] }),
    ]);
    expect(problems).toEqual([expect.stringContaining('content.service')]);
  });
});

describe('bad input', () => {
  const event = cdEvent('service.deployed');
  it.each<[string, unknown, string]>([
    ['a text', 'hello', 'a JSON object'],
    ['nothing', null, 'a JSON object'],
    ['JSON that is no event', { hello: 'world' }, 'ce- headers'],
    ['an envelope without a type', { specversion: '1.0' }, 'and type'],
    [
      'an envelope without data',
      { ...structured(event), data: undefined },
      'at context.type',
    ],
    [
      'data that is no JSON',
      { ...structured(event), data: '{"context":' },
      'JSON data',
    ],
    [
      'no id',
      { ...event, context: { ...event.context, id: undefined } },
      'context.id',
    ],
    ['no subject', { ...event, subject: undefined }, 'subject.id'],
    [
      'no time',
      { ...event, context: { ...event.context, timestamp: undefined } },
      'a time with its offset',
    ],
    [
      'a time of 1970',
      cdEvent('service.deployed', { at: '1970-01-01T00:00:00Z' }),
      'after 2000',
    ],
    [
      'a later generation of the specification',
      {
        ...event,
        context: {
          ...event.context,
          type: 'dev.cdevents.service.deployed.1.0.0',
        },
      },
      '0.3.0',
    ],
    [
      'an incident that hit nothing',
      cdEvent('incident.detected', { content: {} }),
      'the service that it hit',
    ],
    [
      'an entity that is none',
      cdEvent('service.deployed', { customData: { entityRef: 7 } }),
      'customData.entityRef',
    ],
    [
      'an event of something else',
      { ...structured(event), type: 'dev.tekton.event.taskrun.started.v1' },
      'expected CDEvents',
    ],
  ])(
    '%s is a problem that says what was expected',
    async (_, payload, expected) => {
      const { publish, observations, problems } = await listening();
      await publish(payload);
      expect(observations()).toEqual([]);
      expect(problems).toEqual([expect.stringContaining(expected)]);
    },
  );

  it('costs a batch only what cannot be read', async () => {
    const { publish, observations, problems } = await listening();
    await publish([structured(event), 'hello', { specversion: '1.0' }]);
    expect(observations()).toHaveLength(1);
    expect(problems).toHaveLength(2);
  });

  it('is told once where a whole stream is of something else', async () => {
    const { publish, problems } = await listening();
    for (const id of ['1', '2', '3']) {
      await publish({
        ...structured(event),
        id,
        type: 'dev.tekton.event.taskrun.started.v1',
      });
    }
    expect(problems).toHaveLength(1);
  });

  it('never stops the listening', async () => {
    const { publish, observations } = await listening();
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (payload, data) => {
        await publish(payload);
        await publish({ ...structured(event), data });
        await publish({ ...event, subject: data });
      }),
    );
    await publish(event);
    expect(observations()).toHaveLength(1);
  });
});

describe('events that are no evidence', () => {
  it.each([
    'service.published',
    'pipelinerun.finished',
    'taskrun.finished',
    'change.merged',
    'ticket.closed',
  ])('%s is passed over in silence', async name => {
    const { publish, observations, problems } = await listening();
    await publish(cdEvent(name));
    expect(observations()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('counts as a deployment what the configuration says', async () => {
    const { publish, observations } = await listening({
      deployments: ['published'],
    });
    await publish(cdEvent('service.deployed', { id: '1' }));
    await publish(cdEvent('service.published', { id: '2' }));
    expect(observations()).toEqual([
      expect.objectContaining({ id: '/tekton/prod 2' }),
    ]);
  });

  it('leaves out other environments than those that are configured', async () => {
    const { publish, observations, problems } = await listening({
      environments: ['^prod'],
    });
    const into = (id: string, content: object) =>
      publish(cdEvent('service.deployed', { id, content }));
    await into('1', { environment: { id: 'production' } });
    await into('2', { environment: { id: 'staging' } });
    expect(problems).toEqual([]);
    await into('3', {});
    expect(observations()).toHaveLength(1);
    expect(problems).toEqual([expect.stringContaining('environment.id')]);
  });
});

describe('a store that is away', () => {
  it('is asked again, and nothing is lost or told twice', async () => {
    const { publish, observations, problems, store } = await listening();
    store.failures = 2;
    await publish([structured(cdEvent('service.deployed')), 'hello']);
    expect(observations()).toHaveLength(1);
    expect(problems).toHaveLength(1);
  });

  it('for too long costs the events, which is said without its reasons', async () => {
    const { publish, observations, problems, store, logger } =
      await listening();
    store.failures = 3;
    await publish(cdEvent('service.deployed'));
    expect(observations()).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('were lost')]);
    expect(problems.join()).not.toContain('password');
    expect(logger.error).toHaveBeenCalled();
  });

  it('may be the catalog', async () => {
    const { publish, observations, catalog } = await listening({
      entities: { annotation: 'example.com/service' },
    });
    jest
      .spyOn(catalog, 'getEntities')
      .mockRejectedValueOnce(new Error('catalog away'));
    await publish(cdEvent('service.deployed'));
    expect(observations()).toHaveLength(1);
  });
});

describe('configuration', () => {
  it.each([
    [{ deployments: ['finished'] }, 'coupling.cdevents.deployments'],
    [{ environments: ['('] }, 'coupling.cdevents.environments[0]'],
    [
      { entities: { patterns: [{ match: '[', entity: 'a' }] } },
      'coupling.cdevents.entities.patterns[0].match',
    ],
  ])('that cannot be used stops the start: %j', (cdevents, key) => {
    const config = new ConfigReader({ coupling: { cdevents } });
    expect(() => readCDEventsConfig(config)).toThrow(key);
  });
});
