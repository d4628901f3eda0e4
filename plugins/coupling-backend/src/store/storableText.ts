/**
 * The text with what PostgreSQL cannot store in a text column, NUL and lone surrogates, replaced by U+FFFD. JSON needs no
 * such care: `JSON.stringify` writes both as escapes.
 */
export function storableText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '\uFFFD');
}
