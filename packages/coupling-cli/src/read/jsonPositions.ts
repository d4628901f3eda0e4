import { printParseErrorCode, visit } from 'jsonc-parser';

/** Strict JSON: what `JSON.parse` takes. */
const STRICT = { disallowComments: true, allowTrailingComma: false };

/**
 * Line, from 1, on which each element of a JSON array begins: of the array that is the text, or of the array under the
 * top-level key `items`.
 */
export function elementLines(json: string): number[] {
  const lines: number[] = [];
  let depth = 0;
  let elements: number | undefined;
  let key = '';
  const value = (line: number) => {
    if (depth === elements) lines.push(line + 1);
  };
  visit(
    json,
    {
      onObjectProperty: property => {
        if (depth === 1) key = property;
      },
      onLiteralValue: (_value, _offset, _length, line) => value(line),
      onObjectBegin: (_offset, _length, line) => {
        value(line);
        depth += 1;
      },
      onArrayBegin: (_offset, _length, line) => {
        value(line);
        const isEntities = depth === 0 || (depth === 1 && key === 'items');
        depth += 1;
        if (isEntities) elements ??= depth;
      },
      onObjectEnd: () => {
        depth -= 1;
      },
      onArrayEnd: () => {
        if (depth === elements) elements = -1;
        depth -= 1;
      },
    },
    STRICT,
  );
  return lines;
}

/** The first error of a text that `JSON.parse` refused: V8 does not say where, in all of its messages. */
export function firstError(json: string): { line: number; message: string } {
  let first: { line: number; message: string } | undefined;
  visit(
    json,
    {
      onError: (code, _offset, _length, line) => {
        first ??= {
          line: line + 1,
          message: inWords(printParseErrorCode(code)),
        };
      },
    },
    STRICT,
  );
  return first ?? { line: 1, message: 'cannot be parsed' };
}

/** `PropertyNameExpected`: property name expected. */
function inWords(code: string): string {
  return code
    .replace(/(?<!^)[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
    .toLowerCase();
}
