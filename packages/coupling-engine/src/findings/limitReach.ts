import type { Lens } from '../lens/lens';
import type { Intervention } from './types';

/** The move that answers what rests on one shared thing, whichever rule raised it. */
export function limitReach(lens: Lens, thing: number): Intervention {
  return {
    kind: 'limit-reach',
    leverage: 'rule',
    text: `Give what rests on ${lens.name(
      thing,
    )} a second way, or split it, so that one failure does not stop every part at once.`,
    target: lens.ref(thing),
  };
}
