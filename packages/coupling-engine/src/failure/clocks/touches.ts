/** What a job touches when it starts: directly, or through an API that one thing alone provides. */
import { needsOf } from '../../structure/navigate';
import type { Model, ModelEntity } from '../../model/types';
import type { Coincidence } from '../types';

export type Touch = Coincidence['by'][number];

/** Ways of touching, weakest first: the strongest that is stated counts. */
const STRENGTH: readonly Touch[] = ['needs', 'writes-to', 'acts-on'];

/**
 * Things that the entity needs, writes to or acts on, by position, itself left out. What is inert at run time is left out
 * too: two jobs that are built from one library do not meet on it.
 */
export function touchesOf(
  model: Model,
  positions: ReadonlyMap<string, number>,
  isInert: (entity: ModelEntity) => boolean,
  job: number,
): Map<number, Touch> {
  const { entities, graph } = model;
  const found = new Map<number, Touch>();
  const touch = (named: number, by: Touch) => {
    const target = behindApi(model, named);
    if (target === job || isInert(entities[target])) return;
    const known = found.get(target);
    if (!known || STRENGTH.indexOf(by) > STRENGTH.indexOf(known)) {
      found.set(target, by);
    }
  };
  for (const need of needsOf(graph, job)) touch(need, 'needs');
  const { writesTo = [], actsOn = [] } = entities[job].facts;
  const stated: [readonly string[], Touch][] = [
    [writesTo, 'writes-to'],
    [actsOn, 'acts-on'],
  ];
  for (const [refs, by] of stated) {
    for (const ref of refs) {
      const target = positions.get(ref);
      if (target !== undefined) touch(target, by);
    }
  }
  return found;
}

/** The one provider of an API; the thing itself when it is no API, or several provide it. */
function behindApi(model: Model, entity: number): number {
  if (model.entities[entity].kind !== 'api') return entity;
  const providers = needsOf(model.graph, entity);
  return providers.length === 1 ? providers[0] : entity;
}
