/**
 * The thread that analyses: started for one analysis, fed in pages, gone afterwards with all its memory. This module is both
 * the thread's program and, for the main thread, the address of that program.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type {
  Observation,
  Phase,
  Policy,
  Problem,
} from '@posiwid/coupling-engine';
import type { AnalysisRecord, FindingRow } from '../store/AnalysisStore';
import type { AnalysisOrder } from './AnalysisRunner';
import { decodeAudits, encodeAudits, type AuditBytes } from './audits';
import { loadRules } from './loadRules';
import { produce } from './produce';

export const ANALYSIS_THREAD = __filename;

const ROWS_A_MESSAGE = 200;

export interface AnalysisThreadData {
  thread: 'coupling-analysis';
  policy: Policy;
  ruleModules: string[];
}

export type ToAnalysisThread =
  | { type: 'entities'; page: unknown[] }
  | { type: 'history'; rows: FindingRow[] }
  | { type: 'observations'; bodies: string[] }
  | { type: 'finish'; order: AnalysisOrder; earlier?: AuditBytes };

export type FromAnalysisThread =
  | { type: 'progress'; phase: Phase; done: number; total: number }
  | { type: 'snapshot'; chunk: Uint8Array }
  | { type: 'changed'; rows: FindingRow[] }
  | { type: 'done'; record: AnalysisRecord; audits: AuditBytes }
  | { type: 'failed'; message: string };

function run(data: AnalysisThreadData): void {
  const port = parentPort!;
  const entities: unknown[] = [];
  const history: FindingRow[] = [];
  const observations: Observation[] = [];
  const post = (message: FromAnalysisThread, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);

  const finish = async (order: AnalysisOrder, earlier?: AuditBytes) => {
    const problems: Problem[] = [];
    const { rules, measures } = await loadRules(data.ruleModules, problems);
    const outcome = produce({
      entities,
      history,
      observations,
      order,
      earlier: earlier && decodeAudits(earlier),
      settings: {
        policy: data.policy,
        rules,
        measures,
        problems,
        onProgress: (phase, done, total) =>
          post({ type: 'progress', phase, done, total }),
      },
    });
    // In pieces, so that no single message takes the main thread long to receive.
    for (const chunk of outcome.snapshot) {
      post({ type: 'snapshot', chunk }, [chunk.buffer as ArrayBuffer]);
    }
    for (let i = 0; i < outcome.changed.length; i += ROWS_A_MESSAGE) {
      const rows = outcome.changed.slice(i, i + ROWS_A_MESSAGE);
      post({ type: 'changed', rows });
    }
    post({
      type: 'done',
      record: outcome.record,
      audits: encodeAudits(outcome.audits),
    });
  };

  port.on('message', (message: ToAnalysisThread) => {
    switch (message.type) {
      case 'entities':
        for (const entity of message.page) {
          entities.push(entity);
        }
        break;
      case 'history':
        history.push(...message.rows);
        break;
      case 'observations':
        for (const body of message.bodies) {
          observations.push(JSON.parse(body));
        }
        break;
      default:
        finish(message.order, message.earlier).catch(error =>
          post({ type: 'failed', message: String(error?.stack ?? error) }),
        );
    }
  });
}

if (!isMainThread && workerData?.thread === 'coupling-analysis') {
  run(workerData);
}
