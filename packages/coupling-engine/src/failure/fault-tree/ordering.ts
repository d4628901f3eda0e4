/**
 * Variable orders for decision diagrams of a fault graph. The size of a diagram depends on the order more than on
 * anything else, no order is best for all graphs, and finding the best is NP-hard; so several are offered and tried.
 *
 * Sources: depth-first and weighted orders, Bouissou, Bruyère, Rauzy, "BDD based fault-tree processing: a comparison of
 * variable ordering heuristics", ESREL 1997; interleaving, Fujii, Ootomo, Hori, "Interleaving based variable ordering
 * methods for ordered binary decision diagrams", ICCAD 1993; FORCE, Aloul, Markov, Sakallah, "FORCE: a fast and
 * easy-to-implement variable-ordering heuristic", GLSVLSI 2003. All but FORCE are linear but for sorting; FORCE is that
 * for each of its rounds.
 */
import { countParents, FaultGraph } from './fault-graph';

export interface VariableOrder {
  name: string;
  /** The level of each event: a permutation of `0 .. events-1`, 0 nearest the root. */
  level: Int32Array;
}

/** Which of two inputs of a gate is visited first, as for `Array.sort`. */
type Preference = (a: number, b: number) => number;

const asWritten: Preference = () => 0;

/** Inputs with few events below them first, so that their events stay close together. */
function lightFirst(graph: FaultGraph): Preference {
  const weight = weights(graph);
  return (a, b) => weight[a] - weight[b];
}

function heavyFirst(graph: FaultGraph): Preference {
  const weight = weights(graph);
  return (a, b) => weight[b] - weight[a];
}

/** Inputs that many gates name first: what is decided early is decided once. */
function sharedFirst(graph: FaultGraph): Preference {
  const parents = countParents(graph);
  const weight = weights(graph);
  return (a, b) => parents[b] - parents[a] || weight[a] - weight[b];
}

/** Events below each node, counted once for each path. Floats: there may be more paths than integers. */
function weights(graph: FaultGraph): Float64Array {
  const { events, threshold, first, inputs } = graph;
  const weight = new Float64Array(events + threshold.length).fill(1);
  for (let g = 0; g < threshold.length; g++) {
    let sum = 0;
    for (let i = first[g]; i < first[g + 1]; i++) {
      sum += weight[inputs[i]];
    }
    weight[events + g] = Math.min(sum, 1e300);
  }
  return weight;
}

function inputsOf(
  graph: FaultGraph,
  gate: number,
  preference: Preference,
): number[] {
  const { first, inputs } = graph;
  return Array.from(inputs.subarray(first[gate], first[gate + 1])).sort(
    preference,
  );
}

/** Events in the order in which a depth-first, left-to-right walk first meets them. */
function depthFirst(graph: FaultGraph, preference: Preference): Int32Array {
  const { events, threshold, root } = graph;
  const seen = new Uint8Array(events + threshold.length);
  const met: number[] = [];
  const stack = [root];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (seen[node]) {
      continue;
    }
    seen[node] = 1;
    if (node < events) {
      met.push(node);
    } else {
      for (const input of inputsOf(
        graph,
        node - events,
        preference,
      ).reverse()) {
        stack.push(input);
      }
    }
  }
  return levels(met, events);
}

/**
 * Depth-first, but a new event is placed right behind the event met just before it, wherever that stands. When a walk
 * comes back to events it has placed before, the new events beside them are placed beside them, not at the end.
 */
function interleaved(graph: FaultGraph, preference: Preference): Int32Array {
  const { events, threshold, root } = graph;
  const HEAD = events;
  const next = new Int32Array(events + 1).fill(-1);
  const placed = new Uint8Array(events);
  // The event a node leaves the cursor at: the last one below it that the walk met.
  const lastBelow = new Int32Array(events + threshold.length).fill(-1);
  let cursor = HEAD;
  const frames = [
    { node: root, inputs: inputsOf(graph, root - events, preference), at: 0 },
  ];
  while (frames.length > 0) {
    const frame = frames[frames.length - 1];
    if (frame.at === frame.inputs.length) {
      lastBelow[frame.node] = cursor;
      frames.pop();
      continue;
    }
    const node = frame.inputs[frame.at++];
    if (node < events) {
      if (!placed[node]) {
        placed[node] = 1;
        next[node] = next[cursor];
        next[cursor] = node;
      }
      cursor = node;
    } else if (lastBelow[node] >= 0) {
      cursor = lastBelow[node];
    } else {
      const below = inputsOf(graph, node - events, preference);
      // Events met before lead: what is new here belongs beside them.
      const known = below.filter(n => n < events && placed[n]);
      const others = below.filter(n => n >= events || !placed[n]);
      frames.push({ node, inputs: [...known, ...others], at: 0 });
    }
  }
  const order: number[] = [];
  for (let event = next[HEAD]; event >= 0; event = next[event]) {
    order.push(event);
  }
  return levels(order, events);
}

/**
 * Moves every event to the mean position of the gates that name it, and every gate to that of its inputs, until the
 * total span of the gates no longer shrinks.
 */
function force(graph: FaultGraph, start: Int32Array): Int32Array {
  const { events, threshold, first, inputs } = graph;
  const nodes = events + threshold.length;
  // A gate's place among the variables is not given: it starts at the mean of its inputs.
  const position = new Float64Array(nodes);
  position.set(start);
  let best = start;
  let bestSpan = Infinity;
  const rounds = 10 + Math.ceil(5 * Math.log2(events + 1));
  for (let round = 0; round < rounds; round++) {
    for (let g = 0; g < threshold.length; g++) {
      position[events + g] = mean(position, inputs, first[g], first[g + 1]);
    }
    const pull = new Float64Array(nodes);
    const pulls = new Int32Array(nodes);
    for (let g = 0; g < threshold.length; g++) {
      const centre = position[events + g];
      for (let i = first[g]; i < first[g + 1]; i++) {
        pull[inputs[i]] += centre;
        pulls[inputs[i]]++;
      }
    }
    const target = Float64Array.from({ length: events }, (_, e) =>
      pulls[e] > 0 ? pull[e] / pulls[e] : position[e],
    );
    const order = Array.from(target.keys()).sort(
      (a, b) => target[a] - target[b] || position[a] - position[b],
    );
    order.forEach((event, i) => {
      position[event] = i;
    });
    const span = totalSpan(graph, position);
    if (span < bestSpan) {
      bestSpan = span;
      best = levels(order, events);
    } else if (round > 10) {
      break;
    }
  }
  return best;
}

function mean(
  values: Float64Array,
  at: Int32Array,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += values[at[i]];
  }
  return sum / (to - from);
}

/** Sum over gates of the distance from the first to the last event below it. */
function totalSpan(graph: FaultGraph, position: Float64Array): number {
  const { events, threshold, first, inputs } = graph;
  const low = new Float64Array(events + threshold.length);
  const high = new Float64Array(events + threshold.length);
  low.set(position.subarray(0, events));
  high.set(position.subarray(0, events));
  let total = 0;
  for (let g = 0; g < threshold.length; g++) {
    let from = Infinity;
    let to = -Infinity;
    for (let i = first[g]; i < first[g + 1]; i++) {
      from = Math.min(from, low[inputs[i]]);
      to = Math.max(to, high[inputs[i]]);
    }
    low[events + g] = from;
    high[events + g] = to;
    total += to - from;
  }
  return total;
}

/** Level of each event, from the events by level; events the walk did not meet stand last. */
function levels(order: number[], events: number): Int32Array {
  const level = new Int32Array(events).fill(-1);
  order.forEach((event, i) => {
    level[event] = i;
  });
  let next = order.length;
  for (let event = 0; event < events; event++) {
    if (level[event] < 0) {
      level[event] = next++;
    }
  }
  return level;
}

type Method = (graph: FaultGraph) => Int32Array;

const METHODS: [string, Method][] = [
  ['interleaved', graph => interleaved(graph, lightFirst(graph))],
  ['depth-first', graph => depthFirst(graph, asWritten)],
  ['weighted', graph => depthFirst(graph, lightFirst(graph))],
  ['shared-first', graph => depthFirst(graph, sharedFirst(graph))],
  ['heavy-first', graph => depthFirst(graph, heavyFirst(graph))],
  ['interleaved-heavy', graph => interleaved(graph, heavyFirst(graph))],
  ['force', graph => force(graph, interleaved(graph, lightFirst(graph)))],
  ['force-depth-first', graph => force(graph, depthFirst(graph, asWritten))],
];

/** Orders worth trying for a graph, those that most often serve best first; equal ones once. */
export function* variableOrders(graph: FaultGraph): Generator<VariableOrder> {
  // One gate over distinct events is a symmetric function: its diagram is the same in every order.
  if (graph.threshold.length <= 1) {
    yield {
      name: 'as written',
      level: Int32Array.from({ length: graph.events }, (_, i) => i),
    };
    return;
  }
  const seen = new Set<string>();
  for (const [name, make] of METHODS) {
    const level = make(graph);
    const key = level.join(',');
    if (!seen.has(key)) {
      seen.add(key);
      yield { name, level };
    }
  }
}
