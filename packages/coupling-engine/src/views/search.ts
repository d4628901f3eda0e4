import type { Analysis } from '../analysis';
import type { Finding } from '../findings/types';
import type { EntitySummary, ViewOptions } from './types';
import { matches, Viewer } from './viewer';

const DEFAULT_LIMIT = 20;

/** Entities whose name, title or ref contains the text; the name itself first, then names that start with it, then the widest. */
export function searchEntities<F extends Finding>(
  analysis: Analysis,
  q: string,
  options: ViewOptions<F> & { limit?: number } = {},
): EntitySummary[] {
  const viewer = new Viewer(analysis, options);
  const text = q.trim().toLowerCase();
  if (text === '') return [];
  const { entities } = analysis.model;
  const { fails } = analysis.structure;
  const closeness = (entity: number) => {
    const name = entities[entity].name.toLowerCase();
    if (name === text) return 0;
    return name.startsWith(text) ? 1 : 2;
  };
  return entities
    .map((_, entity) => entity)
    .filter(e => matches(entities[e], text) && viewer.canSee(e))
    .sort(
      (a, b) =>
        closeness(a) - closeness(b) ||
        fails[b] - fails[a] ||
        viewer.lens.byRef(a, b),
    )
    .slice(0, options.limit ?? DEFAULT_LIMIT)
    .map(entity => viewer.summary(entity));
}
