import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Csr } from '@posiwid/coupling-engine';

interface Answered {
  time: number;
  answer: number[];
}

export interface IgraphAnswers {
  version: string;
  components: Answered;
  reached: Answered;
  reachedBy: Answered;
  /** Immediate dominator; the number of nodes stands for the virtual root. */
  dominators: Answered;
}

const PYTHON = '/usr/bin/python3';

export const NO_IGRAPH = `needs igraph for ${PYTHON} (Debian: apt-get install python3-igraph)`;

/** Hands a graph to python-igraph; undefined where that is not installed. */
export function askIgraph(
  graph: Csr,
  roots: number[],
): IgraphAnswers | undefined {
  if (spawnSync(PYTHON, ['-c', 'import igraph']).status !== 0) return undefined;
  const edges = graph.targets.length;
  const input = new Uint32Array(3 + 2 * edges + roots.length);
  input.set([graph.nodes, edges, roots.length]);
  let next = 3;
  for (let v = 0; v < graph.nodes; v++) {
    for (let e = graph.start[v]; e < graph.start[v + 1]; e++) {
      input[next++] = v;
      input[next++] = graph.targets[e];
    }
  }
  input.set(roots, next);
  const { status, stdout, stderr } = spawnSync(
    PYTHON,
    [join(__dirname, 'ask_igraph.py')],
    {
      input: Buffer.from(input.buffer),
      maxBuffer: 1 << 28,
    },
  );
  if (status !== 0) throw new Error(`igraph failed: ${stderr}`);
  return JSON.parse(stdout.toString('utf8'));
}
