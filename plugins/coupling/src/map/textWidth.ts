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

/** Share of the room that the end of a name is given when its middle is left out. */
const END_SHARE = 0.4;
/** Characters at the end that are looked at; more never fit. */
const END_CHARACTERS = 200;

/**
 * `text`, with an ellipsis in place of its middle so that it is at most `maxWidth` px wide: what tells names of one catalog
 * apart is often their end. Never splits a surrogate pair.
 */
export function fitText(
  text: string,
  fontSize: number,
  maxWidth: number,
): string {
  if (fits(text, fontSize, maxWidth)) {
    return text;
  }
  // The ellipsis is as wide as the font is high.
  const room = maxWidth - fontSize;
  const last = [...text.slice(-END_CHARACTERS)].reverse();
  const end = asManyAsFit(last, fontSize, room * END_SHARE).reverse();
  const left = room - textWidth(end.join(''), fontSize);
  const start = asManyAsFit(text, fontSize, left);
  return `${start.join('').trimEnd()}…${end.join('').trimStart()}`;
}

function fits(text: string, fontSize: number, maxWidth: number): boolean {
  let width = 0;
  for (const character of text) {
    width += advance(character) * fontSize;
    if (width > maxWidth) {
      return false;
    }
  }
  return true;
}

function asManyAsFit(
  characters: Iterable<string>,
  fontSize: number,
  room: number,
): string[] {
  const fitting: string[] = [];
  let width = 0;
  for (const character of characters) {
    width += advance(character) * fontSize;
    // Half of a pair, left over where the text was cut, would be no character.
    if (width > room || /^[\uD800-\uDFFF]$/.test(character)) {
      break;
    }
    fitting.push(character);
  }
  return fitting;
}
