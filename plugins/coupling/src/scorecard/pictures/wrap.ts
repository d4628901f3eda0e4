import { fitText, textWidth } from '../../map/textWidth';

/** `text` in lines of at most `width` px, broken at spaces; the last of `most` lines is cut with an ellipsis. */
export function wrapText(
  text: string,
  fontSize: number,
  width: number,
  most: number,
): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < most) {
    const words = rest.split(/\s+/);
    let fitting = 1;
    while (
      fitting < words.length &&
      textWidth(words.slice(0, fitting + 1).join(' '), fontSize) <= width
    ) {
      fitting += 1;
    }
    const last = lines.length === most - 1;
    const line = last ? rest : words.slice(0, fitting).join(' ');
    lines.push(fitText(line, fontSize, width));
    rest = last ? '' : words.slice(fitting).join(' ');
  }
  return lines;
}
