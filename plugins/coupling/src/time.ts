const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Whole days from one moment to another, never negative; 0 when a moment cannot be read. */
export function daysBetween(from: string, to: Date | string): number {
  const span = new Date(to).getTime() - new Date(from).getTime();
  return Number.isFinite(span)
    ? Math.max(0, Math.floor(span / (DAY * 1000)))
    : 0;
}

/** `today`, `12 d`. */
export function days(n: number): string {
  return n === 0 ? 'today' : `${n.toLocaleString('en')} d`;
}

/** An age in seconds in its largest fitting unit: `just now`, `5 min`, `3 h`, `12 d`. */
export function age(seconds: number): string {
  if (seconds < MINUTE) {
    return 'just now';
  }
  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min`;
  }
  if (seconds < 2 * DAY) {
    return `${Math.floor(seconds / HOUR)} h`;
  }
  return `${Math.floor(seconds / DAY)} d`;
}

/** `just now`, `5 min ago`. */
export function ago(seconds: number): string {
  const text = age(seconds);
  return text === 'just now' ? text : `${text} ago`;
}

/** A day as a person writes it, `28 Oct 2026`; the text itself when it is no date. */
export function day(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? at
    : date.toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
      });
}

/** A moment in UTC, to the minute: `28 Oct 2026 09:05`; the text itself when it is none. */
export function moment(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? at
    : `${date.toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      })} ${date.toISOString().slice(11, 16)}`;
}
