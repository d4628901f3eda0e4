import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { InlineAnalysisRunner } from '../../../__testUtils__/InlineAnalysisRunner';
import { SnapshotServer } from '../../../serving/SnapshotServer';
import { DatabaseAnalysisStore } from '../../../store/DatabaseAnalysisStore';
import { Decider } from '../../decisions/Decider';
import { DecisionFeed } from '../../decisions/DecisionFeed';
import { DatabaseJournal } from '../../journal';
import { Reviewer } from '../Reviewer';

/** What there is, and when: the test sets both. */
export interface World {
  entities: Entity[];
  /** ISO 8601. */
  now: string;
}

/** From a catalog to an agenda on a real database, put together as the plugin does, in a world of the test's. */
export interface Governed {
  decider: Decider;
  reviewer: Reviewer;
  /** Analyses the world as it is. */
  analyse(): Promise<void>;
  stop(): Promise<void>;
}

export async function startGoverned(
  knex: Knex,
  world: World,
  logger: LoggerService,
): Promise<Governed> {
  const clock = () => new Date(world.now);
  const store = await DatabaseAnalysisStore.create({
    database: { getClient: async () => knex },
    retention: { snapshots: 1, resolvedDays: 365 },
  });
  const snapshots = new SnapshotServer({ store, logger });
  const journal = new DatabaseJournal(knex);
  const feed = new DecisionFeed({
    journal,
    logger,
    onDecided: decisions => snapshots.decided(decisions),
  });
  const decider = new Decider({ journal, snapshots, feed, clock });
  await snapshots.start();
  await feed.start();
  return {
    decider,
    reviewer: new Reviewer({ journal, snapshots, decider, clock }),
    async analyse() {
      await store.save(await outcomeOf(store, world));
      await snapshots.refresh();
      await decider.lapse();
    },
    async stop() {
      feed.stop();
      await snapshots.stop();
    },
  };
}

/** What an analysis of the world leaves behind, after all those that are stored. */
async function outcomeOf(
  store: DatabaseAnalysisStore,
  { entities, now }: World,
) {
  const run = new InlineAnalysisRunner().start();
  run.addEntities(entities);
  for await (const rows of store.findings()) run.addHistory(rows);
  const { changed, ...outcome } = await run.finish({
    id: `analysis of ${now}`,
    at: now,
    fingerprint: now,
    scanned: entities.length,
    previousAt: (await store.latest())?.at,
  });
  return { ...outcome, findings: changed };
}
