/**
 * A claim of redundancy held against what its members share: the minimal risk groups of "too few members are left".
 *
 * Source: Zhai, Chen, Wolinsky, Ford, "Heading Off Correlated Failures through Independence-as-a-Service", OSDI 2014. Exact
 * where the diagrams fit into the budget, else complete up to an order (see fault-tree/). Cost: the members' cones once each
 * (see reduced.ts), then what is left of them, which for three members of ORs alone is at most 7 events.
 */
import { measuredCutSets } from '../fault-tree/analyse';
import { CutSetFamily } from '../fault-tree/cut-sets';
import type { FaultGraph } from '../fault-tree/fault-graph';
import { mergeNestedGates, NEVER } from '../fault-tree/fault-graph';
import { solveFaultGraph } from '../fault-tree/solve-graph';
import type {
  ClaimStatement,
  RedundancyClaim,
  RiskEvent,
  RiskGroup,
} from '../types';
import type { CatalogFaultGraph } from './catalogFaultGraph';
import { domainEvents } from './causes';
import type { ClockEvent } from './clockEvents';
import { reducedGraph, type ReducedGraph } from './reduced';
import type { EventOrder } from './eventOrder';
import type { Positions } from './positions';
import type { RiskEvents } from './riskEvents';

/** Risk groups that are listed; all are counted. */
export const MAX_GROUPS = 100;

/** Sets of classes of one size that are looked at to find the first in order. */
const MAX_CANDIDATES = 1_000;

/** Nodes of a decision diagram, and the least order that is complete where none fits. */
const NODE_BUDGET = 1 << 18;
const ORDER_LIMIT = 3;

type Audit = Omit<RedundancyClaim, keyof ClaimStatement | 'digest'>;

/** A claim as nodes of the catalog's fault graph. */
export interface ClaimNodes {
  top: number;
  /** By member of the statement. */
  members: number[];
  /** The entity of a claim about its copies: then it is these that stop, and not it. */
  absent?: number;
}

/** Adds the events of a claim's copies. Events have to be known before the graph is made. */
export function copyEvents(
  { kind, members }: ClaimStatement,
  events: RiskEvents,
): number[] {
  if (!isOneEntity(kind)) return [];
  return members.flatMap(({ entity, label, domain }) => [
    events.copy(entity, label),
    ...domainEvents(domain ?? [], events),
  ]);
}

/** The graph has to be made for the members. */
export function claimNodes(
  claim: ClaimStatement,
  clocks: readonly ClockEvent[],
  graph: CatalogFaultGraph,
  events: RiskEvents,
): ClaimNodes {
  const { builder } = graph;
  const isCopies = isOneEntity(claim.kind);
  const members = claim.members.map(({ entity, label, domain }, i) => {
    const touched = clocks
      .filter(({ members: those }) => those.includes(i))
      .map(({ event }) => event);
    const own = isCopies
      ? [
          graph.sharedFailureOf(entity),
          events.copy(entity, label),
          ...domainEvents(domain ?? [], events),
        ]
      : [graph.failureOf(entity)];
    const node = builder.gate(1, [...own, ...touched]);
    // What is inert and of which no change is stated stands for itself: a claim about it is one about something.
    return node === NEVER ? entity : node;
  });
  const limit = Math.min(claim.onPaper, members.length);
  return {
    top: builder.gate(limit, members),
    members,
    ...(isCopies ? { absent: claim.members[0].entity } : {}),
  };
}

function isOneEntity(kind: ClaimStatement['kind']): boolean {
  return kind === 'spread-over' || kind === 'instances';
}

export function auditClaim(
  claim: ClaimStatement,
  { top, members, absent }: ClaimNodes,
  graph: CatalogFaultGraph,
  events: RiskEvents,
): Audit {
  const reduced = reducedGraph(
    graph.builder,
    top,
    members,
    absent,
    graph.scratch,
  );
  const { classes } = reduced;
  const family = familyOf(
    reduced.graph,
    claim.onPaper,
    classes.map(({ length }) => length),
  );
  const { step, completeTo, count, byOrder } = measuredCutSets(family);
  const isComplete = graph.isComplete(claim.members.map(m => m.entity));
  const method = step === 'exact' && !isComplete ? 'order-limit' : step;
  return {
    riskGroups: family
      ? groupsBelow(claim, family, reduced, members, events)
      : [],
    byOrder: withRealCopies(claim, byOrder).map(row => ({
      order: row.order,
      count: String(row.count),
    })),
    count: String(count),
    method,
    ...(method === 'order-limit'
      ? { completeTo: isComplete ? completeTo : 0 }
      : {}),
    events: classes.reduce((sum, { length }) => sum + length, 0),
  };
}

function familyOf(
  graph: FaultGraph,
  onPaper: number,
  copies: number[],
): CutSetFamily | undefined {
  const solved = solveFaultGraph(mergeNestedGates(graph), {
    nodes: NODE_BUDGET,
    order: Math.max(ORDER_LIMIT, onPaper - 1),
  });
  return solved.every(({ family }) => family)
    ? new CutSetFamily(solved, copies)
    : undefined;
}

/** Of more copies than are listed, all have to fail: one set, of as many events as there are copies. */
function withRealCopies(
  { onPaper, members }: ClaimStatement,
  byOrder: readonly { order: number; count: bigint }[],
): { order: number; count: bigint }[] {
  const missing = onPaper - members.length;
  if (missing <= 0) return [...byOrder];
  const counts = new Map(byOrder.map(({ order, count }) => [order, count]));
  const left = (counts.get(members.length) ?? 0n) - 1n;
  if (left < 0n) return [...byOrder];
  counts.set(members.length, left);
  counts.set(onPaper, (counts.get(onPaper) ?? 0n) + 1n);
  return [...counts]
    .map(([order, count]) => ({ order, count }))
    .filter(({ count }) => count > 0n)
    .sort((a, b) => a.order - b.order);
}

interface ListedGroup {
  /** Of its events, in the order of their keys. */
  places: number[];
  fells: number[][];
}

/**
 * The first risk groups of fewer events than on paper, by size. Which are listed does not depend on how nodes are numbered:
 * sets of classes are taken in the order of their first events.
 */
function groupsBelow(
  claim: ClaimStatement,
  family: CutSetFamily,
  { classes, felledBy }: ReducedGraph,
  members: readonly number[],
  events: RiskEvents,
): RiskGroup[] {
  const order = events.order();
  const placesIn = once((c: number) => order.places(classes[c]));
  const fellsOf = once((c: number) => felledBy(c, members));
  const found: ListedGroup[] = [];
  for (const set of firstSets(claim, family, placesIn, order)) {
    const lists = set.map(placesIn);
    for (const chosen of choices(lists, MAX_GROUPS - found.length)) {
      const ascending = [...chosen.keys()].sort(
        (a, b) => chosen[a] - chosen[b],
      );
      found.push({
        places: ascending.map(i => chosen[i]),
        fells: ascending.map(i => fellsOf(set[i])),
      });
    }
    if (found.length >= MAX_GROUPS) break;
  }
  return found
    .sort(
      (a, b) =>
        a.places.length - b.places.length || order.compare(a.places, b.places),
    )
    .map(({ places, fells }) => ({
      events: places.map(place => events.at(order.eventAt(place))),
      fells,
    }));
}

/** Sets of classes by size, each in the order of their first events; so do the classes in a set stand. */
function* firstSets(
  { onPaper, members }: ClaimStatement,
  family: CutSetFamily,
  placesIn: (ofClass: number) => Int32Array,
  order: EventOrder,
): Generator<number[]> {
  const firstOf = (c: number) => placesIn(c)[0];
  let size = 0;
  let sets: { set: number[]; first: number[] }[] = [];
  const inOrder = () =>
    sets.sort((a, b) => order.compare(a.first, b.first)).map(({ set }) => set);
  for (const set of family.sets(Math.min(onPaper, members.length) - 1)) {
    if (set.length > size) {
      yield* inOrder();
      [size, sets] = [set.length, []];
    }
    if (sets.length >= MAX_CANDIDATES) break;
    set.sort((a, b) => firstOf(a) - firstOf(b));
    sets.push({ set, first: set.map(firstOf) });
  }
  yield* inOrder();
}

/** One of each list, all combinations, the last list running fastest: so many of them, or as many as there are. */
function choices(
  lists: readonly ArrayLike<number>[],
  limit: number,
): number[][] {
  const at = lists.map(() => 0);
  const found: number[][] = [];
  while (found.length < limit) {
    found.push(lists.map((list, i) => list[at[i]]));
    let last = lists.length - 1;
    while (last >= 0 && ++at[last] === lists[last].length) at[last--] = 0;
    if (last < 0) break;
  }
  return found;
}

/** The same function, which answers for each number once. */
function once<T>(answer: (of: number) => T): (of: number) => T {
  const known: (T | undefined)[] = [];
  return of => (known[of] ??= answer(of));
}

/** An audit of an earlier catalog with the positions of this one. Undefined when it names what is not here. */
export function movedAudit(
  claim: ClaimStatement,
  earlier: RedundancyClaim,
  positions: Positions,
): RedundancyClaim | undefined {
  const { riskGroups, byOrder, count, method, completeTo, events, digest } =
    earlier;
  const groups: RiskGroup[] = [];
  for (const group of riskGroups) {
    const moved = movedGroup(group, positions);
    if (!moved) return undefined;
    groups.push(moved);
  }
  return {
    ...claim,
    riskGroups: groups,
    byOrder,
    count,
    method,
    ...(completeTo === undefined ? {} : { completeTo }),
    events,
    digest,
  };
}

/** The same group where nothing has moved, as after most edits: what is the same in both audits is held once. */
function movedGroup(
  group: RiskGroup,
  positions: Positions,
): RiskGroup | undefined {
  if (isInPlace(group.events, positions)) return group;
  const events: RiskEvent[] = [];
  for (const event of group.events) {
    const { entity: likely, ref } = event;
    if (likely === undefined) {
      events.push(event);
      continue;
    }
    const entity = ref === undefined ? undefined : positions.get(ref);
    if (entity === undefined) return undefined;
    events.push({ ...event, entity });
  }
  return { events, fells: group.fells };
}

function isInPlace(
  events: readonly RiskEvent[],
  positions: Positions,
): boolean {
  for (const { entity, ref } of events) {
    if (entity === undefined) continue;
    if (ref === undefined || !positions.isAt(entity, ref)) return false;
  }
  return true;
}
