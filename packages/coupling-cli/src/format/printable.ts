/** C0 and C1 controls, and what Unicode has to turn, join or hide text. */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Catalog text made safe for a terminal and a page: control characters, terminal escapes and characters that turn or
 * hide text become their code point in writing; line breaks and tabs become a space.
 */
export function printable(text: string): string {
  return text.replace(/[\n\r\t]+/g, ' ').replace(UNPRINTABLE, character => {
    const code = character.codePointAt(0)!.toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}

/** `text` cut to `length` characters, saying so with an ellipsis. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  // A cut must not leave half of a surrogate pair behind.
  const kept = text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${kept}…`;
}
