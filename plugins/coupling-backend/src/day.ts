export const DAY_MS = 24 * 60 * 60 * 1000;

/** The calendar day (UTC) of a time in ISO 8601: `2026-02-28`. */
export function dayOf(at: string): string {
  return at.slice(0, 'YYYY-MM-DD'.length);
}

/** The time so many days before another, both in ISO 8601. */
export function daysBefore(at: string, days: number): string {
  return new Date(Date.parse(at) - days * DAY_MS).toISOString();
}

/** Whether a text is a calendar day: 2026-02-30 has the form of one and is none. */
export function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
