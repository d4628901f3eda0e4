import type { Model } from '../model/types';
import type { Policy } from '../policy/policy';
import { interfacesOf } from './interfaces';
import { ownerStateOf, standingOf } from './standing';
import type { Ownership } from './types';

/** Who sees it: standing of owners, owner state of entities, interfaces between teams. */
export function ownershipOf(model: Model, policy: Policy): Ownership {
  const standing = standingOf(model, policy.placeholderOwners);
  return {
    standing,
    state: model.entities.map(entity => ownerStateOf(entity.owners, standing)),
    interfaces: interfacesOf(model),
  };
}
