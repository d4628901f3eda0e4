/** A body of JSON lines as lines, of which none is held beyond a bound, nor the body as a whole. */
import { Transform, type Readable } from 'node:stream';
import split from 'split2';

/** Longest line that is read, in bytes. */
export const MAX_LINE = 1024 * 1024;

const NEWLINE = 0x0a;

/** Thrown where a body goes beyond what is taken. */
export class TooLargeError extends Error {
  readonly name = 'PayloadTooLargeError';
  readonly statusCode = 413;
}

/** Passes lines on, the long ones cut off. */
class CutLines extends Transform {
  private bytes = 0;
  /** Bytes of the line that has begun. */
  private inLine = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _: BufferEncoding,
    done: (error?: Error) => void,
  ): void {
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) {
      done(new TooLargeError(`a body has at most ${this.maxBytes} bytes`));
      return;
    }
    const first = chunk.indexOf(NEWLINE);
    const begun = this.inLine + (first === -1 ? chunk.length : first);
    if (begun <= MAX_LINE && chunk.length <= MAX_LINE) {
      this.push(chunk);
      this.inLine =
        first === -1 ? begun : chunk.length - 1 - chunk.lastIndexOf(NEWLINE);
    } else {
      this.pushCut(chunk);
    }
    done();
  }

  private pushCut(chunk: Buffer): void {
    let start = 0;
    while (start < chunk.length) {
      const newline = chunk.indexOf(NEWLINE, start);
      const end = newline === -1 ? chunk.length : newline;
      const room = Math.max(0, MAX_LINE + 1 - this.inLine);
      this.push(chunk.subarray(start, Math.min(end, start + room)));
      this.inLine += end - start;
      if (newline !== -1) {
        this.push(chunk.subarray(newline, newline + 1));
        this.inLine = 0;
      }
      start = end + 1;
    }
  }
}

/**
 * Every line of the source, in order, empty ones too. A line that is too long comes cut, with more than `MAX_LINE` bytes.
 *
 * @param maxBytes - when the source has more, reading ends with a `TooLargeError` after what came before
 */
export function linesOf(
  source: Readable,
  maxBytes: number,
): AsyncIterable<string> & { destroy(): void } {
  const lines = split();
  const cut = new CutLines(maxBytes);
  source.on('error', error => cut.destroy(error));
  source.on('aborted', () => cut.destroy(new Error('the sender went away')));
  cut.on('error', error => lines.destroy(error));
  source.pipe(cut).pipe(lines);
  return lines;
}
