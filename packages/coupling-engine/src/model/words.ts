/** Longest name that goes into a sentence as it stands. */
const MAX_NAME = 80;
/** Longest message that is shown whole. */
export const MAX_MESSAGE = 300;
/** Control characters, invisible ones, and those that change the direction of what follows. */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A name as it may stand in a sentence: no control or direction-changing characters, not longer than `max`. */
export function clean(text: string, max = MAX_NAME): string {
  const printable = text.slice(0, max * 4).replace(UNPRINTABLE, '');
  const characters = Array.from(printable);
  return characters.length > max
    ? `${characters.slice(0, max - 1).join('')}…`
    : printable;
}

/** `1 team`, `3 teams`, `49,416 entities`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** `49,416`: the same on every machine, whatever its locale. */
export function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function list(names: readonly string[], max = 3): string {
  if (names.length === 0) return '';
  if (names.length === 1) return names[0];
  if (names.length <= max) {
    return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
  }
  const shown = names.slice(0, max - 1);
  return `${shown.join(', ')} and ${number(names.length - shown.length)} more`;
}

/** The name part of a full ref: `component:default/orders` gives `orders`. */
export function nameOfRef(ref: string): string {
  return clean(ref.slice(ref.indexOf('/') + 1));
}

/** `12 %`, never `0 %` for something that is there. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '0 %';
  const value = (100 * part) / whole;
  return value > 0 && value < 1 ? 'under 1 %' : `${Math.round(value)} %`;
}
