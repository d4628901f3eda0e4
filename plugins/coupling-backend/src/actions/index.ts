/** What assistants and other programs can ask through the actions registry. Everything reads, nothing writes. */
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Decider } from '../governance/decisions/Decider';
import type { Reviewer } from '../governance/reviews/Reviewer';
import { ActionReader, type ActionReaderOptions } from './ActionReader';
import { linksTo } from './common';
import { registerBlastRadius } from './registerBlastRadius';
import { registerExplainFinding } from './registerExplainFinding';
import { registerGetAgenda } from './registerGetAgenda';
import { registerListFindings } from './registerListFindings';

export interface ActionsOptions extends ActionReaderOptions {
  registry: ActionsRegistryService;
  decider: Decider;
  reviewer: Reviewer;
  /** Where the Coupling pages are: a path, or an address when the app's is known. */
  page: string;
}

export function registerActions(options: ActionsOptions): void {
  const { registry, decider, reviewer, page } = options;
  const reader = new ActionReader(options);
  const links = linksTo(page);
  registerListFindings(registry, reader, links);
  registerExplainFinding(registry, reader, decider, links);
  registerGetAgenda(registry, reader, reviewer, links);
  registerBlastRadius(registry, reader);
}
