/** Parts of a document of which nothing is known yet. */
export type Fields = Record<string, unknown>;

export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
}

export function shown(value: unknown): string {
  return (
    typeof value === 'string' ? value : JSON.stringify(value) ?? 'nothing'
  )
    .replace(/\s+/g, ' ')
    .slice(0, 120);
}
