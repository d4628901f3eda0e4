import type { Analysis } from '../analysis';
import type { Finding } from '../findings/types';
import { failureOf } from '../structure/failure';
import { holdingOf } from './holding';
import type { BlastRadiusView, ViewOptions } from './types';
import { Viewer } from './viewer';

/**
 * Everything that fails or degrades when an entity fails, or all that a system, domain or team holds; alternatives honoured.
 * Failures stand in the order of falling, nearest first.
 *
 * @returns undefined when the analysis does not know the ref, or the reader may not see it
 */
export function blastRadius<F extends Finding>(
  analysis: Analysis,
  ref: string,
  options?: ViewOptions<F>,
): BlastRadiusView | undefined {
  const viewer = new Viewer(analysis, options);
  const holding = holdingOf(analysis, viewer.lens, ref);
  if (!holding || !viewer.visible(ref)) return undefined;
  const { fails, degrades } = failureOf(analysis.model.graph, holding.members);
  const seenFails = fails.filter(e => viewer.canSee(e));
  const seenDegrades = degrades.filter(e => viewer.canSee(e));
  return {
    ref,
    fails: seenFails.map(e => viewer.summary(e)),
    degrades: seenDegrades.sort(viewer.lens.byRef).map(e => viewer.summary(e)),
    ofEntities: viewer.lens.size,
    byTeam: viewer.byTeam(new Set(fails), new Set(degrades)),
    bySystem: viewer.bySystem(new Set(fails), new Set(degrades)),
    hidden:
      fails.length + degrades.length - seenFails.length - seenDegrades.length,
  };
}
