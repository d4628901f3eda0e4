/**
 * Deployments and reviews from GitHub webhooks.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { couplingModuleGitHub, eventsModuleGitHub } from './modules';

/** The module of the coupling plugin that reads webhooks, and that of the events plugin that checks and takes them. */
export default createBackendFeatureLoader({
  *loader() {
    yield couplingModuleGitHub;
    yield eventsModuleGitHub;
  },
});
