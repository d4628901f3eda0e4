/** Wires evidence: its store, its collectors, its upkeep. */
import type {
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  CouplingEvidenceExtensionPoint,
  EvidenceCollector,
} from '@posiwid/backstage-plugin-coupling-node';
import type { EvidenceConfig } from '../config/evidence';
import { CollectorRunner } from './CollectorRunner';
import { CollectorStore } from './CollectorStore';
import { DatabaseObservationStore } from './DatabaseObservationStore';
import { EvidenceReporter } from './EvidenceReporter';

const UPKEEP = {
  id: 'coupling-evidence-upkeep',
  scope: 'global',
  frequency: { hours: 1 },
  timeout: { minutes: 30 },
  initialDelay: { minutes: 1 },
} as const;

/** Collectors that modules have added, each id once. */
export class CollectorList implements CouplingEvidenceExtensionPoint {
  readonly collectors: EvidenceCollector[] = [];

  addCollector(collector: EvidenceCollector): void {
    if (this.collectors.some(({ id }) => id === collector.id)) {
      throw new ConflictError(
        `There is an evidence collector ${collector.id} already`,
      );
    }
    this.collectors.push(collector);
  }
}

export interface Evidence {
  store: DatabaseObservationStore;
  reporter: EvidenceReporter;
  /** Lets collectors begin to listen. */
  listen(): Promise<void>;
}

export async function startEvidence(options: {
  config: EvidenceConfig;
  collectors: readonly EvidenceCollector[];
  database: DatabaseService;
  scheduler: SchedulerService;
  logger: LoggerService;
}): Promise<Evidence> {
  const { config, collectors, database, scheduler, logger } = options;
  const { policy, silentAfterDays } = config;
  const store = await DatabaseObservationStore.create({ database, policy });
  const collectorStore = new CollectorStore(await database.getClient());
  const runner = new CollectorRunner({
    observations: store,
    store: collectorStore,
    logger,
  });
  await runner.schedule(collectors, scheduler);
  await scheduler.scheduleTask({
    ...UPKEEP,
    fn: signal => store.maintain(new Date().toISOString(), signal),
  });
  return {
    store,
    reporter: new EvidenceReporter({
      store,
      collectors,
      collectorStore,
      maximum: policy.maximum,
      silentAfterDays,
    }),
    listen: () => runner.listen(collectors),
  };
}
