/**
 * The fault graph of one entity or of one claim as a fault tree with names that people read, to be exported to other tools or
 * to be quantified.
 */
import type { Model } from '../../model/types';
import type { Policy } from '../../policy/policy';
import type { FaultGraphBuilder } from '../fault-tree/fault-graph';
import type { FaultTree, Gate } from '../fault-tree/fault-tree';
import type {
  ClaimStatement,
  Independence,
  RedundancyClaim,
  RiskEvent,
} from '../types';
import { auditClaim, claimNodes, type ClaimNodes } from './audit';
import type { CatalogFaultGraph } from './catalogFaultGraph';
import { ClaimGraph } from './claimGraph';
import { condensed } from './condensed';

/** What has been found out so far. */
interface Audited {
  model: Model;
  policy: Policy;
  independence: Independence;
}

/** What is asked about: an entity by its ref, or a claim by its id. */
export type FaultTreeSubject = { ref: string } | { claim: string };

/** What an audit counts, for an entity as for a claim. */
export type RiskCounts = Pick<
  RedundancyClaim,
  'byOrder' | 'count' | 'method' | 'completeTo' | 'events'
>;

/** A fault tree, with the catalog's event for each of the tree's, and what the audit counted. */
export interface SubjectFaultTree {
  tree: FaultTree;
  /** By name in the tree. */
  events: Map<string, RiskEvent>;
  /** Risk groups of the tree. */
  counts: RiskCounts;
}

/** A different name for each node: the ref is added where a name is taken, then a number. */
class Names {
  private readonly given = new Map<number, string>();
  private readonly taken = new Set<string>();

  has(node: number): boolean {
    return this.given.has(node);
  }

  of(node: number): string {
    return this.given.get(node)!;
  }

  give(node: number, wanted: string, ref?: string): string {
    let name = wanted;
    if (this.taken.has(name) && ref) name = `${wanted} (${ref})`;
    const base = name;
    for (let i = 2; this.taken.has(name); i++) name = `${base} (${i})`;
    this.taken.add(name);
    this.given.set(node, name);
    return name;
  }
}

/**
 * The fault tree of "the entity fails" or of "the claim is defeated"; undefined when the analysis does not have the subject.
 * Of more instances than a claim lists as members, those listed stand for all.
 *
 * @param probabilityOf - probability, 0 to 1, that an event has happened; undefined where it is not known
 */
export function faultTreeOf(
  analysis: Audited,
  subject: FaultTreeSubject,
  probabilityOf: (event: RiskEvent) => number | undefined = () => undefined,
): SubjectFaultTree | undefined {
  const { model, policy, independence } = analysis;
  const statement = statementOf(analysis, subject);
  if (!statement) return undefined;
  const structure = condensed(model.graph);
  const claims = new ClaimGraph(model, structure, policy, independence.clocks, [
    statement,
  ]);
  const graph = claims.graphOf([statement]);
  const clocks = claims.clocksOf(statement);
  const nodes = claimNodes(statement, clocks, graph, claims.events);
  const names = new Names();
  const below = nodesBelow(graph.builder, nodes.top);
  const isEvent = (node: number) => node < graph.builder.events;
  const events = new Map<string, RiskEvent>();
  for (const node of below.filter(isEvent)) {
    const event = claims.events.at(node);
    const name = names.give(node, eventName(event), event.ref);
    if (node !== nodes.absent) events.set(name, event);
  }
  nameGates(names, statement, nodes, graph, model.entities, below);
  const gates = below
    .filter(node => !isEvent(node))
    .map(node => gateOf(graph.builder, node, names));
  const audit = auditClaim(statement, nodes, graph, claims.events);
  const { byOrder, count, method, completeTo, events: size } = audit;
  return {
    tree: {
      name: statement.name,
      events: Array.from(events, ([name, event]) => {
        const probability = probabilityOf(event);
        return { name, ...(probability === undefined ? {} : { probability }) };
      }),
      gates,
      top: names.of(nodes.top),
      ...(nodes.absent !== undefined && below.includes(nodes.absent)
        ? { houseEvents: [{ name: names.of(nodes.absent), state: false }] }
        : {}),
    },
    events,
    counts: {
      byOrder,
      count,
      method,
      ...(completeTo === undefined ? {} : { completeTo }),
      events: size,
    },
  };
}

/** An entity is a claim of one member that has to work. */
function statementOf(
  { model, independence }: Audited,
  subject: FaultTreeSubject,
): ClaimStatement | undefined {
  if ('claim' in subject) {
    return independence.claims.find(({ id }) => id === subject.claim);
  }
  const entity = model.entities.findIndex(({ ref }) => ref === subject.ref);
  if (entity === -1) return undefined;
  const { ref, name } = model.entities[entity];
  return {
    id: ref,
    kind: 'redundancy-group',
    name,
    source: '',
    members: [{ entity, label: name }],
    need: 1,
    onPaper: 1,
  };
}

/** Nodes that `top` depends on, itself included, ascending: inputs before gates. */
function nodesBelow(builder: FaultGraphBuilder, top: number): number[] {
  const found = new Set([top]);
  for (const node of found) {
    if (node >= builder.events) {
      for (const input of builder.inputsOf(node)) found.add(input);
    }
  }
  return [...found].sort((a, b) => a - b);
}

function eventName({ kind, name }: RiskEvent): string {
  switch (kind) {
    case 'domain':
      return `${name} lost`;
    case 'change':
      return `bad change through ${name}`;
    case 'clock':
      return `at one time: ${name}`;
    default:
      return `${name} stops`;
  }
}

function nameGates(
  names: Names,
  statement: ClaimStatement,
  { top, members }: ClaimNodes,
  graph: CatalogFaultGraph,
  entities: readonly { name: string; ref: string }[],
  below: readonly number[],
): void {
  const isNew = (node: number) =>
    node >= graph.builder.events && !names.has(node);
  if (isNew(top)) names.give(top, `${statement.name} is defeated`);
  members.forEach((node, i) => {
    if (isNew(node)) names.give(node, `${statement.members[i].label} fails`);
  });
  const wanted = new Set(below);
  entities.forEach(({ name, ref }, entity) => {
    const node = graph.failureOf(entity);
    if (wanted.has(node) && isNew(node)) names.give(node, `${name} fails`, ref);
  });
  let count = 0;
  for (const node of below) {
    if (isNew(node)) names.give(node, `gate ${++count}`);
  }
}

function gateOf(builder: FaultGraphBuilder, node: number, names: Names): Gate {
  const inputs = builder.inputsOf(node).map(input => names.of(input));
  const k = builder.thresholdOf(node);
  const name = names.of(node);
  if (k === 1) return { name, kind: 'or', inputs };
  return k === inputs.length
    ? { name, kind: 'and', inputs }
    : { name, kind: 'atleast', k, inputs };
}
