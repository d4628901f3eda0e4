/**
 * The catalog as the engine sees it: entities that can fail, the teams that own them, the systems and domains they are
 * part of, and the couplings between them. Plain data; every index below is a position in `Model.entities`.
 */

import type { DomainPolicy } from '../policy/policy';

/** One catalog entity as it was read, and where from. Nothing about `entity` is trusted: any JSON value may stand there. */
export interface SourcedEntity {
  entity: unknown;
  file?: string;
  line?: number;
}

/** A defect of the map itself: what was read, where, and what was expected. Never ends a run. */
export interface Problem {
  code: ProblemCode;
  ref?: string;
  file?: string;
  line?: number;
  /** Key the problem is about, e.g. `spec.owner` or `posiwid.dev/redundancy-group`. */
  key?: string;
  message: string;
}

export type ProblemCode =
  | 'not-an-entity'
  | 'duplicate'
  | 'malformed-ref'
  | 'dangling-ref'
  | 'unreadable-value'
  | 'unreadable-file'
  | 'self-dependency'
  | 'cycle-in-groups'
  | 'rule-failed';

/** Evidence grades, strongest first. */
export const GRADES = ['tested', 'observed', 'declared', 'inferred'] as const;
export type Grade = (typeof GRADES)[number];

/** `hard`: the dependent fails with it. `soft`: it degrades. */
export type Strength = 'hard' | 'soft';

export type CouplingKind = 'dependsOn' | 'consumesApi';

/** Statements a team made about an entity, see docs/vocabulary.md. Absent means unknown, never "no". */
export interface Facts {
  purpose?: string;
  claims?: string;
  redundancyGroup?: { name: string; need: number };
  failureDomain?: string[];
  spreadOver?: string[];
  partitioning?: 'none' | 'cells' | 'shards';
  instances?: number | 'many';
  standbyState?: 'warm' | 'cold';
  changeChannel?: string[];
  changePace?: 'all-at-once' | 'staged' | 'staged-checked' | 'manual';
  runsAt?: string[];
  onDependencyFailure?: string[];
  dependencyStrength?: Strength;
  mechanisms?: string[];
  absorbsLoadFor?: string[];
  warmUp?: string;
  watches?: string[];
  actsOn?: string[];
  guards?: string[];
  writesTo?: string[];
  healthAction?: string;
  supports?: string[];
  breakGlass?: string;
  killSwitch?: string;
  runbook?: string;
  drilled?: { at: string; outcome: 'passed' | 'failed' | 'partial' };
  contract?: string;
  consumers?: string[];
  knownLimit?: string;
  externalParty?: string;
  /** Of a domain: what it asks of what is in it. */
  policy?: DomainPolicy;
  /** Which of the facts above were read from tags or `spec.type` rather than stated: grade `inferred`. */
  inferred: (keyof Facts)[];
}

/** An entity that can fail: component, resource, API, or any custom kind that takes part in a coupling. */
export interface ModelEntity {
  ref: string;
  kind: string;
  name: string;
  title?: string;
  type?: string;
  lifecycle?: string;
  tags: string[];
  /** Positions in `Model.teams`; several owners are kept in the order stated. */
  owners: number[];
  /** Position in `Model.systems`. */
  system?: number;
  facts: Facts;
  /** True for an API with a readable `spec.definition`: its contract is there to read. */
  hasDefinition: boolean;
  file?: string;
  line?: number;
}

/** A system or a domain. */
export interface Grouping {
  ref: string;
  kind: 'system' | 'domain';
  title?: string;
  owners: number[];
  /** System: its domain. Domain: the domain above it. Position in `Model.domains`. */
  parent?: number;
  facts: Facts;
  /** False when entities name it but the catalog does not have it. */
  exists: boolean;
  file?: string;
  line?: number;
}

/** A group or user that owns, or is named as owner of, something. */
export interface Team {
  ref: string;
  kind: 'group' | 'user';
  title?: string;
  /** Position in `Model.teams` of the group above it. */
  parent?: number;
  children: number[];
  /** Users that are members, those of child groups not counted. */
  members: number;
  exists: boolean;
}

/** What the catalog defines of its organisation: tells "no teams in this catalog" from "this owner is gone". */
export interface TeamsDefined {
  groups: number;
  /** Groups with at least one member, in themselves or in a group below. */
  groupsWithMembers: number;
  users: number;
}

/** One declared coupling from an entity to what it needs, as a table of columns. `from[i]` needs `to[i]`. */
export interface Couplings {
  count: number;
  from: Uint32Array;
  to: Uint32Array;
  kind: CouplingKind[];
  strength: Strength[];
  grade: Grade[];
  /** Facts about single couplings (`spec.couplings`), by row; most rows have none. */
  facts: Record<number, CouplingFacts>;
}

export interface CouplingFacts {
  retries?: number;
  mechanisms?: string[];
  alternatives?: string[];
}

/**
 * What an entity needs, as AND over clauses, each clause `need` of its members (see "How dependencies combine" in
 * docs/vocabulary.md). Compressed sparse rows: the clauses of entity `e` are `clauseStart[e] .. clauseStart[e+1]-1`, the
 * members of clause `c` are `members[memberStart[c] .. memberStart[c+1]-1]`. A clause is broken when fewer than
 * `need[c]` members work. `usedBy` is the same the other way round: clauses that name an entity.
 */
export interface DependencyGraph {
  nodes: number;
  clauses: number;
  clauseStart: Uint32Array;
  clauseOwner: Uint32Array;
  memberStart: Uint32Array;
  members: Uint32Array;
  need: Uint32Array;
  /** 1 hard, 0 soft. */
  hard: Uint8Array;
  usedStart: Uint32Array;
  usedBy: Uint32Array;
}

export interface Model {
  entities: ModelEntity[];
  /** Groups and users named as owners, with the groups above and below them; in the order of their refs. */
  teams: Team[];
  /** Counts over the whole catalog, owners or not. */
  defined: TeamsDefined;
  systems: Grouping[];
  domains: Grouping[];
  couplings: Couplings;
  /** API to component pairs: `api[i]` is provided by `provider[i]`. */
  provides: { api: Uint32Array; provider: Uint32Array };
  graph: DependencyGraph;
  /** References that name nothing in the catalog, one a row. */
  dangling: { ref: string; key: string; target: string }[];
  problems: Problem[];
}
