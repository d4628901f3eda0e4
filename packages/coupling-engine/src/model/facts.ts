/**
 * Facts that a team stated in `posiwid.dev/` annotations, and the few that tags or `spec.type` plainly imply. One row of the
 * table a key of docs/vocabulary.md. A value that cannot be read is a problem with its key and what was expected; it is
 * never guessed at.
 */
import { readDomainPolicy } from './domainPolicy';
import type { Facts } from './types';
import type { ProblemLog } from './problems';
import { shown } from './problems';
import type { ReadEntity } from './read-entity';
import { ANNOTATION_PREFIX } from './read-entity';
import { parseRef } from './refs';

/** Facts of every entity that states none: shared, so that a large catalog does not carry thousands of empty objects. */
const NO_FACTS: Facts = Object.freeze({
  inferred: Object.freeze([]) as unknown as (keyof Facts)[],
});

const MAX_TEXT = 10_000;

type FactName = Exclude<keyof Facts, 'inferred'>;
type Parsed<T> = { value: T } | { expected: string };
type Parser<T> = (text: string, entity: ReadEntity) => Parsed<T>;
type Row = {
  [F in FactName]: { fact: F; parse: Parser<NonNullable<Facts[F]>> };
}[FactName];

const ROWS = new Map<string, Row>([
  ['purpose', { fact: 'purpose', parse: text }],
  ['claims', { fact: 'claims', parse: text }],
  ['redundancy-group', { fact: 'redundancyGroup', parse: redundancyGroup }],
  ['failure-domain', { fact: 'failureDomain', parse: failureDomain }],
  ['spread-over', { fact: 'spreadOver', parse: failureDomains }],
  [
    'partitioning',
    { fact: 'partitioning', parse: oneOf('none', 'cells', 'shards') },
  ],
  ['instances', { fact: 'instances', parse: instances }],
  ['standby-state', { fact: 'standbyState', parse: oneOf('warm', 'cold') }],
  ['change-channel', { fact: 'changeChannel', parse: refsOrExternal }],
  [
    'change-pace',
    {
      fact: 'changePace',
      parse: oneOf('all-at-once', 'staged', 'staged-checked', 'manual'),
    },
  ],
  ['runs-at', { fact: 'runsAt', parse: schedules }],
  [
    'on-dependency-failure',
    {
      fact: 'onDependencyFailure',
      parse: listOf(
        'fail',
        'degrade',
        'serve-stale',
        'failover',
        'buffer',
        'retry',
        'restart',
        'block',
      ),
    },
  ],
  [
    'dependency-strength',
    { fact: 'dependencyStrength', parse: oneOf('hard', 'soft') },
  ],
  ['mechanisms', { fact: 'mechanisms', parse: listOrNone }],
  ['absorbs-load-for', { fact: 'absorbsLoadFor', parse: refs }],
  ['warm-up', { fact: 'warmUp', parse: text }],
  ['watches', { fact: 'watches', parse: refs }],
  ['acts-on', { fact: 'actsOn', parse: refs }],
  ['guards', { fact: 'guards', parse: refs }],
  ['writes-to', { fact: 'writesTo', parse: refs }],
  ['health-action', { fact: 'healthAction', parse: text }],
  [
    'supports',
    {
      fact: 'supports',
      parse: listOf(
        'observability',
        'deployment',
        'incident-response',
        'remote-access',
        'status-communication',
        'support',
        'restore',
      ),
    },
  ],
  ['break-glass', { fact: 'breakGlass', parse: text }],
  ['kill-switch', { fact: 'killSwitch', parse: text }],
  ['runbook', { fact: 'runbook', parse: text }],
  ['drilled', { fact: 'drilled', parse: drilled }],
  ['contract', { fact: 'contract', parse: text }],
  ['consumers', { fact: 'consumers', parse: consumers }],
  ['known-limit', { fact: 'knownLimit', parse: text }],
  ['external-party', { fact: 'externalParty', parse: text }],
  ['policy', { fact: 'policy', parse: domainPolicy }],
]);

/** What a tag or a `spec.type` plainly says an entity is part of. */
const SUPPORT_WORDS = new Map([
  ['observability', 'observability'],
  ['monitoring', 'observability'],
  ['status-page', 'status-communication'],
  ['ci', 'deployment'],
]);

/** The facts of one entity; `type` is its `spec.type`. */
export function readFacts(
  entity: ReadEntity,
  type: string | undefined,
  inertTypes: ReadonlySet<string>,
  log: ProblemLog,
): Facts {
  const facts: Facts = { inferred: [] };
  let found = false;
  for (const [key, value] of entity.annotations) {
    const row = ROWS.get(key);
    if (row === undefined) {
      report(key, 'a key of the vocabulary', key);
    } else if (typeof value !== 'string') {
      report(key, 'text', value);
    } else if (value.length > MAX_TEXT) {
      report(
        key,
        `at most ${MAX_TEXT} characters`,
        `${value.length} characters`,
      );
    } else if (value.trim() === '') {
      report(key, 'a value', value);
    } else {
      const parsed = row.parse(value, entity) as Parsed<never>;
      if ('value' in parsed) {
        facts[row.fact] = parsed.value;
        found = true;
      } else {
        report(key, parsed.expected, value);
      }
    }
  }
  const supports = inferredSupports(entity.tags, type, inertTypes);
  if (facts.supports === undefined && supports.length > 0) {
    facts.supports = supports;
    facts.inferred.push('supports');
    found = true;
  }
  return found ? facts : NO_FACTS;

  function report(key: string, expected: string, value: unknown) {
    const name = ANNOTATION_PREFIX + key;
    log.add(
      'unreadable-value',
      entity.place,
      name,
      `${name}: expected ${expected}, found ${shown(value)}`,
    );
  }
}

/** A library about monitoring helps nobody see an outage, so inert types infer nothing. */
function inferredSupports(
  tags: string[],
  type: string | undefined,
  inertTypes: ReadonlySet<string>,
): string[] {
  if (type !== undefined && inertTypes.has(type.toLowerCase())) return [];
  const supports = new Set<string>();
  for (const word of type === undefined ? tags : [...tags, type]) {
    const support = SUPPORT_WORDS.get(word.toLowerCase());
    if (support !== undefined) supports.add(support);
  }
  return [...supports].sort();
}

function text(value: string): Parsed<string> {
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

function listOrNone(value: string): Parsed<string[]> {
  return value.trim() === 'none' ? { value: [] } : list(value);
}

function oneOf<const T extends string>(...words: T[]): Parser<T> {
  return value => {
    const word = words.find(w => w === value.trim());
    return word === undefined
      ? { expected: `one of ${words.join(', ')}` }
      : { value: word };
  };
}

function listOf(...words: string[]): Parser<string[]> {
  return value => {
    const parsed = list(value);
    if ('expected' in parsed) return parsed;
    return parsed.value.every(item => words.includes(item))
      ? parsed
      : { expected: `a list of ${words.join(', ')}` };
  };
}

function refs(value: string, entity: ReadEntity): Parsed<string[]> {
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

function refsOrExternal(value: string, entity: ReadEntity): Parsed<string[]> {
  return /^external:/i.test(value.trim())
    ? list(value.replace(/,/g, ';'))
    : refs(value, entity);
}

function consumers(value: string, entity: ReadEntity): Parsed<string[]> {
  if (value.trim() === 'none') return { value: [] };
  if (/^[a-z]+:\/\//i.test(value.trim())) return list(value);
  const asRefs = refs(value, entity);
  // Free text has spaces; names have none, so text is kept as it is and known to be no list of references.
  return 'expected' in asRefs || /\s/.test(items(value).join(','))
    ? list(value)
    : asRefs;
}

function redundancyGroup(
  value: string,
): Parsed<{ name: string; need: number }> {
  const expected = { expected: 'name or name/k, with k a whole number from 1' };
  const match = /^([^/\s,][^/,]{0,199})(?:\/(\d{1,6}))?$/.exec(value.trim());
  if (match === null || 'expected' in text(value)) return expected;
  const need = match[2] === undefined ? 1 : Number(match[2]);
  return need >= 1 ? { value: { name: match[1].trim(), need } } : expected;
}

function failureDomain(value: string): Parsed<string[]> {
  const path = value.split('/').map(part => part.trim());
  return path.every(part => part !== '') && 'value' in text(value)
    ? { value: path }
    : { expected: 'a path such as region/zone/rack' };
}

function failureDomains(value: string): Parsed<string[]> {
  const places = list(value);
  return 'value' in places &&
    places.value.every(place => 'value' in failureDomain(place))
    ? places
    : { expected: 'a list of failure domains such as region/zone' };
}

function instances(value: string): Parsed<number | 'many'> {
  const word = value.trim();
  if (word === 'many') return { value: 'many' };
  return /^\d{1,9}$/.test(word)
    ? { value: Number(word) }
    : { expected: 'a whole number or many' };
}

const CRON_FIELD =
  /^(\*|\?|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(\/\d+)?(,(\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(\/\d+)?)*$/;

function schedules(value: string): Parsed<string[]> {
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

function domainPolicy(
  value: string,
  { kind }: ReadEntity,
): Parsed<NonNullable<Facts['policy']>> {
  return kind === 'domain'
    ? readDomainPolicy(value)
    : { expected: 'to stand on a domain' };
}

function drilled(value: string): Parsed<NonNullable<Facts['drilled']>> {
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
