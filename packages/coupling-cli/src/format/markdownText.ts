import { printable } from './printable';

/** What GitHub takes in one comment, in characters; other forges take more. */
export const MAX_COMMENT = 65_536;

/** Zero width: keeps a renderer from making a mention, an issue reference or a link out of a name. */
const BREAK = '\u200b';

/** Catalog text as Markdown that shows exactly this text: no markup, HTML, mentions, references or links of its own. */
export function markdownText(text: string): string {
  const inline = escapeHtml(printable(text)).replace(/[\\`*_[\]|~$]/g, '\\$&');
  // What makes a heading, a list or a rule does so only where a line begins.
  const block = inline.replace(/^( *)([#+=-]|\d+(?=[.)]))/, startOfLine);
  return withoutReferences(block);
}

function startOfLine(_match: string, space: string, mark: string): string {
  return /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`;
}

/** Catalog text for inside an HTML tag, where Markdown is off. */
export function htmlText(text: string): string {
  return withoutReferences(escapeHtml(printable(text)));
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

function withoutReferences(text: string): string {
  return text
    .replace(/[@#](?=\w)/g, `$&${BREAK}`)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/www\./gi, match => `${match.slice(0, 3)}${BREAK}.`);
}

/** A ref as code: nothing in code is markup. A name with backticks needs a longer fence. */
export function markdownRef(ref: string): string {
  const text = printable(ref).replace(/\|/g, '\\|');
  const longest = Math.max(
    0,
    ...(text.match(/`+/g) ?? []).map(run => run.length),
  );
  if (longest === 0) return `\`${text}\``;
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${text} ${fence}`;
}

/**
 * Joins blocks with blank lines as long as they fit into `limit` characters, then says how many were left out.
 * `always` come last and are counted first.
 */
export function fitted(
  blocks: string[],
  always: string[],
  limit: number,
  leftOut: (blocks: number) => string,
): string {
  const all = [...blocks, ...always].join('\n\n');
  if (all.length + 1 <= limit) return `${all}\n`;
  const tail = always.join('\n\n');
  let room = limit - tail.length - leftOut(blocks.length).length - 6;
  const kept: string[] = [];
  for (const block of blocks) {
    room -= block.length + 2;
    if (room < 0) break;
    kept.push(block);
  }
  return `${[...kept, leftOut(blocks.length - kept.length), ...always].join(
    '\n\n',
  )}\n`;
}
