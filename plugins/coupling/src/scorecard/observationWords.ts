/** What one observation says, in a line. */
import type { Observation } from '@posiwid/backstage-plugin-coupling-common';
import { nameOf } from '../refs';
import { minutesWords, numberWords } from './scorecardWords';

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** Minutes between two times of the fields; undefined while one is missing. */
function minutesBetween(from: unknown, to: unknown): number | undefined {
  const span =
    new Date(text(to) ?? NaN).getTime() - new Date(text(from) ?? NaN).getTime();
  return Number.isFinite(span) ? span / 60_000 : undefined;
}

function joined(...parts: (string | undefined | false)[]): string {
  return parts.filter(Boolean).join(', ');
}

/** How long it took; of one that several observations tell of, which part of it this one knows. */
function spanWords(fields: Record<string, unknown>): string {
  const minutes = minutesBetween(fields.startedAt, fields.resolvedAt);
  const which = text(fields.incident);
  if (which !== undefined && !minutes)
    return `${minutes === undefined ? 'start' : 'end'} of ${which}`;
  return minutes === undefined ? 'not over' : minutesWords(minutes);
}

function incident(fields: Record<string, unknown>): string {
  return joined(spanWords(fields), text(fields.severity), text(fields.trigger));
}

/** A commit is known by its first seven digits. */
function shortCommits(value: string | undefined): string | undefined {
  return value?.replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '$1');
}

function calls(fields: Record<string, unknown>): string {
  const requests = number(fields.requests);
  const errors = number(fields.errors);
  const retries = number(fields.retries);
  return joined(
    requests !== undefined && `${numberWords(requests)} requests`,
    errors !== undefined && `${numberWords(errors)} errors`,
    retries !== undefined && `${numberWords(retries)} retries`,
  );
}

function times(n: number | undefined): string | undefined {
  if (n === undefined) return undefined;
  return n === 1 ? 'once' : `${numberWords(n)} times`;
}

export function observationWords(observation: Observation): string {
  const { kind } = observation;
  const fields = observation.fields as Record<string, unknown>;
  switch (kind) {
    case 'deployment':
      return joined(
        text(fields.outcome),
        shortCommits(text(fields.version)),
        text(fields.environment),
        shortCommits(text(fields.change)),
      );
    case 'incident':
      return incident(fields);
    case 'calls':
      return calls(fields);
    case 'communication':
      return joined(times(number(fields.count)), text(fields.channel));
    case 'schedule':
      return joined(text(fields.cron), text(fields.timezone));
    case 'artifact':
      return joined(text(fields.purl));
    case 'drill':
      return joined(text(fields.induced), text(fields.outcome));
    case 'ownership-confirmed':
      return joined(text(fields.by) && `by ${nameOf(text(fields.by)!)}`);
    case 'freeze': {
      const minutes = minutesBetween(fields.from, fields.to);
      return joined(
        minutes !== undefined && `for ${minutesWords(minutes)}`,
        text(fields.reason),
      );
    }
    default:
      return '';
  }
}

/** Addresses in an observation that a browser may open, with what they are. */
export function observationLinks(
  observation: Observation,
): { title: string; href: string }[] {
  const fields = observation.fields as Record<string, unknown>;
  return (['postmortem', 'report', 'change', 'trigger'] as const).flatMap(
    title => {
      const href = text(fields[title]);
      return href && /^https?:\/\//i.test(href) ? [{ title, href }] : [];
    },
  );
}
