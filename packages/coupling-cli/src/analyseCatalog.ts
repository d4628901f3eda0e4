import {
  analyse,
  type Analysis,
  type Observation,
  type Policy,
} from '@posiwid/coupling-engine';
import type { Report } from './progress';
import type { CatalogInput } from './read/types';

/** Runs the engine over what was read, and lets the result say what reading left out. */
export function analyseCatalog(
  { entities, problems, sources, otherFiles }: CatalogInput,
  options: {
    policy?: Policy;
    /** Time of the analysis, ISO 8601. */
    at: string;
    observations?: Observation[];
  },
  onProgress: Report,
): Analysis {
  const analysis = analyse({ entities, problems, ...options, onProgress });
  if (otherFiles === 0) return analysis;
  return {
    ...analysis,
    omissions: [
      ...analysis.omissions,
      {
        what: 'other-files',
        missing: otherFiles,
        of: otherFiles + sources,
        text: `${otherFiles} of ${
          otherFiles + sources
        } files in the folders hold no catalog entity`,
      },
    ],
  };
}
