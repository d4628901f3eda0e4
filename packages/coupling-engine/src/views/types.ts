/**
 * What the pages, the command and the REST API show, as plain JSON. The shapes are those of the schemas of the same name in
 * coupling-backend's openapi.yaml; what only a store knows (status, first seen, trend) is added there.
 */
import type { Omission } from '../analysis';
import type { Category, Finding, Leverage, Severity } from '../findings/types';
import type { CouplingKind, Grade, Strength } from '../model/types';
import type { Standing } from '../ownership/types';
import type { Role } from '../structure/types';

/** What a view may be told beside the analysis. */
export interface ViewOptions<F extends Finding = Finding> {
  /** Whether the reader may see an entity; rows that the reader may not see are left out and counted. Default: all. */
  visible?: (ref: string) => boolean;
  /** The findings to show, worst first, in place of the analysis' own: those of a store, with their status. */
  findings?: readonly F[];
}

/** Filter by team: refs of groups and users, or `none` for what has no living owner. Child groups have to be among them. */
export interface TeamOption {
  teams?: ReadonlySet<string>;
}

export interface PageOptions {
  /** Text that has to be in a name, title or ref; case does not matter. */
  q?: string;
  offset?: number;
  limit?: number;
}

export interface TeamRef {
  ref: string;
  title: string;
  standing: Standing;
}

export interface EntitySummary {
  ref: string;
  kind: string;
  name: string;
  title?: string;
  type?: string;
  lifecycle?: string;
  teams: TeamRef[];
  system?: string;
}

export interface Count {
  value: string;
  count: number;
}

/** Of one team's entities, how many fail, degrade and keep working. */
export interface TeamCount {
  team: TeamRef;
  fails: number;
  degrades: number;
  keeps: number;
}

export interface BlastRadiusView {
  ref: string;
  fails: EntitySummary[];
  degrades: EntitySummary[];
  ofEntities: number;
  byTeam: TeamCount[];
  hidden: number;
}

export interface SharedDependencyRow {
  entity: EntitySummary;
  layer: string;
  by: 'failure' | 'change';
  fails: number;
  degrades: number;
  ofEntities: number;
  teams: number;
  teamRefs: TeamRef[];
  systems: number;
  dependents: number;
  mechanisms: string[];
  findings: string[];
  severity?: Severity;
  note?: string;
  grade: Grade;
}

export interface SharedDependencyList {
  items: SharedDependencyRow[];
  total: number;
  hidden: number;
  headline: string;
  layers: Count[];
}

export interface InterfaceRow {
  provider: EntitySummary;
  consumers: { entity: EntitySummary; strength: Strength; grade: Grade }[];
  consumerTeams: TeamRef[];
  viaApi: boolean;
  contract: 'stated' | 'none' | 'not-stated';
  contractText?: string;
  unknownConsumers?: string[];
  findings: string[];
  severity?: Severity;
}

export type Lack = 'owner' | 'contract' | 'api';

export interface InterfaceList {
  items: InterfaceRow[];
  total: number;
  hidden: number;
  headline: string;
  lacking: Record<Lack, number>;
}

export type MatrixLevel = 'team' | 'system' | 'domain';

export interface MatrixRow {
  ref: string;
  title: string;
  group?: string;
  needs: number;
  neededBy: number;
  entities: number;
}

export interface MatrixCell {
  from: number;
  to: number;
  couplings: number;
  interfaces: number;
  lacking: number;
  against: boolean;
  findings: number;
}

export interface MatrixView {
  level: MatrixLevel;
  headline: string;
  couplings: number;
  rows: MatrixRow[];
  cells: MatrixCell[];
  against: {
    from: string;
    to: string;
    entities: string[];
    targets: string[];
  }[];
  omissions: Omission[];
  hidden: number;
}

export interface CouplingRow {
  from: EntitySummary;
  to: EntitySummary;
  kind: CouplingKind;
  strength: Strength;
  grade: Grade;
}

export interface MatrixCellView<F extends Finding = Finding> {
  level: MatrixLevel;
  from: string;
  to: string;
  title: string;
  couplings: CouplingRow[];
  interfaces: InterfaceRow[];
  findings: F[];
  hidden: number;
}

export type EntityState = 'fails' | 'degrades' | 'works';

export interface EntityMapNode {
  entity: EntitySummary;
  side: 'needs-focus' | 'focus' | 'needed';
  distance: number;
  state: EntityState;
  layer?: string;
  neededAnyway?: number;
  onBothSides?: boolean;
}

export interface EntityMapEdge {
  from: string;
  to: string;
  strength: Strength;
  grade: Grade;
  onPath?: boolean;
}

export interface EntityMapView<F extends Finding = Finding> {
  focus: EntitySummary;
  headline: string;
  summary?: string;
  fails: number;
  degrades: number;
  ofEntities: number;
  byTeam: TeamCount[];
  nodes: EntityMapNode[];
  edges: EntityMapEdge[];
  truncated: { needsFocus: number; needed: number };
  path?: {
    from: string;
    to: string;
    refs: string[];
    teams: string[];
    findings: F[];
  };
  hidden: number;
}

export interface Move {
  kind: string;
  leverage: Leverage;
  text: string;
  target?: string;
  findings: string[];
  severities: Severity[];
  teams: TeamRef[];
}

export interface EntityView<F extends Finding = Finding> {
  ref: string;
  kind: 'entity' | 'system' | 'domain' | 'team';
  title: string;
  analysed: boolean;
  fails: number;
  degrades: number;
  ofEntities: number;
  failsByTeam: TeamCount[];
  stoppedBy: { count: number; top: { entity: EntitySummary; stops: number }[] };
  ownerless: InterfaceRow[];
  findings: F[];
  needs: InterfaceRow[];
  neededBy: InterfaceRow[];
  members: { entity: EntitySummary; fails: number; degrades: number }[];
  move?: Move;
  role?: Role;
  purpose?: string;
  omissions: Omission[];
  hidden: number;
}

export interface TeamSummary {
  ref: string;
  title: string;
  standing: Standing;
  parent?: string;
  children: string[];
  owns: number;
  open: number;
  critical: number;
}

/** The overview without what only a store knows: what is fresh, what was resolved, the trend. */
export interface OverviewView {
  headline: string;
  entities: number;
  couplings: number;
  teams: number;
  open: number;
  severities: Count[];
  categories: {
    category: Category;
    open: number;
    findings: { id: string; severity: Severity; title: string }[];
  }[];
  sharedDependencies: SharedDependencyRow[];
  changeDependencies: SharedDependencyRow[];
  moves: Move[];
  omissions: Omission[];
  hidden: number;
}
