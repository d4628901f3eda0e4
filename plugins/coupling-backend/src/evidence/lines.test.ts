import { Readable } from 'node:stream';
import fc from 'fast-check';
import { linesOf, MAX_LINE, TooLargeError } from './lines';

async function read(chunks: Buffer[], maxBytes = Infinity): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(Readable.from(chunks), maxBytes)) {
    lines.push(line);
  }
  return lines;
}

/** The text in pieces, cut anywhere. */
function pieces(text: string, cuts: number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const at = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort(
    (a, b) => a - b,
  );
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i]));
}

describe('lines of a body', () => {
  it('are those of its text, however it arrives', async () => {
    const text = fc
      .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('')))
      .map(parts => parts.join('\n'));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat()), async (body, cuts) => {
        const expected = body.split(/\r?\n/);
        if (expected[expected.length - 1] === '') expected.pop();
        expect(await read(pieces(body, cuts))).toEqual(expected);
      }),
    );
  });

  it('are cut when they are too long, and the others are whole', async () => {
    const long = 'x'.repeat(3 * MAX_LINE);
    const just = 'y'.repeat(MAX_LINE);
    const body = `a\n${long}\n${just}\nb\n${long}`;
    for (const size of [1 << 16, 1 << 20, body.length]) {
      const cuts = Array.from(
        { length: Math.floor(body.length / size) },
        (_, i) => (i + 1) * size,
      );
      const lines = await read(pieces(body, cuts));
      expect(lines.map(line => line.length)).toEqual([
        1,
        MAX_LINE + 1,
        MAX_LINE,
        1,
        MAX_LINE + 1,
      ]);
    }
  });

  it('end with an error when there are too many bytes', async () => {
    await expect(read([Buffer.alloc(11, 'a\n')], 10)).rejects.toThrow(
      TooLargeError,
    );
    expect(await read([Buffer.alloc(10, 'a\n')], 10)).toHaveLength(5);
  });

  it('end with the error of their source', async () => {
    const source = new Readable({
      read() {
        this.destroy(new Error('reset'));
      },
    });
    const reading = async () => {
      for await (const _ of linesOf(source, 10));
    };
    await expect(reading()).rejects.toThrow('reset');
  });
});
