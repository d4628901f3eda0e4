/**
 * What is inert at run time: libraries and images, which reach others by their changes and not by stopping; and what only those
 * need, being built into them.
 */
import type { Policy } from '../policy/policy';
import type { Model } from './types';

/** `Node-Library` gives `node-library`, `node` and `library`. */
export function typeWords(type: string | undefined): string[] {
  const whole = (type ?? '').toLowerCase();
  const words = whole.split(/[^a-z0-9]+/).filter(word => word !== '');
  return whole ? [whole, ...words] : [];
}

/** Says of an entity whether its type, or a word of it, is one of the policy's inert types. Each type is looked at once. */
export function inertByType({
  inertTypes,
}: Pick<Policy, 'inertTypes'>): (entity: { type?: string }) => boolean {
  const inert = new Set(inertTypes.map(type => type.toLowerCase()));
  const known = new Map<string | undefined, boolean>();
  return ({ type }) => {
    let isInert = known.get(type);
    if (isInert === undefined) {
      isInert = typeWords(type).some(word => inert.has(word));
      known.set(type, isInert);
    }
    return isInert;
  };
}

/** 1 for each entity that is inert by its type, or because only such things need it. O(entities + couplings). */
export function inertEntities(
  { entities, graph }: Pick<Model, 'entities' | 'graph'>,
  policy: Pick<Policy, 'inertTypes'>,
): Uint8Array {
  const isInert = inertByType(policy);
  const inert = new Uint8Array(entities.length);
  const byType = new Uint8Array(entities.length);
  const isApi = new Uint8Array(entities.length);
  for (let entity = 0; entity < entities.length; entity++) {
    byType[entity] = isInert(entities[entity]) ? 1 : 0;
    isApi[entity] = entities[entity].kind === 'api' ? 1 : 0;
  }
  const { usedStart, usedBy, clauseOwner } = graph;

  /** Whether something needs it, and nothing but inert things does. Users of an API count as its provider's. */
  const onlyInertUse = (entity: number): boolean => {
    let users = 0;
    for (let i = usedStart[entity]; i < usedStart[entity + 1]; i++) {
      const user = clauseOwner[usedBy[i]];
      if (user === entity) continue;
      if (isApi[user] === 0) {
        if (byType[user] === 0) return false;
        users++;
        continue;
      }
      for (let j = usedStart[user]; j < usedStart[user + 1]; j++) {
        const caller = clauseOwner[usedBy[j]];
        if (caller === entity) continue;
        if (byType[caller] === 0) return false;
        users++;
      }
    }
    return users > 0;
  };
  for (let entity = 0; entity < entities.length; entity++) {
    inert[entity] = byType[entity] === 1 || onlyInertUse(entity) ? 1 : 0;
  }
  return inert;
}
