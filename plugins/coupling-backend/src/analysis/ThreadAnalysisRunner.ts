import type { Phase, Policy } from '@posiwid/coupling-engine';
import type { FindingRow } from '../store/AnalysisStore';
import { spawn } from '../threads/spawn';
import {
  ANALYSIS_THREAD,
  type AnalysisThreadData,
  type FromAnalysisThread,
  type ToAnalysisThread,
} from './analysisThread';
import type {
  AnalysisOutcome,
  AnalysisRun,
  AnalysisRunner,
} from './AnalysisRunner';
import type { AuditBytes } from './audits';
import type { Difference } from './differences';

export interface ThreadAnalysisRunnerOptions {
  /** Absolute paths of modules that export rules. */
  ruleModules: string[];
  timeoutMs: number;
  /** Heap of the thread; Node's default when left out. */
  memoryMb?: number;
}

/** What a thread gave in the end: one of these, by what it was asked for. */
interface Ended {
  outcome?: AnalysisOutcome;
  differences?: Difference[];
}

/** Runs each analysis in a worker thread of its own, so that the event loop of the backend stays free. */
export class ThreadAnalysisRunner implements AnalysisRunner {
  /** Audits of the last analysis that this process has finished. */
  private audits: AuditBytes | undefined;

  constructor(private readonly options: ThreadAnalysisRunnerOptions) {}

  start(start: {
    policy: Policy;
    onProgress: (phase: Phase, done: number, total: number) => void;
  }): AnalysisRun {
    const { ruleModules, timeoutMs, memoryMb } = this.options;
    const data: AnalysisThreadData = {
      thread: 'coupling-analysis',
      policy: start.policy,
      ruleModules,
    };
    const worker = spawn(ANALYSIS_THREAD, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    const send = (message: ToAnalysisThread) => worker.postMessage(message);

    const snapshot: Uint8Array[] = [];
    const changed: FindingRow[] = [];
    const ended = new Promise<Ended>((resolve, reject) => {
      worker.on('message', (message: FromAnalysisThread) => {
        switch (message.type) {
          case 'progress':
            start.onProgress(message.phase, message.done, message.total);
            break;
          case 'snapshot':
            snapshot.push(message.chunk);
            break;
          case 'changed':
            changed.push(...message.rows);
            break;
          case 'done':
            this.audits = message.audits;
            resolve({
              outcome: { record: message.record, snapshot, changed },
            });
            break;
          case 'differences':
            resolve({ differences: message.differences });
            break;
          default:
            reject(new Error(`analysis failed: ${message.message}`));
        }
      });
      worker.on('error', error => reject(explain(error, memoryMb)));
      worker.on('exit', () =>
        reject(new Error('analysis ended before it was finished')),
      );
    });
    // A thread that dies while it is being fed is reported by `finish`.
    ended.catch(() => {});

    /** Says how it is to end, and waits until it has. */
    const end = async (message: ToAnalysisThread): Promise<Ended> => {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () =>
            reject(
              new Error(
                `analysis took longer than ${
                  timeoutMs / 1000
                } s and was stopped (coupling.analysis.timeout)`,
              ),
            ),
          timeoutMs,
        );
      });
      try {
        send(message);
        return await Promise.race([ended, timeout]);
      } finally {
        clearTimeout(timer);
        await worker.terminate();
      }
    };

    const earlier = this.audits;
    return {
      addEntities: page => send({ type: 'entities', page }),
      addHistory: rows => send({ type: 'history', rows }),
      addObservations: bodies => send({ type: 'observations', bodies }),
      async finish(order) {
        return (await end({ type: 'finish', order, earlier })).outcome!;
      },
      async compare(order) {
        return (await end({ type: 'compare', ...order, earlier })).differences!;
      },
      async discard() {
        await worker.terminate();
      },
    };
  }
}

function explain(error: unknown, memoryMb: number | undefined): Error {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new Error(
        `analysis needs more memory than ${
          memoryMb ? `${memoryMb} MB` : 'the default'
        } (coupling.analysis.memory)`,
        { cause: error },
      )
    : new Error('analysis thread failed', { cause: error });
}
