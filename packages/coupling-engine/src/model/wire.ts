/** What entities need, as couplings and as clauses of the graph. */
import { clausesOf, GraphBuilder, providerClauses } from './clauses';
import { CouplingTable } from './coupling-table';
import { Uint32List } from './grow';
import type { Link } from './links';
import { plainNeeds, statedNeeds, type Need, type Resolver } from './needs';
import type { ProblemLog } from './problems';
import type { ReadEntity } from './read-entity';
import { kindOf } from './refs';
import type { Facts, Model, ModelEntity } from './types';

type Wiring = Pick<Model, 'couplings' | 'provides' | 'graph'>;

export function wire(
  read: ReadEntity[],
  linksOf: Link[][],
  sources: Uint32Array,
  nodes: ModelEntity[],
  nodeIndex: Map<string, number>,
  resolver: Resolver,
  log: ProblemLog,
): Wiring {
  const factsOf = (position: number): Facts => nodes[position].facts;
  const providers = providersOf(linksOf, read, sources, nodeIndex, resolver);
  const table = new CouplingTable(nodes);
  const graph = new GraphBuilder();
  const provides = { api: new Uint32List(), provider: new Uint32List() };

  nodes.forEach((node, position) => {
    const source = sources[position];
    const entity = read[source];
    const stated = statedNeeds(entity, position, resolver, log);
    // A row with alternatives is a clause of its own: what is also named plainly is needed as such.
    const replaced = new Set(
      stated
        .filter(need => need.alternatives.length === 0)
        .map(need => need.to),
    );
    const plain = plainNeeds(entity, position, linksOf[source], resolver, log);
    const needs = [...plain.filter(need => !replaced.has(need.to)), ...stated]
      .filter(need => !isOwnApi(need, position, providers, entity, log))
      .sort((a, b) => a.to - b.to);
    table.add(position, needs, node.facts);
    const own = [...(providers.get(position) ?? [])].sort((a, b) => a - b);
    for (const provider of own) {
      provides.api.push(position);
      provides.provider.push(provider);
    }
    graph.add([
      ...clausesOf(needs, node.facts, factsOf),
      ...providerClauses(own, factsOf),
    ]);
  });
  return {
    couplings: table.build(),
    provides: {
      api: provides.api.toArray(),
      provider: provides.provider.toArray(),
    },
    graph: graph.build(),
  };
}

/** Providers of each API that has some. */
function providersOf(
  linksOf: Link[][],
  read: ReadEntity[],
  sources: Uint32Array,
  nodeIndex: Map<string, number>,
  resolver: Resolver,
): Map<number, Set<number>> {
  const providers = new Map<number, Set<number>>();
  sources.forEach((source, position) => {
    for (const { type, key, target } of linksOf[source]) {
      if (type !== 'providesApi' || kindOf(target) !== 'api') continue;
      const api =
        nodeIndex.get(target) ?? resolver.resolve(read[source], key, target);
      if (api === undefined || api === position) continue;
      const known = providers.get(api);
      if (known === undefined) providers.set(api, new Set([position]));
      else known.add(position);
    }
  });
  return providers;
}

/** A component that consumes an API which only it provides depends on itself. */
function isOwnApi(
  need: Need,
  self: number,
  providers: Map<number, Set<number>>,
  entity: ReadEntity,
  log: ProblemLog,
): boolean {
  const known = providers.get(need.to);
  if (known === undefined || known.size !== 1 || !known.has(self)) return false;
  if (need.alternatives.length > 0) return false;
  log.add(
    'self-dependency',
    entity.place,
    'consumesApis',
    `consumesApis: ${entity.ref} consumes an API that only it provides; left out`,
  );
  return true;
}
