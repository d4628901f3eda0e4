/**
 * What each entity needs, before clauses: its plain dependencies and the facts of `spec.couplings` about them. Dependencies
 * on nothing in the catalog are left out here and listed as dangling; those on the entity itself are dropped.
 */
import type { CouplingFacts, CouplingKind, Strength } from './types';
import type { Link } from './links';
import type { ProblemLog } from './problems';
import { shown } from './problems';
import type { ReadEntity } from './read-entity';
import { isPresent, isRecord } from './read-entity';
import { kindOf, parseRef } from './refs';

/** One target that an entity needs. Numbers are positions in `Model.entities`. */
export interface Need {
  to: number;
  kind: CouplingKind;
  /** Undefined: as the entity's `dependency-strength` says, else hard. */
  strength?: Strength;
  /** Retries and mechanisms as stated. */
  facts?: Omit<CouplingFacts, 'alternatives'>;
  /** Any one of these does as well as `to`. */
  alternatives: number[];
  /** Stated in `spec.couplings`; takes the place of a plain dependency on the same target. */
  stated: boolean;
}

export interface Resolver {
  /** Position in `Model.entities` of a full ref, or undefined with the defect noted. */
  resolve(entity: ReadEntity, key: string, target: string): number | undefined;
}

/** Plain dependencies of one entity, each target once, in the order stated. */
export function plainNeeds(
  entity: ReadEntity,
  self: number,
  links: Link[],
  resolver: Resolver,
  log: ProblemLog,
): Need[] {
  const seen = new Set<string>();
  const needs: Need[] = [];
  for (const { type, key, target } of links) {
    if (type !== 'dependsOn' && type !== 'consumesApi') continue;
    if (seen.has(target)) continue;
    seen.add(target);
    const to = resolver.resolve(entity, key, target);
    if (to === undefined || isSelf(to, self, entity, key, log)) continue;
    needs.push({ to, kind: type, alternatives: [], stated: false });
  }
  return needs;
}

/** `spec.couplings` of one entity; rows that cannot be read are problems and left out. */
export function statedNeeds(
  entity: ReadEntity,
  self: number,
  resolver: Resolver,
  log: ProblemLog,
): Need[] {
  const rows = entity.spec.couplings;
  if (!isPresent(rows)) return [];
  const unreadable = (key: string, expected: string, found: unknown) =>
    log.add(
      'unreadable-value',
      entity.place,
      key,
      `${key}: expected ${expected}, found ${shown(found)}`,
    );
  if (!Array.isArray(rows)) {
    unreadable('spec.couplings', 'a list', rows);
    return [];
  }
  const target = (key: string, value: unknown): number | undefined => {
    const result = parseRef(value, {
      kind: 'component',
      namespace: entity.namespace,
    });
    if ('expected' in result) {
      log.add(
        'malformed-ref',
        entity.place,
        key,
        `${key}: ${shown(value)} is not a reference, ${result.expected}`,
      );
      return undefined;
    }
    const to = resolver.resolve(entity, key, result.ref);
    return to === undefined || isSelf(to, self, entity, key, log)
      ? undefined
      : to;
  };

  const needs: Need[] = [];
  rows.forEach((row: unknown, i) => {
    const key = `spec.couplings[${i}]`;
    if (!isRecord(row)) {
      unreadable(key, 'an object with a target', row);
      return;
    }
    const to = target(`${key}.target`, row.target);
    const stated = row.alternatives;
    if (isPresent(stated) && !Array.isArray(stated)) {
      unreadable(`${key}.alternatives`, 'a list of references', stated);
    }
    const alternatives = new Set<number>();
    for (const value of Array.isArray(stated) ? stated : []) {
      const other = target(`${key}.alternatives`, value);
      if (other !== undefined && other !== to) alternatives.add(other);
    }
    // The target may be unknown while an alternative is there; the clause is then over what the catalog has.
    const [first, ...rest] =
      to === undefined ? alternatives : [to, ...alternatives];
    if (first === undefined) return;
    const kind =
      typeof row.target === 'string' &&
      kindOfTarget(row.target, entity) === 'api'
        ? 'consumesApi'
        : 'dependsOn';
    const need: Need = { to: first, kind, alternatives: rest, stated: true };
    const strength = row.strength;
    if (strength === 'hard' || strength === 'soft') need.strength = strength;
    else if (isPresent(strength))
      unreadable(`${key}.strength`, 'hard or soft', strength);
    const facts = factsOf(row, key, unreadable);
    if (Object.keys(facts).length > 0) need.facts = facts;
    needs.push(need);
  });
  return needs;
}

function kindOfTarget(target: string, entity: ReadEntity): string | undefined {
  const result = parseRef(target, {
    kind: 'component',
    namespace: entity.namespace,
  });
  return 'ref' in result ? kindOf(result.ref) : undefined;
}

function factsOf(
  row: Record<string, unknown>,
  key: string,
  unreadable: (key: string, expected: string, found: unknown) => void,
): CouplingFacts {
  const facts: CouplingFacts = {};
  const { retries, mechanisms } = row;
  if (
    typeof retries === 'number' &&
    Number.isInteger(retries) &&
    retries >= 0
  ) {
    facts.retries = retries;
  } else if (isPresent(retries)) {
    unreadable(`${key}.retries`, 'a whole number from 0', retries);
  }
  if (
    Array.isArray(mechanisms) &&
    mechanisms.every(item => typeof item === 'string')
  ) {
    facts.mechanisms = mechanisms.filter(item => item !== 'none');
  } else if (isPresent(mechanisms)) {
    unreadable(`${key}.mechanisms`, 'a list of text', mechanisms);
  }
  return facts;
}

function isSelf(
  to: number,
  self: number,
  entity: ReadEntity,
  key: string,
  log: ProblemLog,
): boolean {
  if (to !== self) return false;
  log.add(
    'self-dependency',
    entity.place,
    key,
    `${key}: ${entity.ref} names itself; left out`,
  );
  return true;
}
