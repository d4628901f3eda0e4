/**
 * Modules of a fault graph: gates below which nothing is shared with the rest. Each is solved alone and then stands in the
 * graph above it as if it were one basic event.
 *
 * Source: Dutuit and Rauzy, "A linear-time algorithm to find modules of fault trees", IEEE Trans. Reliability 45(3), 1996.
 * Inputs of one OR or AND that nothing else names are gathered into a module of their own first. Linear time.
 */
import { countParents, FaultGraph, FaultGraphBuilder } from './fault-graph';

/** One module. Its graph's events are its variables: basic events, or the roots of modules below it. */
export interface Module {
  graph: FaultGraph;
  /** For each variable: the basic event, or -1. */
  event: Int32Array;
  /** For each variable: position of a module that stands before this one, or -1. */
  module: Int32Array;
}

/** Modules of the graph, each after those below it; the last is the top. There is always one. */
export function findModules(graph: FaultGraph): Module[] {
  if (graph.root < graph.events) {
    return [withoutGates(graph.root)];
  }
  const grouped = groupPrivateInputs(graph);
  return cut(grouped, moduleRoots(grouped));
}

/** The module of an event alone, or of a constant. */
function withoutGates(root: number): Module {
  const variables = root < 0 ? [] : [root];
  return {
    graph: {
      events: variables.length,
      threshold: new Int32Array(0),
      first: new Int32Array(1),
      inputs: new Int32Array(0),
      root: Math.min(root, 0),
    },
    event: Int32Array.from(variables),
    module: Int32Array.from(variables, () => -1),
  };
}

/** Gathers the inputs of an OR or AND gate that nothing else names under a gate of the same kind. */
function groupPrivateInputs(graph: FaultGraph): FaultGraph {
  const { events, threshold, first, inputs } = graph;
  const parents = countParents(graph);
  const isModule = moduleRoots(graph);
  const builder = new FaultGraphBuilder(events);
  const renumbered = new Int32Array(threshold.length);
  const number = (node: number) =>
    node < events ? node : renumbered[node - events];
  for (let g = 0; g < threshold.length; g++) {
    const alone: number[] = [];
    const shared: number[] = [];
    for (let i = first[g]; i < first[g + 1]; i++) {
      const node = inputs[i];
      const isPrivate =
        parents[node] === 1 && (node < events || isModule[node - events] === 1);
      (isPrivate ? alone : shared).push(number(node));
    }
    const conjunction = threshold[g] === alone.length + shared.length;
    if (
      (threshold[g] === 1 || conjunction) &&
      alone.length > 1 &&
      shared.length > 0
    ) {
      shared.push(builder.gate(conjunction ? alone.length : 1, alone));
      renumbered[g] = builder.gate(conjunction ? shared.length : 1, shared);
    } else {
      renumbered[g] = builder.gate(threshold[g], shared.concat(alone));
    }
  }
  return builder.finish(number(graph.root));
}

/**
 * 1 for each gate that is a module. One depth-first walk dates the first, the second (leaving) and the last visit of each
 * node; a gate is a module when all visits to everything below it lie between its first and its second.
 */
function moduleRoots(graph: FaultGraph): Uint8Array {
  const { events, threshold, first, inputs, root } = graph;
  const nodes = events + threshold.length;
  const firstVisit = new Int32Array(nodes);
  const left = new Int32Array(nodes);
  const lastVisit = new Int32Array(nodes);
  const stack = [root];
  const next = Int32Array.from(first.subarray(0, threshold.length));
  let date = 1;
  firstVisit[root] = lastVisit[root] = date;
  while (stack.length > 0) {
    const gate = stack[stack.length - 1] - events;
    date++;
    if (next[gate] === first[gate + 1]) {
      left[events + gate] = date;
      lastVisit[events + gate] = Math.max(lastVisit[events + gate], date);
      stack.pop();
      continue;
    }
    const node = inputs[next[gate]++];
    lastVisit[node] = date;
    if (firstVisit[node] === 0) {
      firstVisit[node] = date;
      if (node >= events) {
        stack.push(node);
      }
    }
  }
  const isModule = new Uint8Array(threshold.length);
  const earliest = Int32Array.from(firstVisit);
  const latest = Int32Array.from(lastVisit);
  for (let g = 0; g < threshold.length; g++) {
    let from = date;
    let to = 0;
    for (let i = first[g]; i < first[g + 1]; i++) {
      from = Math.min(from, earliest[inputs[i]]);
      to = Math.max(to, latest[inputs[i]]);
    }
    const gate = events + g;
    isModule[g] = from > firstVisit[gate] && to < left[gate] ? 1 : 0;
    earliest[gate] = Math.min(from, firstVisit[gate]);
    latest[gate] = Math.max(to, lastVisit[gate]);
  }
  return isModule;
}

/**
 * Takes the graph apart at the roots of its modules. What is in a module is in no other, so one table of numbers within
 * modules serves for all; and gates that differ still differ there.
 */
function cut(graph: FaultGraph, isModule: Uint8Array): Module[] {
  const { events, threshold, first, inputs } = graph;
  const modules: Module[] = [];
  const moduleOf = new Int32Array(threshold.length).fill(-1);
  const localOf = new Int32Array(events + threshold.length).fill(-1);
  const gatesOf = gatesByModule(graph, isModule);
  for (let g = 0; g < threshold.length; g++) {
    if (isModule[g] === 0) continue;
    modules.push(cutOne(gatesOf[g]));
    moduleOf[g] = modules.length - 1;
  }
  return modules;

  /** @param gates ascending: inputs come first, and the top of the module is the last */
  function cutOne(gates: readonly number[]): Module {
    const variables: number[] = [];
    let size = 0;
    for (const g of gates) {
      size += first[g + 1] - first[g];
      for (let i = first[g]; i < first[g + 1]; i++) {
        const node = inputs[i];
        const isVariable = node < events || isModule[node - events] === 1;
        if (isVariable && localOf[node] < 0) {
          localOf[node] = variables.length;
          variables.push(node);
        }
      }
    }
    const local: FaultGraph = {
      events: variables.length,
      threshold: new Int32Array(gates.length),
      first: new Int32Array(gates.length + 1),
      inputs: new Int32Array(size),
      root: variables.length + gates.length - 1,
    };
    let end = 0;
    gates.forEach((g, made) => {
      for (let i = first[g]; i < first[g + 1]; i++) {
        local.inputs[end++] = localOf[inputs[i]];
      }
      local.inputs.subarray(local.first[made], end).sort();
      local.threshold[made] = threshold[g];
      local.first[made + 1] = end;
      // The top is a variable of the module above.
      if (made < gates.length - 1) {
        localOf[events + g] = variables.length + made;
      }
    });
    return {
      graph: local,
      event: Int32Array.from(variables, node => (node < events ? node : -1)),
      module: Int32Array.from(variables, node =>
        node < events ? -1 : moduleOf[node - events],
      ),
    };
  }
}

/** By gate that is a module, the gates of it, ascending. */
function gatesByModule(
  { events, threshold, first, inputs }: FaultGraph,
  isModule: Uint8Array,
): number[][] {
  const top = new Int32Array(threshold.length);
  for (let g = threshold.length - 1; g >= 0; g--) {
    if (isModule[g] === 1) top[g] = g;
    for (let i = first[g]; i < first[g + 1]; i++) {
      if (inputs[i] >= events) top[inputs[i] - events] = top[g];
    }
  }
  const gates: number[][] = [];
  for (let g = 0; g < threshold.length; g++) {
    (gates[top[g]] ??= []).push(g);
  }
  return gates;
}
