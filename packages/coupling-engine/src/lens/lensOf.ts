import { Lens } from './lens';
import type { RuleContext } from './types';

const lenses = new WeakMap<RuleContext, Lens>();

/** The one lens of a run. */
export function lensOf(context: RuleContext): Lens {
  let lens = lenses.get(context);
  if (!lens) {
    lens = new Lens(context);
    lenses.set(context, lens);
  }
  return lens;
}
