import type { Analysis } from '../analysis';
import { clauseBetween } from '../structure/navigate';
import type { Finding } from '../findings/types';
import { proposeDeclaration } from '../territory/proposal';
import { seenIndexOf } from './seen';
import type { CouplingProposalView, ViewOptions } from './types';
import { Viewer } from './viewer';

/**
 * The lines that would declare a coupling, with what was seen of it. Undefined when an end is not known or may not be seen, and
 * when it is declared already: then there is nothing to propose.
 */
export function couplingProposal<F extends Finding>(
  analysis: Analysis,
  fromRef: string,
  toRef: string,
  options: ViewOptions<F> = {},
): CouplingProposalView | undefined {
  const viewer = new Viewer<F>(analysis, options);
  const from = viewer.lens.positionOf(fromRef);
  const to = viewer.lens.positionOf(toRef);
  if (from === undefined || to === undefined || from === to) return undefined;
  if (!viewer.canSee(from) || !viewer.canSee(to)) return undefined;
  if (clauseBetween(analysis.model.graph, from, to)) return undefined;
  const { model } = analysis;
  const { field, value, yaml, hidden } = proposeDeclaration(
    model,
    from,
    to,
    viewer.visible,
  );
  const index = seenIndexOf(analysis);
  return {
    from: viewer.summary(from),
    to: viewer.summary(to),
    field,
    value,
    yaml,
    hidden,
    ...(index.isUndeclared(from, to)
      ? { sighting: index.ofUndeclared(from, to) }
      : {}),
  };
}
