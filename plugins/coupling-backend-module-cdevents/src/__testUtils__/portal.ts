import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
// Shared by the tests of packages, and no part of any.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import * as shared from '../../../../test/support/eventsPortal';
import module from '..';

export type Portal = shared.EventsPortal;
export const { recorder } = shared;

/** A portal with this module in it. */
export function startPortal(
  config: JsonObject,
  coupling?: BackendFeature,
): Promise<Portal> {
  return shared.startEventsPortal({
    source: 'cdevents',
    module,
    config,

    coupling,
  });
}
