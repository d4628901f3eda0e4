/**
 * What clocks of a time zone show, and when they show it. A wall clock is reckoned in milliseconds as if it were UTC. A time zone
 * that is none throws a RangeError.
 */

/** What clocks of a time zone show at an instant. */
export function wallClock(instant: number, timezone: string): number {
  return instant + offsetOf(instant, timezone);
}

/** The instant at which clocks of a time zone show a time. */
export function instantAt(wall: number, timezone: string): number {
  const guess = wall - offsetOf(wall, timezone);
  return wall - offsetOf(guess, timezone);
}

/** Milliseconds that a time zone is ahead of UTC at an instant. */
function offsetOf(instant: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const of = (type: string) =>
    Number(parts.find(part => part.type === type)?.value);
  const shown = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
