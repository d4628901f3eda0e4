import { InputError, NotFoundError } from '@backstage/errors';
import type { Decision } from '../governance/decisions';
import { spawn } from '../threads/spawn';
import type { Answer, Question } from './questions';
import {
  VIEW_THREAD,
  type AudienceKey,
  type FromViewThread,
  type ToViewThread,
  type ViewThreadData,
} from './viewThread';

/** What a reader may see, with the key under which a thread remembers the list. */
export type NamedAudience =
  | 'everything'
  | 'nothing'
  | { key: string; refs: string[] };

/** One snapshot in a thread of its own. */
export interface SnapshotView {
  /** Rejects with NotFoundError or InputError when the question calls for it. */
  ask(question: Question, audience: NamedAudience): Promise<Answer>;
  /** Tells what people decided since; answers to what is asked later know it. */
  decided(decisions: readonly Decision[]): void;
  /** Waits for the questions under way, then ends the thread. */
  close(): Promise<void>;
  /** Resolves when the thread is gone, whatever the reason. */
  readonly gone: Promise<void>;
}

/** Few enough that no message takes long to copy. */
const DECISIONS_A_MESSAGE = 200;

/** Opens a snapshot, or the empty one when there are no chunks, in a new thread. */
export async function openSnapshotView(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  times: string[],
  decisions: readonly Decision[] = [],
): Promise<SnapshotView> {
  const data: ViewThreadData = { thread: 'coupling-views' };
  const worker = spawn(VIEW_THREAD, { workerData: data });
  const send = (message: ToViewThread) => worker.postMessage(message);
  const tell = (told: readonly Decision[]) => {
    for (let i = 0; i < told.length; i += DECISIONS_A_MESSAGE) {
      const some = told.slice(i, i + DECISIONS_A_MESSAGE);
      send({ type: 'decisions', decisions: some });
    }
  };
  const waiting = new Map<number, Waiting>();
  let nextId = 0;

  let markGone: () => void;
  const gone = new Promise<void>(resolve => {
    markGone = resolve;
  });
  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromViewThread) => {
      if (message.type === 'ready') {
        resolve();
      } else if (message.type === 'closed') {
        reject(new Error(`snapshot cannot be opened: ${message.reason}`));
      } else {
        const asked = waiting.get(message.id);
        waiting.delete(message.id);
        asked?.settle(message);
      }
    });
    const end = (error: Error) => {
      reject(error);
      for (const asked of waiting.values()) {
        asked.reject(error);
      }
      waiting.clear();
      markGone();
    };
    worker.on('error', error =>
      end(new Error('view thread failed', { cause: error })),
    );
    worker.on('exit', () => end(new Error('view thread ended')));
  });

  const post = (
    question: Question,
    audience: AudienceKey,
  ): Promise<Answer | 'unknown-audience'> =>
    new Promise((resolve, reject) => {
      const id = nextId;
      nextId += 1;
      const settle = (message: FromViewThread) => {
        if (message.type === 'answer') {
          resolve(message.answer);
        } else if (message.type === 'unknown-audience') {
          resolve('unknown-audience');
        } else if (message.type === 'error') {
          reject(toError(message));
        }
      };
      waiting.set(id, { settle, reject });
      send({ type: 'ask', id, question, audience });
    });

  try {
    for await (const chunk of chunks) {
      send({ type: 'chunk', data: chunk });
    }
    tell(decisions);
    send({ type: 'open', times });
    await ready;
  } catch (error) {
    ready.catch(() => {});
    await worker.terminate();
    throw error;
  }
  worker.unref();

  return {
    gone,
    decided: tell,
    async ask(question, audience) {
      if (typeof audience === 'string') {
        return (await post(question, audience)) as Answer;
      }
      const { key, refs } = audience;
      const answer = await post(question, { key });
      if (answer !== 'unknown-audience') {
        return answer;
      }
      send({ type: 'audience', key, refs });
      return (await post(question, { key })) as Answer;
    },
    async close() {
      while (waiting.size > 0) {
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      await worker.terminate();
    },
  };
}

interface Waiting {
  settle: (message: FromViewThread) => void;
  reject: (error: Error) => void;
}

function toError(message: { name: string; message: string }): Error {
  switch (message.name) {
    case 'NotFoundError':
      return new NotFoundError(message.message);
    case 'InputError':
      return new InputError(message.message);
    default:
      return new Error(message.message);
  }
}
