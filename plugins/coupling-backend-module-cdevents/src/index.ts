/**
 * Deployments and incidents from CDEvents, through the events service.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { couplingModuleCDEvents, eventsModuleCDEvents } from './modules';

/** The module of the coupling plugin that reads the events, and that of the events plugin that takes them over HTTP. */
export default createBackendFeatureLoader({
  *loader() {
    yield couplingModuleCDEvents;
    yield eventsModuleCDEvents;
  },
});
