/**
 * What the pages, the command and the REST API show, as plain JSON. The shapes are those of the schemas of the same name in
 * coupling-backend's openapi.yaml; what only a store knows (status, first seen, trend) is added there.
 */
import type { Omission } from '../analysis';
import type { ClaimKind, RiskEvent } from '../failure/types';
import type { Category, Finding, Leverage, Severity } from '../findings/types';
import type { CouplingKind, Grade, Strength } from '../model/types';
import type { Standing } from '../ownership/types';
import type { Role } from '../structure/types';
import type { SeenCounts, Sighting } from './seen';

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
  bySystem: SystemCount[];
  hidden: number;
}

/** Of one system's entities, how many fail, degrade and keep working. Without `ref`: entities of no system. */
export interface SystemCount {
  ref?: string;
  title: string;
  fails: number;
  degrades: number;
  keeps: number;
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
  /** Ids of the claims of redundancy that it defeats, of `ofClaims` that the reader may see. */
  defeats: string[];
  ofClaims: number;
  /** How its changes spread and what limits load on it, in a few words; absent when neither is stated. */
  control?: string;
  /** Pre-authorised control, as stated. */
  breakGlass?: string;
  drilled?: ClaimSummary['drilled'];
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
  /** All couplings of the cell by how they are known, whatever is filtered. */
  seen: SeenCounts;
}

export interface MatrixView {
  level: MatrixLevel;
  headline: string;
  couplings: number;
  /** Couplings between two different rows by how they are known, whatever is filtered. */
  seen: SeenCounts;
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

export interface CouplingRow extends Sighting {
  from: EntitySummary;
  to: EntitySummary;
  /** Of one that is not declared: what it would be declared as. */
  kind: CouplingKind;
  /** Absent where it is not declared: traffic does not say whether its loss is borne. */
  strength?: Strength;
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

export interface EntityMapEdge extends Sighting {
  from: string;
  to: string;
  /** Absent where it is not declared: traffic does not say whether its loss is borne. */
  strength?: Strength;
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
  /** Couplings of the focus itself by how they are known, whatever is filtered. */
  seen: SeenCounts;
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

/** The lines of a catalog file that would declare a coupling. */
export interface CouplingProposalView {
  from: EntitySummary;
  to: EntitySummary;
  field: 'dependsOn' | 'consumesApis';
  /** What to add to the list. */
  value: string;
  yaml: string;
  /** Entries of the list that the reader may not see and that stay. */
  hidden: number;
  sighting?: Sighting;
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
  /** With those left out that the reader may see, where they may be named. */
  omissions: (Omission & { refs?: string[] })[];
  hidden: number;
}

/** One event of a risk group as a reader meets it. `ref` when the catalog has it and the reader may see it. */
export interface RiskEventView {
  kind: RiskEvent['kind'];
  name: string;
  ref?: string;
  layer: string;
}

export interface RiskGroupView {
  events: RiskEventView[];
  /** By event: positions of the members that fall with it alone. */
  fells: number[][];
}

export interface ClaimSummary {
  id: string;
  kind: ClaimKind;
  name: string;
  /** Annotation key or field that states it. */
  source: string;
  members: { entity: EntitySummary; label: string; domain?: string }[];
  need: number;
  onPaper: number;
  /** Fewest events that defeat it; as many as on paper when it holds. */
  least: number;
  verdict: 'holds' | 'defeated' | 'unknown';
  /** What defeats it alone, at most 10. */
  defeatedBy: RiskEventView[];
  teams: TeamRef[];
  /** The latest drill of a member; `expired` when it is older than policy allows. */
  drilled?: {
    at: string;
    outcome: 'passed' | 'failed' | 'partial';
    expired: boolean;
  };
}

export interface ClaimList {
  items: ClaimSummary[];
  total: number;
  defeated: number;
  hidden: number;
  headline: string;
}

export interface ClaimView<F extends Finding = Finding> extends ClaimSummary {
  /** E.g. "On paper all five must fail. In fact config-push alone is enough, and so are two more." */
  headline: string;
  groups: RiskGroupView[];
  byOrder: { order: number; count: string }[];
  count: string;
  method: 'exact' | 'order-limit' | 'none';
  completeTo?: number;
  events: number;
  availability: AvailabilityView;
  register: IndependenceView;
  findings: F[];
  omissions: Omission[];
  hidden: number;
}

/** Chance of being down, 0 to 1, over the stated range of what is not known. */
export interface UnavailabilityRange {
  low: number;
  high: number;
}

export interface AvailabilityInput {
  name: string;
  ref?: string;
  kind: RiskEvent['kind'];
  unavailability: number;
  /** `claim`: what its team promises; `policy`: the default for its type; `evidence`: measured. */
  source: 'evidence' | 'claim' | 'policy';
  detail: string;
  /** Of what was measured: 95 %. */
  interval?: UnavailabilityRange;
}

/** Of one entity, or of a claim: too few members left. Numbers are unavailabilities; absent where an input is not known. */
export interface AvailabilityView {
  title: string;
  /** What multiplying independent members gives. */
  paper?: number;
  /** What the graph gives, with common cause over the stated beta. */
  joint?: UnavailabilityRange;
  beta: UnavailabilityRange;
  /** Of the joint value, what comes from parts that several members share; those that matter most first, at most 5. */
  sharedTerm?: UnavailabilityRange & { events: RiskEventView[] };
  inputs: AvailabilityInput[];
  /** How much each event matters, most first, at most 10. Fussell-Vesely is a share of the joint value. */
  sensitivity: {
    event: RiskEventView;
    birnbaum: number;
    fussellVesely: number;
    riskAchievement: number;
    riskReduction: number;
  }[];
  method: 'exact' | 'monte-carlo' | 'none';
  standardError: number;
  events: number;
  /** Why there is no value, when there is none. */
  missing?: string;
}

/** Something that several of the asked entities rest on, or that one of them has to itself. */
export interface IndependencePart {
  name: string;
  ref?: string;
  /** Positions in `IndependenceView.members` of those that rest on it. */
  members: number[];
  /** `fails`: they fail with it; `degrades`: softly; `changes`: it changes them; `decides`: a team or an outside party. */
  by: 'fails' | 'degrades' | 'changes' | 'decides';
  /** What limits the harm, as stated or inherited; absent when nothing is stated. */
  mechanism?: string;
  /** The limit that people know of and live with (`known-limit`). */
  accepted?: string;
  grade: Grade;
  /** A way from the first of the members down to it. */
  way: string[];
}

/**
 * One layer of the register. `alone`: one thing under all of them. `several`: things that can stand in for each other.
 * `apart`: each has its own. `partly`: some share. `assumed`: nothing says either way. `no-data`: the catalog has no such fact.
 */
export interface IndependenceRow {
  layer: string;
  verdict: 'alone' | 'several' | 'apart' | 'partly' | 'assumed' | 'no-data';
  /** A few words, e.g. "5 apart", "a pair", "alone", "staged", "degrades". */
  words: string;
  parts: IndependencePart[];
}

export interface IndependenceView {
  members: { entity: EntitySummary; label: string }[];
  headline: string;
  rows: IndependenceRow[];
  omissions: Omission[];
  hidden: number;
}

export interface ClockMeeting {
  target: EntitySummary;
  jobs: {
    entity: EntitySummary;
    by: 'needs' | 'writes-to' | 'acts-on';
    expression: string;
    timezone: string;
  }[];
  /** Starts in minutes since `ClockView.from`. */
  at: number[];
  /** What fails with the target. */
  fails: number;
  findings: string[];
}

export interface ClockView {
  /** Monday 00:00 UTC, ISO 8601. */
  from: string;
  headline: string;
  meetings: ClockMeeting[];
  /** Entities with a schedule, and those of them that never meet another. */
  scheduled: number;
  alone: number;
  hidden: number;
  omissions: Omission[];
}
