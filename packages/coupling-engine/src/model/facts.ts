/**
 * Facts that a team stated in `posiwid.dev/` annotations, and the few that tags or `spec.type` plainly imply. One row of the
 * table a key of docs/vocabulary.md. A value that cannot be read is a problem with its key and what was expected; it is
 * never guessed at.
 */
import type { Facts } from './types';
import type { ProblemLog } from './problems';
import { shown } from './problems';
import type { ReadEntity } from './read-entity';
import { ANNOTATION_PREFIX } from './read-entity';
import {
  consumers,
  domainPolicy,
  drilled,
  failureDomain,
  failureDomains,
  instances,
  listOf,
  listOrNone,
  oneOf,
  redundancyGroup,
  refs,
  refsOrExternal,
  schedules,
  text,
  type Parsed,
  type Parser,
} from './factValues';

/** Facts of every entity that states none: shared, so that a large catalog does not carry thousands of empty objects. */
const NO_FACTS: Facts = Object.freeze({
  inferred: Object.freeze([]) as unknown as (keyof Facts)[],
});

const MAX_TEXT = 10_000;

type FactName = Exclude<keyof Facts, 'inferred'>;
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
