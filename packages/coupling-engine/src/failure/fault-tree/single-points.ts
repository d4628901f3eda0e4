/**
 * Single points of failure of a fault graph: the minimal cut sets of order 1. Taken out first, they leave a much smaller
 * graph for the exact methods, because what replicas share is mostly that.
 *
 * Source: failure as a least fixpoint with one counter a gate, Dowling and Gallier, "Linear-time algorithms for testing
 * the satisfiability of propositional Horn formulae", J. Logic Programming 1 (1984). Cost: for each event, the gates that
 * fail with it.
 */
import { FaultGraph } from './fault-graph';

/**
 * Events that are cut sets on their own, ascending. `complete` is false when `maxSteps` gate inputs were looked at before
 * all events were tried; then those found are single points, but there may be more.
 */
export function singlePoints(
  graph: FaultGraph,
  maxSteps = 50_000_000,
): { events: number[]; complete: boolean } {
  const { events, threshold, root } = graph;
  const usedBy = invert(graph);
  const missing = Int32Array.from(threshold);
  const touched: number[] = [];
  const failed: number[] = [];
  const found: number[] = [];
  let steps = 0;
  for (let event = 0; event < events; event++) {
    if (steps > maxSteps) {
      return { events: found, complete: false };
    }
    failed.length = 0;
    touched.length = 0;
    failed.push(event);
    let topFails = event === root;
    while (failed.length > 0 && !topFails) {
      const node = failed.pop()!;
      for (let i = usedBy.first[node]; i < usedBy.first[node + 1]; i++) {
        const gate = usedBy.gates[i];
        steps++;
        touched.push(gate);
        if (--missing[gate] === 0) {
          failed.push(events + gate);
          topFails ||= events + gate === root;
        }
      }
    }
    for (const gate of touched) {
      missing[gate] = threshold[gate];
    }
    if (topFails) {
      found.push(event);
    }
  }
  return { events: found, complete: true };
}

/** Gates that name a node, as compressed rows by node. */
function invert(graph: FaultGraph): { first: Int32Array; gates: Int32Array } {
  const { events, threshold, inputs } = graph;
  const first = new Int32Array(events + threshold.length + 1);
  for (const node of inputs) {
    first[node + 1]++;
  }
  for (let node = 0; node < events + threshold.length; node++) {
    first[node + 1] += first[node];
  }
  const next = first.slice();
  const gates = new Int32Array(inputs.length);
  for (let g = 0; g < threshold.length; g++) {
    for (let i = graph.first[g]; i < graph.first[g + 1]; i++) {
      gates[next[inputs[i]]++] = g;
    }
  }
  return { first, gates };
}
