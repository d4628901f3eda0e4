/**
 * A large fault graph with events that are interchangeable taken as one. Most of what members of a claim rest on is a tangle of
 * ORs in which only one thing matters of an event: which members it fells. So the graph is cut at the gates that are not ORs.
 * What such a gate takes in, and the top, are roots; two events that stand, through ORs alone, below the same roots are
 * interchangeable: in any cut set one can take the place of the other, and no minimal one holds both.
 *
 * A special case of the modules of Dutuit and Rauzy (see fault-tree/modules.ts), found without building a diagram. Cost: for
 * each root, the inputs of the ORs below it; in a catalog with few alternatives that is the members' cones, once each.
 */
import { FaultGraphBuilder, type FaultGraph } from '../fault-tree/fault-graph';

export interface ReducedGraph {
  /** Its event `c` stands for the events in `classes[c]`. */
  graph: FaultGraph;
  classes: number[][];
  /** Which of some of the nodes asked about fail when the events of a class alone have happened, as positions. */
  felledBy: (ofClass: number, nodes: readonly number[]) => number[];
}

/** Working memory by node of one builder, so that many claims of a large catalog take it once. */
export class Scratch {
  /** The last turn in which a node was seen. */
  seen = new Uint32Array(0);
  turn = 0;
  /** All 0 but while it is in use. */
  signature = new Uint32Array(0);

  makeRoomFor(nodes: number): void {
    if (this.seen.length >= nodes) return;
    this.seen = new Uint32Array(2 * nodes);
    this.signature = new Uint32Array(2 * nodes);
  }
}

/** What stands below a root through ORs alone. */
interface Below {
  events: number[];
  gates: number[];
}

/**
 * @param asked nodes whose part in the graph will be asked for
 * @param absent events that are taken not to happen
 */
export function reducedGraph(
  builder: FaultGraphBuilder,
  top: number,
  asked: readonly number[] = [],
  absent?: number,
  scratch = new Scratch(),
): ReducedGraph {
  scratch.makeRoomFor(builder.size);
  const roots = rootsOf(builder, [top, ...asked], absent, scratch);
  const { classes, classesOf } = interchangeable(roots, scratch.signature);
  const reduced = new FaultGraphBuilder(classes.length);
  const nodes = new Map<number, number>();
  const nodeOf = (node: number) => nodes.get(node) ?? node;
  // Inputs of a gate are made before it, so roots in the order of their numbers find those below them.
  for (const root of [...roots.keys()].sort((a, b) => a - b)) {
    const { gates } = roots.get(root)!;
    const inputs = gates.map(gate =>
      reduced.gate(
        builder.thresholdOf(gate),
        builder.inputsOf(gate).map(nodeOf),
      ),
    );
    nodes.set(root, reduced.gate(1, [...classesOf.get(root)!, ...inputs]));
  }
  return {
    graph: reduced.finish(nodeOf(top)),
    classes,
    felledBy(ofClass, asking) {
      const failed = failureOf(reduced, ofClass);
      return [...asking.keys()].filter(i => failed[nodeOf(asking[i])] === 1);
    },
  };
}

/** 1 for each node that fails when one event has happened: the gates once, inputs before them. */
function failureOf(builder: FaultGraphBuilder, event: number): Uint8Array {
  const failed = new Uint8Array(builder.size);
  failed[event] = 1;
  for (let gate = builder.events; gate < builder.size; gate++) {
    let count = 0;
    for (const input of builder.inputsOf(gate)) count += failed[input];
    failed[gate] = count >= builder.thresholdOf(gate) ? 1 : 0;
  }
  return failed;
}

function rootsOf(
  builder: FaultGraphBuilder,
  starts: readonly number[],
  absent: number | undefined,
  scratch: Scratch,
): Map<number, Below> {
  const roots = new Map<number, Below>();
  const waiting = new Set(starts.filter(node => node >= 0));
  const { seen } = scratch;
  for (const root of waiting) {
    const below: Below = { events: [], gates: [] };
    const turn = ++scratch.turn;
    const open = [root];
    seen[root] = turn;
    for (let next = 0; next < open.length; next++) {
      const node = open[next];
      if (node < builder.events) {
        if (node !== absent) below.events.push(node);
        continue;
      }
      const isOr = builder.thresholdOf(node) === 1;
      if (!isOr) below.gates.push(node);
      for (const input of builder.inputsOf(node)) {
        if (!isOr) {
          waiting.add(input);
        } else if (seen[input] !== turn) {
          seen[input] = turn;
          open.push(input);
        }
      }
    }
    roots.set(root, below);
  }
  return roots;
}

/** Events by the roots they stand below: a path through a trie of roots, so that equal sets of roots end at one number. */
function interchangeable(
  roots: Map<number, Below>,
  signature: Uint32Array,
): {
  classes: number[][];
  classesOf: Map<number, number[]>;
} {
  const order = [...roots.keys()];
  const lists = order.map(root => roots.get(root)!.events);
  const signed = sign(lists, signature);
  const classOf = new Map<number, number>();
  const classes: number[][] = [];
  for (const event of signed) {
    let own = classOf.get(signature[event]);
    if (own === undefined) {
      own = classes.length;
      classOf.set(signature[event], own);
      classes.push([]);
    }
    classes[own].push(event);
  }
  const classesOf = new Map<number, number[]>();
  order.forEach((root, i) => {
    const signs = new Set<number>();
    for (const event of lists[i]) signs.add(signature[event]);
    classesOf.set(
      root,
      Array.from(signs, one => classOf.get(one)!),
    );
  });
  for (const event of signed) signature[event] = 0;
  return { classes, classesOf };
}

/** Writes by event a number that says in which of the lists it stands; the events, each once, in the order of the lists. */
function sign(
  lists: readonly number[][],
  signature: Uint32Array,
): readonly number[] {
  const signed: number[] = [];
  const trie = new Map<number, number>();
  for (let i = 0; i < lists.length; i++) {
    // Neighbours mostly take the same step.
    let [lastStep, next] = [-1, -1];
    for (const event of lists[i]) {
      if (signature[event] === 0) signed.push(event);
      const step = signature[event] * lists.length + i;
      if (step !== lastStep) {
        next = trie.get(step) ?? trie.size + 1;
        trie.set(step, next);
        lastStep = step;
      }
      signature[event] = next;
    }
  }
  return signed;
}
