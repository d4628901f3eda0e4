/**
 * The thread that analyses: started for one analysis, fed in pages, gone afterwards with all its memory. This module is both
 * the thread's program and, for the main thread, the address of that program.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import {
  analyse,
  type Observation,
  type Phase,
  type Policy,
  type Problem,
} from '@posiwid/coupling-engine';
import type { AnalysisRecord, FindingRow } from '../store/AnalysisStore';
import type { AnalysisOrder } from './AnalysisRunner';
import { decodeAudits, encodeAudits, type AuditBytes } from './audits';
import { differencesOf, type Difference } from './differences';
import { loadRules } from './loadRules';
import { existsIn, produce } from './produce';

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
  | { type: 'finish'; order: AnalysisOrder; earlier?: AuditBytes }
  | { type: 'compare'; at: string; policy: Policy; earlier?: AuditBytes };

export type FromAnalysisThread =
  | { type: 'progress'; phase: Phase; done: number; total: number }
  | { type: 'snapshot'; chunk: Uint8Array }
  | { type: 'changed'; rows: FindingRow[] }
  | { type: 'done'; record: AnalysisRecord; audits: AuditBytes }
  | { type: 'differences'; differences: Difference[] }
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

  const compare = async (at: string, other: Policy, known?: AuditBytes) => {
    const extensions = await loadRules(data.ruleModules, []);
    const analyseUnder = (
      policy: Policy,
      earlier = known && decodeAudits(known),
    ) =>
      analyse({
        ...extensions,
        entities: entities.map(entity => ({ entity })),
        observations,
        policy,
        earlier,
        at,
      });
    // Of the first only this is kept while the second is made: there may be no memory for two.
    const { findings, independence } = analyseUnder(data.policy);
    const { claims } = independence;
    const candidate = analyseUnder(other, claims);
    post({
      type: 'differences',
      differences: differencesOf(
        findings,
        candidate.findings,
        existsIn(candidate),
      ),
    });
  };

  const orFail = (work: Promise<void>) =>
    work.catch(error =>
      post({ type: 'failed', message: String(error?.stack ?? error) }),
    );

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
      case 'compare':
        orFail(compare(message.at, message.policy, message.earlier));
        break;
      default:
        orFail(finish(message.order, message.earlier));
    }
  });
}

if (!isMainThread && workerData?.thread === 'coupling-analysis') {
  run(workerData);
}
