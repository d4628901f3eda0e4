import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type {
  CollectContext,
  EvidenceCollector,
} from '@posiwid/backstage-plugin-coupling-node';

/** Observations handed on at once. */
const BATCH = 1000;
const READABLE = /\.(jsonl|ndjson)(\.gz)?$/i;

/**
 * Evidence from a file, or a folder, of JSON lines, each also gzipped: how the example portal comes to its year. Looks every few
 * seconds whether a file is another than the last time, and then sends all of it: what was sent before changes nothing.
 */
export class FileCollector implements EvidenceCollector {
  readonly id = 'files';
  readonly title = 'Observations in files';
  readonly schedule = {
    frequency: { seconds: 10 },
    timeout: { minutes: 30 },
  };

  constructor(private readonly path: string) {}

  async collect(context: CollectContext): Promise<void> {
    const files = await filesOf(this.path);
    const stamp = files.map(({ name, size, changed }) =>
      [name, size, changed].join(' '),
    );
    if (JSON.stringify(context.checkpoint) === JSON.stringify(stamp)) return;
    for (const { name } of files) {
      const sent = await sendFile(name, context);
      context.logger.info(`${name}: ${sent} observations`);
    }
    context.setCheckpoint(stamp);
  }
}

async function filesOf(path: string) {
  const names = (await stat(path)).isDirectory()
    ? (await readdir(path)).filter(name => READABLE.test(name)).sort()
    : [''];
  return Promise.all(
    names.map(async file => {
      const name = join(path, file);
      const { size, mtimeMs: changed } = await stat(name);
      return { name, size, changed };
    }),
  );
}

async function sendFile(
  name: string,
  { sink, signal }: CollectContext,
): Promise<number> {
  const bytes = createReadStream(name);
  const text = /\.gz$/i.test(name)
    ? bytes.on('error', error => text.destroy(error)).pipe(createGunzip())
    : bytes;
  let batch: unknown[] = [];
  let number = 0;
  let sent = 0;
  const send = async () => {
    await sink.send(batch);
    sent += batch.length;
    batch = [];
  };
  for await (const line of createInterface({ input: text })) {
    signal.throwIfAborted();
    number += 1;
    if (line.trim() === '') continue;
    try {
      batch.push(JSON.parse(line));
    } catch (error) {
      sink.problem(`${name}, line ${number}: ${(error as Error).message}`);
    }
    if (batch.length === BATCH) await send();
  }
  await send();
  return sent;
}
