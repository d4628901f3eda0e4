/** Documents by address, through Backstage's readers and what they may read, or by path. At most so many bytes. */
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { UrlReaderService } from '@backstage/backend-plugin-api';

export interface ReadDocument {
  bytes: Buffer;
  /** Changes when the document does, where its place tells. */
  etag?: string;
}

/** After this a place is taken to be gone. */
const TIMEOUT_MS = 60_000;
const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\//i;

export class DocumentReader {
  constructor(
    private readonly reader: UrlReaderService,
    private readonly maxBytes: number,
  ) {}

  /**
   * @param etag - of the document as it was read before
   * @returns undefined when it has not changed since
   * @throws Error whose message may be shown to people
   */
  async read(
    target: string,
    etag: string | undefined,
    signal: AbortSignal,
  ): Promise<ReadDocument | undefined> {
    try {
      return URL_LIKE.test(target)
        ? await this.readUrl(target, etag, signal)
        : await this.readFile(target, etag);
    } catch (error) {
      signal.throwIfAborted();
      const { name, message } = error as Error;
      if (name === 'NotModifiedError') return undefined;
      throw new Error(
        name === 'TimeoutError'
          ? `no answer within ${TIMEOUT_MS / 1000} s`
          : // What follows a question mark may be a token.
            message.replaceAll(target, shownTarget(target)),
      );
    }
  }

  private async readUrl(
    url: string,
    etag: string | undefined,
    signal: AbortSignal,
  ): Promise<ReadDocument> {
    const response = await this.reader.readUrl(url, {
      etag,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const bytes = response.stream
      ? await this.drained(response.stream())
      : await response.buffer();
    this.check(bytes.byteLength);
    return {
      bytes,
      ...(response.etag ? { etag: response.etag } : {}),
    };
  }

  private async drained(stream: Readable): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      size += chunk.length;
      this.check(size);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  private async readFile(
    path: string,
    etag: string | undefined,
  ): Promise<ReadDocument | undefined> {
    const file = await open(path);
    try {
      const { size, mtimeMs } = await file.stat();
      this.check(size);
      const current = `${size}-${mtimeMs}`;
      return current === etag
        ? undefined
        : { bytes: await file.readFile(), etag: current };
    } finally {
      await file.close();
    }
  }

  private check(bytes: number): void {
    if (bytes <= this.maxBytes) return;
    const megabytes = Math.round((this.maxBytes / 1024 / 1024) * 10) / 10;
    throw new Error(`larger than ${megabytes} MB, which is not read`);
  }
}

/** An address without what may be secret in it. */
export function shownTarget(target: string): string {
  if (!URL.canParse(target)) return target;
  const { protocol, host, pathname } = new URL(target);
  return `${protocol}//${host}${pathname}`;
}
