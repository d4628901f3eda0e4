import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Formats that are parsed as one text (YAML, JSON) must fit into one string with room for what is made of it. */
export const MAX_TEXT_BYTES = 256 * 1024 * 1024;

const PEEK_BYTES = 4096;

/** The first bytes of a stream, and the whole stream including them. */
export interface Peeked {
  head: Buffer;
  content: AsyncIterable<Buffer>;
}

/** Reads enough of a stream to tell what it is, without losing it. */
export async function peek(content: AsyncIterable<Buffer>): Promise<Peeked> {
  const chunks = content[Symbol.asyncIterator]();
  const first: Buffer[] = [];
  let size = 0;
  let ended = false;
  while (size < PEEK_BYTES && !ended) {
    const next = await chunks.next();
    if (next.done) ended = true;
    else {
      first.push(next.value);
      size += next.value.length;
    }
  }
  const head = Buffer.concat(first);
  async function* whole() {
    if (head.length > 0) yield head;
    while (!ended) {
      const next = await chunks.next();
      if (next.done) return;
      yield next.value;
    }
  }
  return { head: head.subarray(0, PEEK_BYTES), content: whole() };
}

/** Decompresses when the bytes say gzip (RFC 1952 magic number), whatever the name says. */
export async function decompressed(
  content: AsyncIterable<Buffer>,
): Promise<Peeked> {
  const raw = await peek(content);
  if (raw.head[0] !== 0x1f || raw.head[1] !== 0x8b) return raw;
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const source = Readable.from(raw.content, { objectMode: false });
  source.on('error', error => gunzip.destroy(error));
  return peek(source.pipe(gunzip));
}

/** A zero byte never stands in UTF-8 text of these formats; in binary files and UTF-16 it comes early. */
export function isBinary(head: Buffer): boolean {
  return head.includes(0);
}

/** The whole content as text, without byte order mark. Throws above {@link MAX_TEXT_BYTES}. */
export async function text(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > MAX_TEXT_BYTES) {
      throw new Error(
        `larger than ${
          MAX_TEXT_BYTES >> 20
        } MB; convert it to JSON lines, which are read one at a time`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}
