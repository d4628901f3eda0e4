/**
 * A fault tree as numbers, simplified without changing its Boolean function: every gate is "at least k of n", constants
 * are folded, gates that say the same are one gate, nested gates of one kind are merged.
 *
 * Source: the propositional simplifications of Niemelä, "On simplification of large fault trees", Reliab. Eng. Syst.
 * Saf. 53 (1996). Linear, but for the sorting of inputs.
 */
import { checkFaultTree, FaultTree, FaultTreeError } from './fault-tree';
import {
  ALWAYS,
  FaultGraphBuilder,
  NEVER,
  type FaultGraph,
} from './fault-graph-builder';

export {
  ALWAYS,
  FaultGraphBuilder,
  NEVER,
  type FaultGraph,
} from './fault-graph-builder';

/**
 * Numbers a fault tree, events in the order of `tree.events`, and simplifies it.
 * @throws FaultTreeError when the tree has a defect (see `checkFaultTree`).
 */
export function compileFaultTree(tree: FaultTree): FaultGraph {
  const problems = checkFaultTree(tree);
  if (problems.length > 0) {
    throw new FaultTreeError(problems);
  }
  const builder = new FaultGraphBuilder(tree.events.length);
  const nodes = new Map<string, number>();
  tree.events.forEach((event, i) => nodes.set(event.name, i));
  for (const house of tree.houseEvents ?? []) {
    nodes.set(house.name, house.state ? ALWAYS : NEVER);
  }
  for (const gate of gatesInputsFirst(tree)) {
    const inputs = gate.inputs.map(name => nodes.get(name)!);
    const k = { or: 1, and: inputs.length, atleast: gate.k ?? 0 }[gate.kind];
    nodes.set(gate.name, builder.gate(k, inputs));
  }
  return mergeNestedGates(builder.finish(nodes.get(tree.top)!));
}

/** Gates below the top, each after the gates it names. Iterative: a chain may be longer than the call stack. */
function gatesInputsFirst(tree: FaultTree): FaultTree['gates'] {
  const byName = new Map(tree.gates.map(gate => [gate.name, gate]));
  const order: FaultTree['gates'] = [];
  const seen = new Set<string>([tree.top]);
  const top = byName.get(tree.top);
  const stack = top ? [{ gate: top, next: 0 }] : [];
  while (stack.length > 0) {
    const frame = stack[stack.length - 1];
    if (frame.next === frame.gate.inputs.length) {
      order.push(frame.gate);
      stack.pop();
      continue;
    }
    const name = frame.gate.inputs[frame.next++];
    const gate = byName.get(name);
    if (gate && !seen.has(name)) {
      seen.add(name);
      stack.push({ gate, next: 0 });
    }
  }
  return order;
}

/** How many gates name each node; the root counts as named once more. */
export function countParents(graph: FaultGraph): Int32Array {
  const parents = new Int32Array(graph.events + graph.threshold.length);
  for (const input of graph.inputs) {
    parents[input]++;
  }
  if (graph.root >= 0) {
    parents[graph.root]++;
  }
  return parents;
}

/** An OR below its only parent, an OR too, becomes part of it; the same for AND. */
export function mergeNestedGates(graph: FaultGraph): FaultGraph {
  const { events, threshold, first, inputs } = graph;
  const parents = countParents(graph);
  const kindOf = (g: number) => {
    if (threshold[g] === 1) {
      return 'or';
    }
    return threshold[g] === first[g + 1] - first[g] ? 'and' : 'atleast';
  };
  const builder = new FaultGraphBuilder(events);
  const renumbered = new Int32Array(threshold.length);
  const mergesInto = (parent: number, child: number) =>
    parents[events + child] === 1 &&
    kindOf(parent) !== 'atleast' &&
    kindOf(child) === kindOf(parent);
  const merged = new Uint8Array(threshold.length);
  for (let g = 0; g < threshold.length; g++) {
    for (let i = first[g]; i < first[g + 1]; i++) {
      const child = inputs[i] - events;
      if (child >= 0 && mergesInto(g, child)) {
        merged[child] = 1;
      }
    }
  }
  // Inputs of a merged gate wait here for its parent, which goes on with the longest list: a chain stays linear.
  const waiting = new Map<number, number[]>();
  for (let g = 0; g < threshold.length; g++) {
    let own: number[] = [];
    for (let i = first[g]; i < first[g + 1]; i++) {
      const child = inputs[i] - events;
      let taken = [child < 0 ? inputs[i] : renumbered[child]];
      if (child >= 0 && merged[child]) {
        taken = waiting.get(child)!;
        waiting.delete(child);
      }
      if (taken.length > own.length) {
        [own, taken] = [taken, own];
      }
      for (const node of taken) {
        own.push(node);
      }
    }
    if (merged[g]) {
      waiting.set(g, own);
    } else {
      const k = { or: 1, and: own.length, atleast: threshold[g] }[kindOf(g)];
      renumbered[g] = builder.gate(k, own);
    }
  }
  return builder.finish(
    graph.root < events ? graph.root : renumbered[graph.root - events],
  );
}

/** The same graph with some events known not to happen. */
export function withoutEvents(
  graph: FaultGraph,
  absent: (event: number) => boolean,
): FaultGraph {
  const { events, threshold, first, inputs } = graph;
  const builder = new FaultGraphBuilder(events);
  const renumbered = new Int32Array(threshold.length);
  const number = (node: number) => {
    if (node >= events) {
      return renumbered[node - events];
    }
    return node >= 0 && absent(node) ? NEVER : node;
  };
  for (let g = 0; g < threshold.length; g++) {
    const own: number[] = [];
    for (let i = first[g]; i < first[g + 1]; i++) own.push(number(inputs[i]));
    renumbered[g] = builder.gate(threshold[g], own);
  }
  return builder.finish(number(graph.root));
}
