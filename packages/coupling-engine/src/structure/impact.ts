import type { Model } from '../model/types';
import { failureOf } from './failure';
import type { Structure } from './types';

export type Impact = Pick<
  Structure,
  'fails' | 'degrades' | 'teamsHit' | 'systemsHit'
>;

export function impactOf(
  model: Model,
  onProgress: (share: number) => void,
): Impact {
  const n = model.entities.length;
  const impact = {
    fails: new Uint32Array(n),
    degrades: new Uint32Array(n),
    teamsHit: new Uint32Array(n),
    systemsHit: new Uint32Array(n),
  };
  for (let v = 0; v < n; v++) {
    const { fails, degrades } = failureOf(model.graph, [v]);
    const teams = new Set<number>();
    const systems = new Set<number>();
    for (const e of [v, ...fails]) {
      for (const owner of model.entities[e].owners) teams.add(owner);
      const { system } = model.entities[e];
      if (system !== undefined) systems.add(system);
    }
    impact.fails[v] = fails.length;
    impact.degrades[v] = degrades.length;
    impact.teamsHit[v] = teams.size;
    impact.systemsHit[v] = systems.size;
  }
  onProgress(1);
  return impact;
}
