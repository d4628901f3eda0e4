/** What every kind of webhook is read with, and what reading one gives. */
import type { CatalogLookup } from '@posiwid/backstage-plugin-coupling-node';
import type { GitHubConfig } from './config';

export interface MappingContext {
  config: Pick<GitHubConfig, 'environments'>;
  lookup: Pick<CatalogLookup, 'byAnnotation' | 'byName'>;
}

/** Observations of one event, none where it is no evidence; or a problem that is said once for each `about`. */
export type Mapped =
  | { observations: object[] }
  | { problem: string; about: string };

export const NOTHING: Mapped = { observations: [] };
