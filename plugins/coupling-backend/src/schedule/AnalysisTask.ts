import { createHash, randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Policy } from '@posiwid/coupling-engine';
import type { AnalysisRun, AnalysisRunner } from '../analysis/AnalysisRunner';
import { findTheSame, type CountingPolicy } from '../analysis/policies';
import type { CatalogReader, Scan } from '../catalog/CatalogReader';
import type { ObservationStore } from '../evidence/ObservationStore';
import type { AnalysisRecord, AnalysisStore } from '../store/AnalysisStore';
import { dayOf } from '../day';
import { turn } from '../threads/turn';
import { ProgressLog } from './ProgressLog';
import { isSuspiciouslySmall } from './shrinking';

/** On first start the catalog is looked at this often, and after each analysis half as often, until this seldom. */
const FIRST_PAUSE_MS = 3_000;
const LAST_PAUSE_MS = 24_000;
/** A catalog that is still empty after this long is left to the schedule. */
const GIVE_UP_MS = 5 * 60_000;

/** Entities handed on at a time: less than a millisecond to copy, even when both cores are busy. */
const HAND_ON = 100;

export interface AnalysisTaskOptions {
  reader: CatalogReader;
  runner: AnalysisRunner;
  store: AnalysisStore;
  /** What was observed. */
  evidence: Pick<ObservationStore, 'revision' | 'bodies'>;
  logger: LoggerService;
  /** Everything beside the catalog, the evidence and the policy that an analysis depends on: rules, formats. */
  conditions: unknown;
  /** The policy that counts at a time. */
  policyAt: (at: string) => Promise<CountingPolicy>;
  /** Called when the store has something newer to serve; the run ends when it has resolved. */
  onStored: () => Promise<void>;
  firstPauseMs?: number;
  /** What time it is; the system's when left out. */
  clock?: () => Date;
}

/** `unsettled`: the catalog was not as the scan before had read it, so it was not analysed. */
interface Result {
  kind: 'analysed' | 'unchanged' | 'unsettled';
  /** Fingerprint of what the catalog gave. */
  scanned: string;
}

/** What the schedule runs: read the catalog, analyse it when it has changed, store the result. */
export class AnalysisTask {
  private readonly options: AnalysisTaskOptions;
  private readonly conditions: string;
  private readonly clock: () => Date;

  constructor(options: AnalysisTaskOptions) {
    this.options = options;
    this.clock = options.clock ?? (() => new Date());
    this.conditions = JSON.stringify(options.conditions);
  }

  /** One run of the schedule. Rejects when it failed; what was stored before is then untouched. */
  async run(signal: AbortSignal): Promise<void> {
    const { store } = this.options;
    const neverAnalysed = (await store.latest()) === undefined;
    const { requestedAt } = await store.runState();
    if (neverAnalysed && !requestedAt) {
      await this.settle(signal);
    } else {
      await this.analyse(signal);
    }
    // Asked for while the last one was ending.
    while (!signal.aborted && (await store.runState()).requestedAt) {
      await this.analyse(signal);
    }
  }

  /**
   * The first analysis of an installation. Its catalog is often just filling up, so it is analysed when two scans agree, and
   * looked at again soon, then less and less often.
   */
  private async settle(signal: AbortSignal): Promise<void> {
    const { logger, firstPauseMs = FIRST_PAUSE_MS } = this.options;
    const giveUpAt = Date.now() + GIVE_UP_MS;
    let pause = firstPauseMs;
    let before = '';
    while (!signal.aborted && pause <= LAST_PAUSE_MS && Date.now() < giveUpAt) {
      const { requestedAt } = await this.options.store.runState();
      const asked = requestedAt !== undefined;
      try {
        const result = await this.analyse(signal, asked ? undefined : before);
        before = result.scanned;
        pause = result.kind === 'unsettled' ? firstPauseMs : pause * 2;
      } catch (error) {
        // The catalog itself may still be starting.
        logger.info(`Not analysed yet: ${(error as Error).message}`);
      }
      await this.pauseOrRequest(pause, signal);
    }
  }

  /** Waits, but no longer than until somebody asks for an analysis. */
  private async pauseOrRequest(ms: number, signal: AbortSignal): Promise<void> {
    const until = Date.now() + ms;
    while (!signal.aborted && Date.now() < until) {
      await new Promise(resolve =>
        setTimeout(resolve, Math.min(1_000, until - Date.now())),
      );
      if ((await this.options.store.runState()).requestedAt) {
        return;
      }
    }
  }

  /**
   * Scans, and analyses when something has changed.
   *
   * @param settledAt - when given, a catalog that is empty or has another fingerprint is not analysed
   */
  private async analyse(
    signal: AbortSignal,
    settledAt?: string,
  ): Promise<Result> {
    const { store, evidence, runner, logger } = this.options;
    const progress = new ProgressLog(store, logger);
    await store.beginRun(this.now());
    let run: AnalysisRun | undefined;
    try {
      // Once a run: what begins to count meanwhile is analysed at the next one.
      const { policy, version } = await this.options.policyAt(this.now());
      run = runner.start({
        policy,
        onProgress: (phase, done, total) =>
          progress.report({ phase, done, total }),
      });
      const scan = await this.scan(run, progress, signal);
      const latest = await store.latest();
      const at = laterThan(latest?.at, this.now());
      // Before the evidence is read: what comes in meanwhile is analysed at the next run.
      const revision = await evidence.revision(at);
      const fingerprint = this.fingerprintOf(scan, revision, policy, at);

      if (
        settledAt !== undefined &&
        (scan.entities === 0 || scan.fingerprint !== settledAt)
      ) {
        await run.discard();
        await store.endRun();
        return { kind: 'unsettled', scanned: scan.fingerprint };
      }
      if (latest?.fingerprint === fingerprint) {
        await run.discard();
        await store.confirm(latest.id, this.now());
        await store.endRun();
        logger.debug(`Catalog unchanged: ${scan.entities} entities`);
        return { kind: 'unchanged', scanned: scan.fingerprint };
      }
      await this.refuseSuspiciouslySmall(scan, latest);

      for await (const rows of store.findings()) {
        run.addHistory(rows);
      }
      for await (const bodies of evidence.bodies()) {
        signal.throwIfAborted();
        run.addObservations(bodies);
      }
      const outcome = await run.finish({
        id: randomUUID(),
        at,
        fingerprint,
        scanned: scan.entities,
        previousAt: latest?.at,
        policyVersion: version,
        before: otherThan(policy, latest?.policy),
      });
      signal.throwIfAborted();
      progress.report({ phase: 'store', done: 0, total: 0 });
      await store.save({
        record: outcome.record,
        snapshot: outcome.snapshot,
        findings: outcome.changed,
      });
      await this.options.onStored();
      await store.endRun();
      logger.info(
        `Analysed ${outcome.record.counts.entities} entities and ${outcome.record.counts.couplings} couplings in ${outcome.record.durationMs} ms`,
      );
      return { kind: 'analysed', scanned: scan.fingerprint };
    } catch (error) {
      await run?.discard();
      await store.endRun({ at: this.now(), message: messageOf(error) });
      throw error;
    } finally {
      progress.stop();
    }
  }

  private async scan(
    run: AnalysisRun,
    progress: ProgressLog,
    signal: AbortSignal,
  ): Promise<Scan> {
    let done = 0;
    return this.options.reader.scan({
      signal,
      onPage: async page => {
        for (let start = 0; start < page.length; start += HAND_ON) {
          await turn();
          run.addEntities(page.slice(start, start + HAND_ON));
        }
        done += page.length;
        progress.report({ phase: 'scan', done, total: 0 });
      },
    });
  }

  private now(): string {
    return this.clock().toISOString();
  }

  private async refuseSuspiciouslySmall(
    scan: Scan,
    latest: AnalysisRecord | undefined,
  ): Promise<void> {
    const { store } = this.options;
    const { shrunkTo } = await store.runState();
    if (!isSuspiciouslySmall(scan.entities, latest?.scanned, shrunkTo)) {
      return;
    }
    await store.setShrunkTo(scan.entities);
    throw new Error(
      `the catalog gave ${scan.entities} entities where the last analysis read ${latest?.scanned}; ` +
        'it is analysed when the next scan finds the same',
    );
  }

  /**
   * Equal when there is nothing to be found that is not known. The day is part of it: evidence ages, and clocks are read over the
   * week, so an unchanged catalog is analysed again once a day (UTC).
   */
  private fingerprintOf(
    scan: Scan,
    evidence: string,
    policy: Policy,
    at: string,
  ): string {
    const day = dayOf(at);
    return createHash('sha256')
      .update(
        JSON.stringify([
          scan.fingerprint,
          evidence,
          this.conditions,
          policy,
          day,
        ]),
      )
      .digest('hex');
  }
}

/**
 * The time of an analysis. Its replica's clock may be behind that of the one before it, and the order of analyses is that in which they
 * were made.
 */
function laterThan(before: string | undefined, now: string): string {
  return before !== undefined && now <= before
    ? new Date(Date.parse(before) + 1).toISOString()
    : now;
}

/** The policy of the analysis before, when it may find something else. */
function otherThan(
  policy: Policy,
  before: CountingPolicy | undefined,
): CountingPolicy | undefined {
  return before && !findTheSame(policy, before.policy) ? before : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
