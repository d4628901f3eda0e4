/**
 * Interfaces between teams: one for each entity that entities of other teams need. A coupling crosses when no team owns
 * both ends. Couplings of an API to its own providers are not interfaces: the API is theirs.
 */
import type { Model, ModelEntity } from '../model/types';
import type { Interface } from './types';

/** In the order of providers. Time O(couplings). */
export function interfacesOf(model: Model): Interface[] {
  const { entities, couplings } = model;
  const byProvider = new Map<number, { entity: number; coupling: number }[]>();
  for (let row = 0; row < couplings.count; row++) {
    const consumer = couplings.from[row];
    const provider = couplings.to[row];
    if (!crosses(entities[consumer].owners, entities[provider].owners))
      continue;
    const consumers = byProvider.get(provider);
    if (consumers === undefined)
      byProvider.set(provider, [{ entity: consumer, coupling: row }]);
    else consumers.push({ entity: consumer, coupling: row });
  }
  return [...byProvider.keys()]
    .sort((a, b) => a - b)
    .map(provider => describe(model, provider, byProvider.get(provider)!));
}

/** Two ends without any owner belong to no team, so nothing is known to cross. */
function crosses(consumer: number[], provider: number[]): boolean {
  if (consumer.length === 0 && provider.length === 0) return false;
  return !consumer.some(owner => provider.includes(owner));
}

function describe(
  model: Model,
  provider: number,
  consumers: Interface['consumers'],
): Interface {
  const entity = model.entities[provider];
  const teams = new Set(
    consumers.flatMap(c => model.entities[c.entity].owners),
  );
  const found: Interface = {
    provider,
    providerTeams: entity.owners,
    consumers,
    consumerTeams: [...teams].sort((a, b) => a - b),
    viaApi: entity.kind === 'api',
    contract: contractOf(entity),
  };
  const unknown = unknownConsumers(model, entity, consumers);
  if (unknown !== undefined) found.unknownConsumers = unknown;
  return found;
}

function contractOf({
  facts,
  hasDefinition,
}: ModelEntity): Interface['contract'] {
  if (facts.contract === 'none') return 'none';
  return facts.contract !== undefined || hasDefinition
    ? 'stated'
    : 'not-stated';
}

/**
 * Consumers that the provider's list leaves out. A consumer is listed by its own ref, its system's, or an owner's. A list
 * that holds a text or an address cannot be held against anything, so nothing is said about it.
 */
function unknownConsumers(
  model: Model,
  provider: ModelEntity,
  consumers: Interface['consumers'],
): number[] | undefined {
  const stated = provider.facts.consumers;
  if (stated === undefined || !stated.every(isRef)) return undefined;
  const known = new Set(stated);
  return consumers
    .map(consumer => consumer.entity)
    .filter(position => {
      const { ref, system, owners } = model.entities[position];
      const names = [ref, ...owners.map(owner => model.teams[owner].ref)];
      if (system !== undefined) names.push(model.systems[system].ref);
      return !names.some(name => known.has(name));
    });
}

function isRef(text: string): boolean {
  return /^[^:/\s]+:[^:/\s]+\/[^\s]+$/.test(text);
}
