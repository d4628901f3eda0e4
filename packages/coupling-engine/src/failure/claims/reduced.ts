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
  /** Nodes that wait for their inputs. */
  open = new Int32Array(0);

  makeRoomFor(nodes: number): void {
    if (this.seen.length >= nodes) return;
    this.seen = new Uint32Array(2 * nodes);
    this.signature = new Uint32Array(2 * nodes);
    this.open = new Int32Array(2 * nodes);
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
  const { events, size } = builder;
  const { threshold, first, inputs } = builder.gates;
  const failed = new Uint8Array(size);
  failed[event] = 1;
  for (let g = 0; g < size - events; g++) {
    let count = 0;
    for (let i = first[g]; i < first[g + 1]; i++) count += failed[inputs[i]];
    failed[events + g] = count >= threshold[g] ? 1 : 0;
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
  for (const root of waiting) {
    const below = belowOf(root, builder, absent, scratch);
    roots.set(root, below);
    for (const gate of below.gates) {
      for (const input of builder.inputsOf(gate)) waiting.add(input);
    }
  }
  return roots;
}

/** Breadth first. The one loop over all of a large graph, so it calls nothing. */
function belowOf(
  root: number,
  builder: FaultGraphBuilder,
  absent: number | undefined,
  scratch: Scratch,
): Below {
  const { threshold, first, inputs } = builder.gates;
  const { seen, open } = scratch;
  const firstGate = builder.events;
  const turn = ++scratch.turn;
  const below: Below = { events: [], gates: [] };
  let end = 1;
  open[0] = root;
  seen[root] = turn;
  for (let next = 0; next < end; next++) {
    const node = open[next];
    const gate = node - firstGate;
    if (gate < 0) {
      if (node !== absent) below.events.push(node);
    } else if (threshold[gate] !== 1) {
      below.gates.push(node);
    } else {
      for (let i = first[gate]; i < first[gate + 1]; i++) {
        const input = inputs[i];
        if (seen[input] === turn) continue;
        seen[input] = turn;
        open[end++] = input;
      }
    }
  }
  return below;
}

/** Events by the roots they stand below. */
function interchangeable(
  roots: Map<number, Below>,
  signature: Uint32Array,
): {
  classes: number[][];
  classesOf: Map<number, number[]>;
} {
  const signed = sign(roots, signature);
  const classOf: (number | undefined)[] = [];
  const classes: number[][] = [];
  for (const event of signed) {
    const own = (classOf[signature[event]] ??= classes.length);
    if (own === classes.length) classes.push([]);
    classes[own].push(event);
  }
  const classesOf = new Map<number, number[]>();
  const listedIn: number[] = [];
  for (const [root, { events }] of roots) {
    const listed: number[] = [];
    for (const event of events) {
      const own = classOf[signature[event]]!;
      if (listedIn[own] !== root) listed.push(own);
      listedIn[own] = root;
    }
    classesOf.set(root, listed);
  }
  for (const event of signed) signature[event] = 0;
  return { classes, classesOf };
}

/**
 * Writes by event a number that says below which of the roots it stands: where a path through a trie of roots ends, so that
 * equal sets of roots end at one number. The events, each once, in the order of the roots.
 */
function sign(
  roots: Map<number, Below>,
  signature: Uint32Array,
): readonly number[] {
  const signed: number[] = [];
  let count = 0;
  // By number, the last root that a step was made for, and where it led.
  const steppedFor: number[] = [];
  const step: number[] = [];
  for (const [root, { events }] of roots) {
    for (const event of events) {
      const before = signature[event];
      if (before === 0) signed.push(event);
      if (steppedFor[before] !== root) {
        steppedFor[before] = root;
        step[before] = ++count;
      }
      signature[event] = step[before];
    }
  }
  return signed;
}
