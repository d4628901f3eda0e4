/** Calendar days as decisions have them: `YYYY-MM-DD`, ending with the day in UTC. */

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day that it is in UTC. */
export function today(now: Date = new Date()): string {
  return now.toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  return today(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS));
}

/** 2026-02-30 has the form of a day and is none. */
export function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && today(new Date(ms)) === text;
}

/** `31 Dec 2026`, wherever the reader is; the text itself when it is no day. */
export function dayWords(day: string): string {
  return isDay(day)
    ? new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      })
    : day;
}
