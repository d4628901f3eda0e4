import type { DependencyGraph, Model } from '../model/types';
import { classify, rolesOf } from './core';
import type { Csr } from './csr';
import { needsGraph, transpose } from './csr';
import { dominatorTree } from './dominators';
import { impactOf } from './impact';
import type { Components } from './scc';
import { cyclesOf, stronglyConnected } from './scc';
import type { Structure } from './types';
import { visibilityOf } from './visibility';

/** What reaches what: everything in `Structure`, of one model. `onProgress` is called with the share done, 0 to 1. */
export function structureOf(
  model: Model,
  onProgress: (share: number) => void = () => {},
): Structure {
  const needs = needsGraph(model.graph);
  const users = transpose(needs);
  const components = stronglyConnected(needs);
  const cycles = cyclesOf(components);
  const { felledBy, ...impact } = impactOf(model, share =>
    onProgress(share * 0.6),
  );
  // Where everything is needed, what reaches a thing is what fails with it, and need not be counted twice.
  const known = needsEverything(model.graph)
    ? { in: impact.fails.map(count => count + 1), out: felledBy }
    : undefined;
  const visibility = visibilityOf(needs, known);
  onProgress(0.9);
  const { below } = dominatorTree(needs, entryPoints(needs, components));
  const architecture = classify(needs.nodes, cycles);
  return {
    ...impact,
    fanIn: degrees(users),
    fanOut: degrees(needs),
    component: components.of,
    cycles,
    chokes: below,
    visibilityIn: visibility.in,
    visibilityOut: visibility.out,
    roles: rolesOf(architecture, cycles, visibility.in, visibility.out),
    architecture,
    propagationCost: visibility.propagationCost,
  };
}

/** True when no clause has alternatives to spare and none is soft. */
function needsEverything({
  clauses,
  memberStart,
  need,
  hard,
}: DependencyGraph): boolean {
  for (let clause = 0; clause < clauses; clause++) {
    const members = memberStart[clause + 1] - memberStart[clause];
    if (hard[clause] === 0 || need[clause] < members) return false;
  }
  return true;
}

function degrees({ nodes, start }: Csr): Uint32Array {
  return Uint32Array.from({ length: nodes }, (_, v) => start[v + 1] - start[v]);
}

/** Nodes that nothing outside their own component needs: where use of the whole begins. */
export function entryPoints(needs: Csr, { count, of }: Components): number[] {
  const needed = new Uint8Array(count);
  for (let v = 0; v < needs.nodes; v++) {
    for (let e = needs.start[v]; e < needs.start[v + 1]; e++) {
      const w = needs.targets[e];
      if (of[w] !== of[v]) needed[of[w]] = 1;
    }
  }
  const roots: number[] = [];
  for (let v = 0; v < needs.nodes; v++) if (needed[of[v]] === 0) roots.push(v);
  return roots;
}
