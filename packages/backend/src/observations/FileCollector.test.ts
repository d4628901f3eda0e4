import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { FileCollector } from './FileCollector';

const folders: string[] = [];

afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true })));

function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'observations-'));
  folders.push(folder);
  Object.entries(files).forEach(([name, content]) =>
    writeFileSync(join(folder, name), content),
  );
  return folder;
}

/** A run after another, as the scheduler makes them: each begins where the last one that ended well stopped. */
function runs(path: string) {
  let checkpoint: JsonValue | undefined;
  return async () => {
    const sent: unknown[] = [];
    const problems: string[] = [];
    await new FileCollector(path).collect({
      checkpoint,
      setCheckpoint: next => {
        checkpoint = JSON.parse(JSON.stringify(next));
      },
      sink: {
        send: async observations => {
          sent.push(...observations);
          return { stored: observations.length, unchanged: 0, problems: [] };
        },
        problem: message => problems.push(message),
      },
      logger: mockServices.logger.mock(),
      signal: new AbortController().signal,
    });
    return { sent, problems };
  };
}

const line = (id: number) => `${JSON.stringify({ id })}\n`;

describe('FileCollector', () => {
  it('sends every line of every file of a folder, gzipped or not, in order', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => line(i + 2)).join('');
    const folder = folderWith({
      'a.jsonl': line(0),
      'b.ndjson.gz': gzipSync(`${line(1)}\n${many}`),
      'readme.md': 'no observation',
    });
    const { sent, problems } = await runs(folder)();
    expect(sent).toEqual(Array.from({ length: 2502 }, (_, id) => ({ id })));
    expect(problems).toEqual([]);
  });

  it('sends nothing while nothing changes, and all of it when something does', async () => {
    const folder = folderWith({ 'a.jsonl': line(0) });
    const path = join(folder, 'a.jsonl');
    const run = runs(path);
    expect((await run()).sent).toHaveLength(1);
    expect((await run()).sent).toHaveLength(0);
    writeFileSync(path, line(0) + line(1));
    expect((await run()).sent).toHaveLength(2);
  });

  it('says which line cannot be read, and sends the others', async () => {
    const folder = folderWith({ 'a.jsonl': `${line(0)}{no\n${line(1)}` });
    const { sent, problems } = await runs(folder)();
    expect(sent).toHaveLength(2);
    expect(problems).toEqual([expect.stringContaining('a.jsonl, line 2:')]);
  });

  it('fails when there is no such file', async () => {
    const run = runs(join(folderWith({}), 'nowhere.jsonl'));
    await expect(run()).rejects.toThrow('ENOENT');
  });

  it('fails when a file is not what its name says, and then tries all of it again', async () => {
    const folder = folderWith({ 'a.jsonl.gz': 'no gzip' });
    const run = runs(folder);
    await expect(run()).rejects.toThrow('header');
    writeFileSync(join(folder, 'a.jsonl.gz'), gzipSync(line(7)));
    expect((await run()).sent).toEqual([{ id: 7 }]);
  });
});
