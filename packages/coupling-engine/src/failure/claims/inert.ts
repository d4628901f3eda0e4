/**
 * What is inert at run time: libraries, images, and what only those need, being built into them. The same notion as
 * `Lens.isInert` of the findings, which needs the result of this stage.
 */
import { inertByType } from '../../model/inert';
import type { Model } from '../../model/types';
import type { Policy } from '../../policy/policy';

/** 1 for each inert entity. O(entities + couplings). */
export function inertEntities(model: Model, policy: Policy): Uint8Array {
  const { entities, graph } = model;
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
