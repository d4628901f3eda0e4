/** Colour of a terminal, or none. */
export type Paint = (style: Style, text: string) => string;

export type Style =
  | 'critical'
  | 'high'
  | 'medium'
  | 'low'
  | 'info'
  | 'strong'
  | 'muted';

const SGR: Record<Style, string> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  info: '2',
  strong: '1',
  muted: '2',
};

export const plain: Paint = (_style, text) => text;
export const coloured: Paint = (style, text) =>
  `\u001b[${SGR[style]}m${text}\u001b[0m`;

/** Readable lines; wider than this the eye loses the line, narrower than the least nothing fits. */
const WIDEST = 110;
const NARROWEST = 40;

export function readableWidth(columns: number | undefined): number {
  return Math.max(NARROWEST, Math.min(WIDEST, columns ?? 100));
}

/** Breaks at spaces into lines of at most `width` characters; a longer word is cut, so that nothing runs over. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/ +/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    while (word.length > width) {
      lines.push(word.slice(0, width));
      word = word.slice(width);
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** Every line behind the same margin; the first may carry a label in it. */
export function indented(
  lines: string[],
  margin: number,
  label = '',
): string[] {
  return lines.map(
    (line, i) => (i === 0 ? label.padEnd(margin) : ' '.repeat(margin)) + line,
  );
}
