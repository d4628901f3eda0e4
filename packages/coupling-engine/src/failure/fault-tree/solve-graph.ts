/**
 * A fault graph taken apart and each part solved: single points of failure first, because what replicas share is mostly
 * that, then the modules, each within its budget.
 */
import { FaultGraph, FaultGraphBuilder, withoutEvents } from './fault-graph';
import { findModules } from './modules';
import { singlePoints } from './single-points';
import { Budget, SolvedModule, solveModule } from './solve-module';

/** Modules of the graph, solved; each after those below it, the top last. */
export function solveFaultGraph(
  graph: FaultGraph,
  budget: Budget,
): SolvedModule[] {
  return findModules(singlePointsFirst(graph)).map(module =>
    solveModule(module, budget),
  );
}

/** Single points of failure stand directly under the top, and nowhere else. */
function singlePointsFirst(graph: FaultGraph): FaultGraph {
  const { events: points } = singlePoints(graph);
  if (points.length === 0 || graph.root < graph.events) {
    return graph;
  }
  const single = new Set(points);
  const rest = withoutEvents(graph, event => single.has(event));
  const builder = new FaultGraphBuilder(graph.events);
  const copied: number[] = [];
  const number = (node: number) =>
    node < rest.events ? node : copied[node - rest.events];
  for (let g = 0; g < rest.threshold.length; g++) {
    const own: number[] = [];
    for (let i = rest.first[g]; i < rest.first[g + 1]; i++) {
      own.push(number(rest.inputs[i]));
    }
    copied.push(builder.gate(rest.threshold[g], own));
  }
  return builder.finish(builder.gate(1, [...points, number(rest.root)]));
}
