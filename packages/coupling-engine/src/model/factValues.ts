/** How the value of a fact is read: what it says, or what was expected. */
import { readDomainPolicy } from './domainPolicy';
import type { ReadEntity } from './read-entity';
import { parseRef } from './refs';
import type { Facts } from './types';

export type Parsed<T> = { value: T } | { expected: string };
export type Parser<T> = (text: string, entity: ReadEntity) => Parsed<T>;
export function text(value: string): Parsed<string> {
  // Line breaks and tabs are text.
  if (/[^\P{Cc}\r\n\t]/u.test(value)) {
    return { expected: 'text without control characters' };
  }
  return { value: value.trim() };
}

function items(value: string): string[] {
  return value
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
}

function list(value: string): Parsed<string[]> {
  const plain = text(value);
  if ('expected' in plain) return plain;
  const found = items(plain.value);
  return found.length > 0
    ? { value: [...new Set(found)] }
    : { expected: 'a comma separated list' };
}

export function listOrNone(value: string): Parsed<string[]> {
  return value.trim() === 'none' ? { value: [] } : list(value);
}

export function oneOf<const T extends string>(...words: T[]): Parser<T> {
  return value => {
    const word = words.find(w => w === value.trim());
    return word === undefined
      ? { expected: `one of ${words.join(', ')}` }
      : { value: word };
  };
}

export function listOf(...words: string[]): Parser<string[]> {
  return value => {
    const parsed = list(value);
    if ('expected' in parsed) return parsed;
    return parsed.value.every(item => words.includes(item))
      ? parsed
      : { expected: `a list of ${words.join(', ')}` };
  };
}

export function refs(value: string, entity: ReadEntity): Parsed<string[]> {
  const found: string[] = [];
  for (const item of items(value)) {
    const result = parseRef(item, {
      kind: 'component',
      namespace: entity.namespace,
    });
    if ('expected' in result) {
      return { expected: 'a comma separated list of references' };
    }
    found.push(result.ref);
  }
  return found.length > 0
    ? { value: [...new Set(found)] }
    : { expected: 'a comma separated list of references' };
}

export function refsOrExternal(
  value: string,
  entity: ReadEntity,
): Parsed<string[]> {
  return /^external:/i.test(value.trim())
    ? list(value.replace(/,/g, ';'))
    : refs(value, entity);
}

export function consumers(value: string, entity: ReadEntity): Parsed<string[]> {
  if (value.trim() === 'none') return { value: [] };
  if (/^[a-z]+:\/\//i.test(value.trim())) return list(value);
  const asRefs = refs(value, entity);
  // Free text has spaces; names have none, so text is kept as it is and known to be no list of references.
  return 'expected' in asRefs || /\s/.test(items(value).join(','))
    ? list(value)
    : asRefs;
}

export function redundancyGroup(
  value: string,
): Parsed<{ name: string; need: number }> {
  const expected = { expected: 'name or name/k, with k a whole number from 1' };
  const match = /^([^/\s,][^/,]{0,199})(?:\/(\d{1,6}))?$/.exec(value.trim());
  if (match === null || 'expected' in text(value)) return expected;
  const need = match[2] === undefined ? 1 : Number(match[2]);
  return need >= 1 ? { value: { name: match[1].trim(), need } } : expected;
}

export function failureDomain(value: string): Parsed<string[]> {
  const path = value.split('/').map(part => part.trim());
  return path.every(part => part !== '') && 'value' in text(value)
    ? { value: path }
    : { expected: 'a path such as region/zone/rack' };
}

export function failureDomains(value: string): Parsed<string[]> {
  const places = list(value);
  return 'value' in places &&
    places.value.every(place => 'value' in failureDomain(place))
    ? places
    : { expected: 'a list of failure domains such as region/zone' };
}

export function instances(value: string): Parsed<number | 'many'> {
  const word = value.trim();
  if (word === 'many') return { value: 'many' };
  return /^\d{1,9}$/.test(word)
    ? { value: Number(word) }
    : { expected: 'a whole number or many' };
}

const CRON_FIELD =
  /^(\*|\?|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(\/\d+)?(,(\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(\/\d+)?)*$/;

export function schedules(value: string): Parsed<string[]> {
  const found = value
    .split(';')
    .map(item => item.trim())
    .filter(item => item !== '');
  return found.length > 0 && found.every(isSchedule)
    ? { value: found }
    : {
        expected:
          'cron expressions of five fields, several with ;, or on-demand',
      };
}

function isSchedule(schedule: string): boolean {
  if (schedule === 'on-demand') return true;
  const fields = schedule.split(/\s+/);
  if (/^(CRON_)?TZ=[A-Za-z0-9_+\-/]+$/.test(fields[0])) fields.shift();
  return fields.length === 5 && fields.every(field => CRON_FIELD.test(field));
}

export function domainPolicy(
  value: string,
  { kind }: ReadEntity,
): Parsed<NonNullable<Facts['policy']>> {
  return kind === 'domain'
    ? readDomainPolicy(value)
    : { expected: 'to stand on a domain' };
}

export function drilled(value: string): Parsed<NonNullable<Facts['drilled']>> {
  const match = /^(\d{4}-\d{2}-\d{2})\s+(passed|failed|partial)$/.exec(
    value.trim(),
  );
  // The round trip refuses days that no month has, which Date would move into the next one.
  const day = match && new Date(`${match[1]}T00:00:00Z`);
  if (
    !match ||
    !day ||
    Number.isNaN(day.getTime()) ||
    !day.toISOString().startsWith(match[1])
  ) {
    return { expected: 'YYYY-MM-DD passed, failed or partial' };
  }
  return {
    value: {
      at: match[1],
      outcome: match[2] as 'passed' | 'failed' | 'partial',
    },
  };
}
