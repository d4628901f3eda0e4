/** What every measure looks up in the model, found once a run. */
import { append } from '../model/collect';
import { positionsByRef } from '../model/positions';
import type { Model } from '../model/types';
import { fromEdges, type Csr } from '../structure/csr';

export interface ModelIndex {
  /** Positions in `Model.entities` by reference. */
  position: ReadonlyMap<string, number>;
  /** Rows of `Model.couplings` by the entity that needs. */
  rows: Csr;
  /** Members through which others are deployed (`supports: deployment`). */
  delivering: ReadonlySet<number>;
  /** Components that provide an API, by the API. */
  providers: ReadonlyMap<number, number[]>;
}

export function modelIndexOf({
  entities,
  couplings,
  provides,
}: Model): ModelIndex {
  const { count, from } = couplings;
  const providers = new Map<number, number[]>();
  provides.api.forEach((api, i) => {
    append(providers, api, provides.provider[i]);
  });
  return {
    position: positionsByRef({ entities }),
    rows: fromEdges(
      entities.length,
      from.subarray(0, count),
      Uint32Array.from({ length: count }, (_, row) => row),
    ),
    providers,
    delivering: new Set(
      entities.flatMap(({ facts }, at) =>
        facts.supports?.includes('deployment') ? [at] : [],
      ),
    ),
  };
}
