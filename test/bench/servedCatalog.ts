/** A catalog that is read, analysed, stored and served as the backend does it, without the rest of the backend. */
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { DEFAULT_POLICY } from '@posiwid/coupling-engine';
import type { Knex } from 'knex';
import { ThreadAnalysisRunner } from '../../plugins/coupling-backend/src/analysis/ThreadAnalysisRunner';
import type { CatalogReader } from '../../plugins/coupling-backend/src/catalog/CatalogReader';
import { PAGE_SIZE } from '../../plugins/coupling-backend/src/catalog/ScanningCatalogReader';
import { AnalysisTask } from '../../plugins/coupling-backend/src/schedule/AnalysisTask';
import { SnapshotServer } from '../../plugins/coupling-backend/src/serving/SnapshotServer';
import { DatabaseAnalysisStore } from '../../plugins/coupling-backend/src/store/DatabaseAnalysisStore';

export const SILENT: LoggerService = {
  error: () => {},
  warn: text => process.stderr.write(`  ${text}\n`),
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

export interface ServedCatalog {
  snapshots: SnapshotServer;
  /** Reads, analyses, stores and serves the catalog once more, as one that has changed. */
  analyse(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param pages - entities as the catalog would answer them: JSON texts of one page each
 */
export async function serveCatalog(
  knex: Knex,
  pages: readonly string[],
): Promise<ServedCatalog> {
  const database: DatabaseService = { getClient: async () => knex };
  const store = await DatabaseAnalysisStore.create({
    database,
    retention: { snapshots: 2, resolvedDays: 730 },
  });
  const snapshots = new SnapshotServer({ store, logger: SILENT });
  let scans = 0;
  const reader: CatalogReader = {
    async scan({ onPage }) {
      scans += 1;
      for (const page of pages) {
        // A turn of the event loop lies between two pages, as between two answers of the catalog.
        await new Promise(resolve => setImmediate(resolve));
        await onPage(JSON.parse(page));
      }
      return {
        entities: pages.length * PAGE_SIZE,
        fingerprint: `scan ${scans}`,
      };
    },
  };
  const task = new AnalysisTask({
    reader,
    runner: new ThreadAnalysisRunner({
      ruleModules: [],
      timeoutMs: 600_000,
    }),
    store,
    evidence: { revision: async () => '', async *bodies() {} },
    logger: SILENT,
    conditions: [],
    policyAt: async () => ({ policy: DEFAULT_POLICY }),
    onStored: () => snapshots.refresh(),
  });
  await snapshots.start();
  await store.request(new Date().toISOString());
  return {
    snapshots,
    analyse: () => task.run(new AbortController().signal),
    stop: () => snapshots.stop(),
  };
}
