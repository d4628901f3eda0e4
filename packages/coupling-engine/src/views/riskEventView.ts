import type { RiskEvent } from '../failure/types';
import type { Finding } from '../findings/types';
import { clean } from '../model/words';
import { layerOf } from '../model/layers';
import type { RiskEventView } from './types';
import type { Viewer } from './viewer';

/** The layer of an event that is no entity of the catalog, or none that the reader may see, by its kind. */
const LAYER_OF_KIND: Readonly<Record<RiskEvent['kind'], string>> = {
  entity: 'other',
  domain: 'failure domain',
  change: 'change channel',
  clock: 'clock',
};

/** An event as the reader may know it: what is hidden is there, and has no name. */
export function riskEventView<F extends Finding>(
  viewer: Viewer<F>,
  event: RiskEvent,
): RiskEventView {
  const { kind, entity, name } = event;
  if (!canSeeEvent(viewer, event)) return hiddenEvent(kind);
  return entity === undefined
    ? { kind, name: clean(name), layer: LAYER_OF_KIND[kind] }
    : {
        kind,
        name: clean(name),
        ref: viewer.lens.ref(entity),
        layer: layerOf(viewer.lens.entity(entity)),
      };
}

export function hiddenEvent(kind: RiskEvent['kind']): RiskEventView {
  return {
    kind,
    name: 'something you may not see',
    layer: LAYER_OF_KIND[kind],
  };
}

/** Everything that the event's name names may be seen. */
export function canSeeEvent<F extends Finding>(
  viewer: Viewer<F>,
  { entity, others: otherJobs = [] }: RiskEvent,
): boolean {
  const others = otherJobs.map(ref => viewer.lens.positionOf(ref));
  return [entity, ...others].every(
    position => position === undefined || viewer.canSee(position),
  );
}
