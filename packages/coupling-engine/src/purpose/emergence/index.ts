import { availability } from './availability';
import { blastRadius } from './blastRadius';
import { changeSafety } from './changeSafety';
import { recovery } from './recovery';
import type { Emergent, Ground } from './types';
import { velocity } from './velocity';

export * from './types';

/** The five properties, in the order of `PROPERTY_IDS`. */
export function emergent(ground: Ground): Emergent[] {
  return [
    availability(ground),
    blastRadius(ground),
    changeSafety(ground),
    recovery(ground),
    velocity(ground),
  ];
}
