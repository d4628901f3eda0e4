import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { bfsFromNode } from 'graphology-traversal';
import type { Csr } from '@posiwid/coupling-engine';

/** The same graph in graphology; names of nodes are their positions. */
export function toGraphology({ nodes, start, targets }: Csr): DirectedGraph {
  const graph = new DirectedGraph();
  for (let v = 0; v < nodes; v++) graph.addNode(v);
  for (let v = 0; v < nodes; v++) {
    for (let e = start[v]; e < start[v + 1]; e++) graph.addEdge(v, targets[e]);
  }
  return graph;
}

export interface GraphologyAnswers {
  /** Component of each node, numbered in graphology's order. */
  components: number[];
  /** Nodes that each node reaches, and that reach it, itself counted. */
  reached: number[];
  reachedBy: number[];
  fanIn: number[];
  fanOut: number[];
}

/** The questions of the structure stage that graphology has an answer to. It has none to dominators or exact impact. */
export function askGraphology(graph: DirectedGraph): GraphologyAnswers {
  const answers: GraphologyAnswers = {
    components: new Array(graph.order).fill(-1),
    reached: new Array(graph.order).fill(0),
    reachedBy: new Array(graph.order).fill(0),
    fanIn: [],
    fanOut: [],
  };
  stronglyConnectedComponents(graph).forEach((members, i) =>
    members.forEach(node => {
      answers.components[Number(node)] = i;
    }),
  );
  graph.forEachNode(node => {
    // One walk answers both directions: who is met is reached by where the walk began.
    bfsFromNode(
      graph,
      node,
      met => {
        answers.reached[Number(node)] += 1;
        answers.reachedBy[Number(met)] += 1;
      },
      { mode: 'outbound' },
    );
    answers.fanIn.push(graph.inDegree(node));
    answers.fanOut.push(graph.outDegree(node));
  });
  return answers;
}
