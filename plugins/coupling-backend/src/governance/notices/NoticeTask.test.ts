import {
  coreServices,
  createServiceFactory,
  resolvePackagePath,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  notificationService,
  type NotificationSendOptions,
  type NotificationService,
} from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { component, smallPlatform } from '../../__testUtils__/entities';
import { TestPortal } from '../../__testUtils__/portal';
import type { NotificationConfig } from '../../config/notifications';
import type { SnapshotServer } from '../../serving/SnapshotServer';
import type { NoticeAnswer } from '../../serving/notices';
import { NoticeStore } from './NoticeStore';
import { NoticeTask } from './NoticeTask';
import { NOTICES_TASK } from './scheduleNotices';
import type { Notice, NoticeMark, Told } from './types';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString();
const mark = (n: number): NoticeMark => ({
  at: day(n),
  analysedAt: day(n),
  sequence: n,
});
const none = {
  asked: 0,
  lapsed: 0,
  overdue: 0,
  new: 0,
  assigned: 0,
  expiring: 0,
};

/** Takes notifications; refuses those of one team when told to. */
class Mailbox implements NotificationService {
  sent: NotificationSendOptions[] = [];
  refusing: string | undefined;

  async send(options: NotificationSendOptions): Promise<void> {
    const { recipients } = options;
    const to = recipients.type === 'entity' ? recipients.entityRef : '*';
    if (to === this.refusing) throw new Error('no connection');
    this.sent.push(options);
  }

  take() {
    return this.sent.splice(0).map(({ recipients, payload }) => ({
      to: recipients.type === 'entity' ? recipients.entityRef : undefined,
      ...payload,
    }));
  }
}

describe.each(databases.eachSupportedId())('notices on %s', databaseId => {
  let knex: Knex;
  let store: NoticeStore;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@posiwid/backstage-plugin-coupling-backend',
        'migrations',
      ),
    });
    store = new NoticeStore(knex);
  });
  afterEach(() => knex.destroy());

  it('are remembered by team, and for all others', async () => {
    expect(await store.read()).toBeUndefined();
    await store.finish({ everybody: mark(1), teams: {} });
    await store.tell('group:default/red', mark(2));
    await store.tell('group:default/red', mark(3));
    expect(await store.read()).toEqual({
      everybody: mark(1),
      teams: { 'group:default/red': mark(3) },
    });
    const told = { everybody: mark(4), teams: { 'group:default/a': mark(1) } };
    await store.finish(told);
    expect(await store.read()).toEqual(told);
  });

  it('reach each team once, also when one of them fails or all of it dies half way', async () => {
    const mailbox = new Mailbox();
    const asked: Told[] = [];
    let today = 1;
    /** Every team has news until it is told up to today. */
    const snapshots = {
      refresh: async () => {},
      current: () => ({ at: day(today) }),
      ask: async ({ query }: { query: { told: Told } }) => {
        asked.push(query.told);
        const { everybody, teams } = query.told;
        const notices = ['a', 'b', 'c']
          .map(name => `group:default/${name}`)
          .filter(team => (teams[team] ?? everybody).at < day(today))
          .map((team): Notice & { title: string } => ({
            team,
            title: team.slice(-1).toUpperCase(),
            news: { ...none, new: 1 },
            severity: 'high',
            now: { ...none, new: 4 },
          }));
        const answer: NoticeAnswer = { until: mark(today), notices };
        return { body: new TextEncoder().encode(JSON.stringify(answer)) };
      },
    } as unknown as SnapshotServer;
    const run = (signal?: AbortSignal) =>
      new NoticeTask({
        config: { digest: 'daily', minSeverity: 'high' } as NotificationConfig,
        page: '/coupling',
        store,
        snapshots,
        notifications: mailbox,
        logger: mockServices.logger.mock(),
        catchUp: async () => {},
        clock: () => new Date(day(today)),
      }).run(signal);
    const told = () => mailbox.take().map(({ to }) => to);

    // The first run only begins.
    expect(await run()).toBe(0);
    expect(told()).toEqual([]);

    today = 2;
    mailbox.refusing = 'group:default/b';
    expect(await run()).toBe(2);
    expect(told()).toEqual(['group:default/a', 'group:default/c']);
    mailbox.refusing = undefined;
    expect(await run()).toBe(1);
    expect(asked[asked.length - 1].teams).toEqual({
      'group:default/b': mark(1),
    });
    expect(told()).toEqual(['group:default/b']);
    expect(await run()).toBe(0);

    // Killed after the first team was told: its mark is written, the rest is told by the next run.
    today = 3;
    await store.tell('group:default/a', mark(3));
    expect(await run()).toBe(2);
    expect(told()).toEqual(['group:default/b', 'group:default/c']);

    today = 4;
    expect(await run(AbortSignal.abort())).toBe(0);
    expect(await run()).toBe(3);
  });
});

describe('a portal with notifications', () => {
  const mailbox = new Mailbox();
  let scheduler: SchedulerService;
  let portal: TestPortal | undefined;

  async function start(notifications: object, policy: object = {}) {
    scheduler = mockServices.scheduler();
    portal = await TestPortal.start({
      entities: smallPlatform(),
      config: { notifications, policy, page: '/coupling/' },
      features: [
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => mailbox,
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      ],
    });
    return portal;
  }
  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
    mailbox.take();
  });

  const analyse = async () => {
    const status = await portal!.analyse();
    expect(status.lastFailure).toBeUndefined();
  };

  it('tells a team in numbers, with the way to its risks', async () => {
    await start({ digest: 'daily', minSeverity: 'info' });
    await scheduler.triggerTask(NOTICES_TASK);
    await analyse();
    await scheduler.triggerTask(NOTICES_TASK);
    expect(mailbox.take()).toEqual([]);

    // Two that stand in for each other and both need one database.
    for (const name of ['odd-a', 'odd-b']) {
      const copy = component(name, ['db'], 'red');
      const annotations = { 'posiwid.dev/redundancy-group': 'odd' };
      portal!.catalog.entities.push({
        ...copy,
        metadata: { ...copy.metadata, annotations },
      });
    }
    await analyse();
    await scheduler.triggerTask(NOTICES_TASK);
    const sent = mailbox.take();
    expect(sent.length).toBeGreaterThan(0);
    expect(JSON.stringify(sent)).not.toContain('odd-');
    for (const { to } of sent) {
      expect(['group:default/red', 'group:default/blue']).toContain(to);
    }
    const [{ to, ...payload }] = sent;
    const team = (to as string).slice('group:default/'.length);
    expect(payload).toEqual({
      title: expect.stringMatching(/: \d+ new risks?$/),
      description: expect.stringMatching(
        /^As of now: \d+ at info or worse, 0 overdue, 0 lapsed, 0 under way, 0 about to run out\.$/,
      ),
      link: `/coupling/risks?team=group%3Adefault%2F${team}&children=0`,
      severity: expect.stringMatching(/^(critical|high|normal|low)$/),
      topic: 'coupling-digest',
      scope: `coupling:digest:group:default/${team}`,
    });
    await scheduler.triggerTask(NOTICES_TASK);
    expect(mailbox.take()).toEqual([]);
  });

  it('tells at once what a team is given, and keeps the reason to itself', async () => {
    await start({ digest: 'immediate' });
    await analyse();
    await scheduler.triggerTask(NOTICES_TASK);
    const { body } = await portal!.get('/findings').expect(200);
    const answer = await portal!.decide(
      body.items[0].id,
      {
        id: 'give-to-blue',
        after: 0,
        body: {
          kind: 'assign',
          team: 'group:default/blue',
          due: '2999-01-01',
          note: 'between us',
        },
      },
      'user:default/mara',
    );
    expect(answer.status).toBe(201);
    await scheduler.triggerTask(NOTICES_TASK);
    const sent = mailbox.take();
    expect(sent).toMatchObject([
      {
        to: 'group:default/blue',
        title: expect.stringContaining('1 assigned to you'),
        link: '/coupling/risks?holder=group%3Adefault%2Fblue&standing=assigned&standing=planned',
        topic: 'coupling-assigned',
        scope: 'coupling:assigned:group:default/blue',
      },
    ]);
    expect(JSON.stringify(sent)).not.toContain('between us');
  });

  it('asks those to agree whom an acceptance names, where the policy wants a second person', async () => {
    const limit = { maxDays: 90, secondPerson: true };
    const severities = ['critical', 'high', 'medium', 'low', 'info'];
    await start(
      { digest: 'daily' },
      { acceptance: Object.fromEntries(severities.map(of => [of, limit])) },
    );
    await analyse();
    await scheduler.triggerTask(NOTICES_TASK);
    const { body } = await portal!.get('/findings').expect(200);
    const until = new Date(Date.now() + 30 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    const answer = await portal!.decide(
      body.items[0].id,
      {
        id: 'accept-with-ivo',
        after: 0,
        body: {
          kind: 'accept',
          reason: 'between us',
          until,
          approvedBy: ['User:default/Ivo', 'the CTO', 'user:default/mara'],
        },
      },
      'user:default/mara',
    );
    expect(answer.status).toBe(201);
    await scheduler.triggerTask(NOTICES_TASK);
    expect(mailbox.take()).toEqual([
      {
        to: 'user:default/ivo',
        title: '1 acceptance waits for you to agree',
        description: 'As of now: 1 waiting for you to agree.',
        link: '/coupling/risks?standing=proposed',
        severity: expect.any(String),
        topic: 'coupling-digest',
        scope: 'coupling:digest:user:default/ivo',
      },
    ]);
    await scheduler.triggerTask(NOTICES_TASK);
    expect(mailbox.take()).toEqual([]);
  });

  it('schedules nothing when told so', async () => {
    await start({ digest: 'off' });
    const tasks = await scheduler.getScheduledTasks();
    expect(tasks.map(({ id }) => id)).not.toContain(NOTICES_TASK);
  });
});
