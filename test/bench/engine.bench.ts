import { strict as assert } from 'node:assert';
import { Readable } from 'node:stream';
import {
  buildModel,
  DEFAULT_POLICY,
  dominatorTree,
  needsGraph,
  stronglyConnected,
  structureOf,
  type Csr,
  type Model,
} from '@posiwid/coupling-engine';
import { readCatalog } from '../../packages/coupling-cli/src/read/catalog';
import { entryPoints } from '../../packages/coupling-engine/src/structure';
import { visibilityOf } from '../../packages/coupling-engine/src/structure/visibility';
import { ms, timed, type Bench, type Row, type Skipped } from './bench';
import { debian, NO_DEBIAN, ROOT } from './catalogs';
import { askGraphology, toGraphology } from './peers/graphology';
import { askIgraph, NO_IGRAPH } from './peers/igraph';

const RUNS = 5;
const FASTER_THAN_GRAPHOLOGY = 20;
const SLOWER_THAN_C = 3;

const bench: Bench = {
  title:
    'structure of the 63,436 packages of Debian 12; answers compared equal first',
  async run(note) {
    const catalog = debian();
    if (!catalog) return [{ skipped: NO_DEBIAN }];
    const { entities } = await readCatalog([catalog], {
      cwd: ROOT,
      stdin: Readable.from([]),
    });
    const model = buildModel(entities, DEFAULT_POLICY);
    const graph = needsGraph(model.graph);
    note(`${graph.nodes} nodes, ${graph.targets.length} edges`);
    return [
      ...againstGraphology(model, graph, note),
      ...againstIgraph(graph, note),
    ];
  },
};
export default bench;

/** The whole stage, which answers more than graphology is asked for. */
function againstGraphology(
  model: Model,
  graph: Csr,
  note: (text: string) => void,
): Row[] {
  note('structure stage');
  const ours = timed(RUNS, () => structureOf(model));
  note('graphology');
  const theirs = toGraphology(graph);
  const start = performance.now();
  const answers = askGraphology(theirs);
  const time = performance.now() - start;
  const { component, visibilityIn, visibilityOut, fanIn, fanOut } = ours.result;
  assert.deepEqual(firstMembers(component), firstMembers(answers.components));
  assert.deepEqual([...visibilityOut], answers.reached);
  assert.deepEqual([...visibilityIn], answers.reachedBy);
  assert.deepEqual([...fanIn], answers.fanIn);
  assert.deepEqual([...fanOut], answers.fanOut);
  return [
    {
      what: 'structure stage',
      ours: ms(ours.time),
      peer: { name: 'graphology', figure: ms(time) },
      bound: {
        text: `at least ${FASTER_THAN_GRAPHOLOGY} times faster`,
        held: ours.time * FASTER_THAN_GRAPHOLOGY <= time,
      },
    },
  ];
}

/** Question by question; the time to build a graph is in neither. */
function againstIgraph(
  graph: Csr,
  note: (text: string) => void,
): (Row | Skipped)[] {
  const components = timed(RUNS, () => stronglyConnected(graph));
  const reach = timed(RUNS, () => visibilityOf(graph));
  const roots = entryPoints(graph, components.result);
  const dominators = timed(RUNS, () => dominatorTree(graph, roots));
  note('igraph');
  const igraph = askIgraph(graph, roots);
  if (!igraph) return [{ skipped: NO_IGRAPH }];
  assert.deepEqual(
    firstMembers(components.result.of),
    firstMembers(igraph.components.answer),
  );
  assert.deepEqual([...reach.result.out], igraph.reached.answer);
  assert.deepEqual([...reach.result.in], igraph.reachedBy.answer);
  assert.deepEqual(
    [...dominators.result.parent],
    igraph.dominators.answer
      .slice(0, graph.nodes)
      .map(d => (d === graph.nodes ? -1 : d)),
  );
  const row = (what: string, ours: number, theirs: number): Row => ({
    what,
    ours: ms(ours),
    peer: { name: `igraph ${igraph.version}`, figure: ms(theirs) },
    bound: {
      text: `at most ${SLOWER_THAN_C} times slower`,
      held: ours <= SLOWER_THAN_C * theirs,
    },
  });
  return [
    row('strong components', components.time, igraph.components.time),
    row(
      'reachability, both ways',
      reach.time,
      igraph.reached.time + igraph.reachedBy.time,
    ),
    row('dominators', dominators.time, igraph.dominators.time),
  ];
}

/** Components named by their first member, whatever numbers they carry. */
function firstMembers(components: ArrayLike<number>): number[] {
  const first = new Map<number, number>();
  return Array.from(components, (component, node) => {
    if (!first.has(component)) first.set(component, node);
    return first.get(component)!;
  });
}
