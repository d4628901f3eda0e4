import type {
  DatabaseService,
  LoggerService,
  PermissionsRegistryService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { couplingDecisionCreatePermission } from '@posiwid/backstage-plugin-coupling-common';
import {
  findingResourceRef,
  isTeamOfFinding,
} from '../permissions/findingRules';
import type { SnapshotServer } from '../serving/SnapshotServer';
import { Decider } from './decisions/Decider';
import { DecisionFeed } from './decisions/DecisionFeed';
import type { CouplingConfig } from '../config';
import { AnnouncingJournal, DatabaseJournal, type Journal } from './journal';
import { NoticeStore, NoticeTask, scheduleNotices } from './notices';
import { PolicyKeeper } from './policy';
import { Reviewer } from './reviews/Reviewer';
import { broadcast } from './signals/broadcast';

export interface GovernanceOptions {
  /** Its tables are up to date. */
  database: DatabaseService;
  permissionsRegistry: PermissionsRegistryService;
  signals: SignalsService;
  notifications: NotificationService;
  scheduler: SchedulerService;
  config: Pick<CouplingConfig, 'notifications' | 'page' | 'policy'>;
  snapshots: SnapshotServer;
  logger: LoggerService;
}

/** What people decide: kept in the journal, told to whoever serves findings. */
export interface Governance {
  journal: Journal;
  decider: Decider;
  reviewer: Reviewer;
  policy: PolicyKeeper;
  /** To be called when the snapshots are served. */
  start(): Promise<void>;
  stop(): void;
  /** To be called when a newer analysis is served: what it outgrew lapses. */
  afterAnalysis(): Promise<void>;
}

export async function startGovernance({
  database,
  permissionsRegistry,
  signals,
  notifications,
  scheduler,
  config,
  snapshots,
  logger,
}: GovernanceOptions): Promise<Governance> {
  const client = await database.getClient();
  const journal = new AnnouncingJournal(
    new DatabaseJournal(client),
    broadcast(signals, logger),
  );
  const policy = new PolicyKeeper({ journal, configured: config.policy });
  const feed = new DecisionFeed({
    journal,
    logger,
    onDecided: decisions => snapshots.decided(decisions),
  });
  const decider = new Decider({
    journal,
    snapshots,
    feed,
    policy: () => policy.policyAt(),
  });

  permissionsRegistry.addResourceType({
    resourceRef: findingResourceRef,
    permissions: [couplingDecisionCreatePermission],
    rules: [isTeamOfFinding],
    getResources: async ids => {
      const found = await decider.find(ids, 'everything');
      const byId = new Map(
        found.map(({ finding: { id }, teams }) => [id, { id, teams }]),
      );
      return ids.map(id => byId.get(id));
    },
  });

  await scheduleNotices({
    scheduler,
    logger,
    config: config.notifications,
    task: new NoticeTask({
      config: config.notifications,
      page: config.page,
      store: new NoticeStore(client),
      snapshots,
      notifications,
      logger,
      catchUp: () => feed.refresh(),
    }),
  });

  const lapse = async () => {
    const lapsed = await decider.lapse();
    if (lapsed > 0) {
      logger.info(`${lapsed} decisions lapsed: what they covered has grown`);
    }
  };
  return {
    journal,
    policy,
    decider,
    reviewer: new Reviewer({ journal, snapshots, decider }),
    async start() {
      await feed.start();
      // One that analysed may have ended before it wrote down what lapsed.
      await lapse();
    },
    stop: () => feed.stop(),
    afterAnalysis: lapse,
  };
}
