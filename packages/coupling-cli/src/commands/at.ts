import { InvalidArgumentError, Option } from 'commander';

/** A day, or a moment with its time zone: without one, a report would depend on where it is made. */
const DAY_OR_MOMENT =
  /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** `--at`: the time for which the report is made. */
export function atOption(): Option {
  return new Option(
    '--at <date>',
    'take this for the time of the report instead of now, e.g. 2026-03-02 or 2026-03-02T08:00:00Z: the same catalog then gives the same report',
  ).argParser(toIso);
}

/** The moment in ISO 8601 and UTC; of a day, its beginning. */
function toIso(text: string): string {
  const [, day] = DAY_OR_MOMENT.exec(text) ?? [];
  const moment = Date.parse(text);
  // 30 February parses, as 2 March.
  const isDay = day && new Date(`${day}T00:00Z`).getUTCDate() === +day.slice(8);
  if (!isDay || Number.isNaN(moment)) {
    throw new InvalidArgumentError(
      'Expected a date such as 2026-03-02, or one with time and zone such as 2026-03-02T08:00:00Z.',
    );
  }
  return new Date(moment).toISOString();
}
