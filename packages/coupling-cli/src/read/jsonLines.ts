import { reason } from '../errors';
import type { Reader } from './types';

/** One entity a line: nobody's catalog entry is larger, and one line has to fit in memory. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

const NEWLINE = 10;

/** JSON lines: one entity a line, blank lines allowed. A broken line costs that line only. Reads as it comes. */
export const readJsonLines: Reader = async (content, collector) => {
  let line = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  let tooLong = false;

  const readLine = (bytes: Buffer) => {
    let json = bytes.toString('utf8');
    if (line === 1) json = json.replace(/^\uFEFF/, '');
    if (json.trim() === '') return;
    let entity: unknown;
    try {
      entity = JSON.parse(json);
    } catch (error) {
      collector.problem(`not valid JSON: ${reason(error)}`, line);
      return;
    }
    collector.entity(entity, line);
  };

  const flush = (tail: Buffer) => {
    line += 1;
    if (tooLong) {
      collector.problem(
        `line is longer than ${MAX_LINE_BYTES >> 20} MB and was left out`,
        line,
      );
    } else {
      readLine(rest.length ? Buffer.concat([...rest, tail]) : tail);
    }
    rest = [];
    restBytes = 0;
    tooLong = false;
  };

  for await (const chunk of content) {
    let start = 0;
    let end = chunk.indexOf(NEWLINE);
    while (end !== -1) {
      flush(chunk.subarray(start, end));
      start = end + 1;
      end = chunk.indexOf(NEWLINE, start);
    }
    if (start < chunk.length) {
      restBytes += chunk.length - start;
      tooLong ||= restBytes > MAX_LINE_BYTES;
      if (tooLong) rest = [];
      else rest.push(chunk.subarray(start));
    }
  }
  if (restBytes > 0) flush(Buffer.alloc(0));
};
