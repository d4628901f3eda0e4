/**
 * The thread that holds one snapshot and answers what is asked about it. Opening a large snapshot takes a second and a view of it
 * tens of milliseconds; here neither holds up the event loop of the backend. A newer snapshot gets a thread of its own.
 * This module is both the thread's program and, for the main thread, the address of that program.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { decodeSnapshot } from '../analysis/snapshot';
import type { Decision } from '../governance/decisions';
import { answer } from './answer';
import { AnswerCache } from './AnswerCache';
import { Answerer } from './Answerer';
import type { Answer, Question } from './questions';
import { ServedSnapshot } from './ServedSnapshot';
import type { Audience } from './visibility';

export const VIEW_THREAD = __filename;

/** Characters of answers kept for those who may read everything or nothing, and for each other audience. */
const MAX_SHARED_CHARACTERS = 32 * 1024 * 1024;
const MAX_OWN_CHARACTERS = 512 * 1024;

const FIRST_QUESTIONS: Question[] = [
  { operation: 'getOverview', query: { children: true } },
  { operation: 'listSharedDependencies', query: { children: true, limit: 25 } },
  { operation: 'listTeams', query: {} },
  { operation: 'listFindings', query: {} },
];

const WHOLE = { everything: {}, nothing: {} };

/** How many readers' rights are kept at a time. */
const MAX_AUDIENCES = 50;

export interface ViewThreadData {
  thread: 'coupling-views';
}

/** An audience as it is named between threads: a list of refs is sent once and then known by its key. */
export type AudienceKey = 'everything' | 'nothing' | { key: string };

export type ToViewThread =
  | { type: 'chunk'; data: Uint8Array }
  | { type: 'open'; times: string[] }
  /** Decisions in their order, before the snapshot is opened or after. */
  | { type: 'decisions'; decisions: Decision[] }
  | { type: 'audience'; key: string; refs: string[] }
  | { type: 'ask'; id: number; question: Question; audience: AudienceKey };

export type FromViewThread =
  | { type: 'ready' }
  | { type: 'closed'; reason: string }
  | { type: 'answer'; id: number; answer: Answer }
  | { type: 'unknown-audience'; id: number }
  | { type: 'error'; id: number; name: string; message: string };

function now(): string {
  return new Date().toISOString();
}

function run(): void {
  const port = parentPort!;
  const chunks: Uint8Array[] = [];
  const audiences = new Map<string, Set<string>>();
  /** By audience: what one may see is no answer to another. */
  let caches = new WeakMap<object, AnswerCache>();
  const decisions: Decision[] = [];
  let served: ServedSnapshot | undefined;
  let answerer: Answerer | undefined;
  const post = (message: FromViewThread, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);

  const addAudience = (key: string, refs: string[]) => {
    audiences.delete(key);
    audiences.set(key, new Set(refs));
    if (audiences.size > MAX_AUDIENCES) {
      audiences.delete(audiences.keys().next().value!);
    }
  };

  const cacheOf = (audience: Audience): AnswerCache => {
    const [key, max] =
      typeof audience === 'string'
        ? [WHOLE[audience], MAX_SHARED_CHARACTERS]
        : [audience.refs, MAX_OWN_CHARACTERS];
    let cache = caches.get(key);
    if (!cache) {
      cache = new AnswerCache(max);
      caches.set(key, cache);
    }
    return cache;
  };

  /** The first pages are worked out before this snapshot takes over, while the one before still answers. */
  const warmUp = (of: Answerer) => {
    for (const question of FIRST_QUESTIONS) {
      try {
        answer(of, question, 'everything', cacheOf('everything'));
      } catch {
        // Whoever asks will be told; all other questions can be answered.
      }
    }
  };

  const open = (times: string[]) => {
    served =
      chunks.length === 0
        ? ServedSnapshot.empty()
        : new ServedSnapshot({
            ...decodeSnapshot(chunks.splice(0)),
            times,
          });
    served.decided(decisions.splice(0), now());
    answerer = new Answerer(served);
    warmUp(answerer);
    post({ type: 'ready' });
  };

  const decide = (more: Decision[]) => {
    if (!served) {
      decisions.push(...more);
      return;
    }
    served.decided(more, now());
    caches = new WeakMap();
  };

  const ask = (id: number, question: Question, named: AudienceKey) => {
    let audience: Audience;
    if (typeof named === 'string') {
      audience = named;
    } else {
      const refs = audiences.get(named.key);
      if (!refs) {
        post({ type: 'unknown-audience', id });
        return;
      }
      audience = { refs };
    }
    if (served!.startOfDay(now())) {
      caches = new WeakMap();
    }
    const found = answer(answerer!, question, audience, cacheOf(audience));
    post({ type: 'answer', id, answer: found }, [
      found.body.buffer as ArrayBuffer,
    ]);
  };

  port.on('message', (message: ToViewThread) => {
    try {
      switch (message.type) {
        case 'chunk':
          chunks.push(message.data);
          break;
        case 'open':
          open(message.times);
          break;
        case 'decisions':
          decide(message.decisions);
          break;
        case 'audience':
          addAudience(message.key, message.refs);
          break;
        default:
          ask(message.id, message.question, message.audience);
      }
    } catch (error) {
      const { name, message: text } = error as Error;
      post(
        message.type === 'ask'
          ? { type: 'error', id: message.id, name, message: text }
          : { type: 'closed', reason: text },
      );
    }
  });
}

if (!isMainThread && workerData?.thread === 'coupling-views') {
  run();
}
