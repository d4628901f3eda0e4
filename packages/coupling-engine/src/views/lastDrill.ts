import type { Finding } from '../findings/types';
import { compareText } from '../model/text';
import type { ClaimSummary } from './types';
import type { Viewer } from './viewer';

/** The newest drill of any of some entities, as stated or as observed, as a field to spread; nothing when there was none. */
export function lastDrillOf<F extends Finding>(
  { lens }: Viewer<F>,
  entities: readonly number[],
): Pick<ClaimSummary, 'drilled'> {
  const [latest] = entities
    .map(entity => lens.lastDrill(entity))
    .filter(drill => drill !== undefined)
    .sort((a, b) => compareText(b.at, a.at));
  if (!latest) return {};
  const { at, outcome, expired } = latest;
  return { drilled: { at, outcome, expired } };
}
