/**
 * The graph of components and resources alone: an edge to everything an entity depends on, with each consumed API followed to
 * its providers. APIs keep their numbers but have no edges; an entity that provides an API it consumes has no edge to itself.
 * Time O(couplings x providers of an API).
 */
import type { Model } from '../model/types';
import type { Csr } from './csr';
import { distinct, fromEdges } from './csr';

export function componentLevel({ entities, couplings, provides }: Model): Csr {
  const providers = fromEdges(entities.length, provides.api, provides.provider);
  const from: number[] = [];
  const to: number[] = [];
  const add = (consumer: number, provider: number) => {
    if (consumer === provider) return;
    from.push(consumer);
    to.push(provider);
  };
  for (let row = 0; row < couplings.count; row++) {
    const consumer = couplings.from[row];
    const needed = couplings.to[row];
    if (entities[consumer].kind === 'api') continue;
    if (entities[needed].kind !== 'api') {
      add(consumer, needed);
      continue;
    }
    for (
      let p = providers.start[needed];
      p < providers.start[needed + 1];
      p++
    ) {
      add(consumer, providers.targets[p]);
    }
  }
  return distinct(fromEdges(entities.length, from, to));
}
