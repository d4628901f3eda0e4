/**
 * Widths of text in a proportional sans-serif face, without a browser to ask: the layout of the entity map is a pure
 * function, so that it can be tested, and gives the same picture on every machine.
 *
 * Advances are those of Helvetica (Adobe core metrics) in four classes, rounded up: an estimate that is a little too wide
 * leaves a little air, one that is too narrow lets a line run into a name.
 */
const NARROW = new Set([...`iljtfrI.,:;'|!()[]{}/\\ -\``]);
const WIDE = new Set([...'mwMWQOGCDHNRUABEKPSVXYZ@%&+=<>~#']);

/** Share of the font size that one character takes; anything beyond Latin counts as a full square. */
function advance(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x20 || (point >= 0x300 && point <= 0x36f)) {
    return 0;
  }
  if (point > 0x24f) {
    return 1;
  }
  if (character === 'm' || character === 'M' || character === 'W') {
    return 0.88;
  }
  if (NARROW.has(character)) {
    return 0.34;
  }
  return WIDE.has(character) ? 0.73 : 0.57;
}

/** Estimated width of `text`, px, at `fontSize` px. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) {
    width += advance(character);
  }
  return width * fontSize;
}

/** Faces that systems come with (DejaVu Sans, Segoe UI, Verdana) run up to a twelfth wider. */
const WIDER_FACE = 1.09;

/** The width that `text` has at most, px: for what must not be run into, whatever the face. */
export function widestText(text: string, fontSize: number): number {
  return textWidth(text, fontSize) * WIDER_FACE;
}

/** `text`, cut with an ellipsis so that it is at most `maxWidth` px wide. Never splits a surrogate pair. */
export function fitText(
  text: string,
  fontSize: number,
  maxWidth: number,
): string {
  let width = 0;
  let fitting = '';
  for (const character of text) {
    width += advance(character) * fontSize;
    if (width > maxWidth) {
      return `${cutBack(fitting, fontSize, maxWidth).trimEnd()}…`;
    }
    fitting += character;
  }
  return text;
}

/** Drops characters from the end until an ellipsis fits behind what is left. */
function cutBack(text: string, fontSize: number, maxWidth: number): string {
  const characters = [...text];
  let width = textWidth(text, fontSize) + fontSize;
  while (characters.length > 1 && width > maxWidth) {
    width -= advance(characters.pop()!) * fontSize;
  }
  return characters.join('');
}
