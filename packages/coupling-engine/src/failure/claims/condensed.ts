/**
 * The hard couplings of a catalog with its cycles taken together, twice: entities that always fail together (a cycle of needs
 * without a choice) are one node, and nodes that needs with a choice close into a ring are one ring. Rings are numbered so
 * that what is needed comes first. O(entities + couplings).
 */
import type { DependencyGraph } from '../../model/types';
import { fromEdges, type Csr } from '../../structure/csr';
import { stronglyConnected } from '../../structure/scc';
import { hardEdges } from './hardEdges';

export interface Condensed {
  /** All hard needs of each entity. */
  needs: Csr;
  nodeOf: Uint32Array;
  ringOf: Uint32Array;
  /** Entities of each ring, ascending. */
  rings: Csr;
}

export function condensed(graph: DependencyGraph): Condensed {
  const needs = hardEdges(graph);
  const rings = stronglyConnected(needs);
  return {
    needs,
    // Where nothing is circular with choices, nothing is without.
    nodeOf: rings.count === graph.nodes ? rings.of : alwaysTogether(graph),
    ringOf: rings.of,
    rings: fromEdges(rings.count, rings.of, Uint32Array.from(rings.of.keys())),
  };
}

/** Cycles of needs without a choice. */
function alwaysTogether(graph: DependencyGraph): Uint32Array {
  const { memberStart, need } = graph;
  const direct = hardEdges(
    graph,
    clause => need[clause] === memberStart[clause + 1] - memberStart[clause],
  );
  return stronglyConnected(direct).of;
}

/** Rings that the entities reach, their own included, those that are needed first. */
export function ringsBelow(
  { needs, ringOf, rings }: Condensed,
  entities: Iterable<number>,
): Uint32Array {
  const seen = new Uint8Array(needs.nodes);
  const reached = new Uint8Array(rings.nodes);
  const open: number[] = [];
  const enter = (entity: number) => {
    if (seen[entity] === 1) return;
    seen[entity] = 1;
    reached[ringOf[entity]] = 1;
    open.push(entity);
  };
  for (const entity of entities) enter(entity);
  while (open.length > 0) {
    const entity = open.pop()!;
    for (let e = needs.start[entity]; e < needs.start[entity + 1]; e++) {
      enter(needs.targets[e]);
    }
  }
  const found: number[] = [];
  for (let ring = 0; ring < reached.length; ring++) {
    if (reached[ring] === 1) found.push(ring);
  }
  return Uint32Array.from(found);
}
