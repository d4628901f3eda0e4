import { availability } from './availability';
import { blastRadius } from './blastRadius';
import { changeFailureRate } from './changeFailureRate';
import { deployFrequency } from './deployFrequency';
import { deploysIndependently } from './deploysIndependently';
import { isolation } from './isolation';
import type { Measure } from './measure';
import { noFreeze } from './noFreeze';
import { owned } from './owned';
import { recovery } from './recovery';
import { survivesLoss } from './survivesLoss';

export type { Measure, MeasureContext } from './measure';

/** Every measure that ships with the engine. Claims of a measure that is not here are `unproven`. */
export const MEASURES_BY_ID: ReadonlyMap<string, Measure> = new Map(
  [
    availability,
    survivesLoss,
    deploysIndependently,
    changeFailureRate,
    recovery,
    deployFrequency,
    blastRadius,
    isolation,
    noFreeze,
    owned,
  ].map(measure => [measure.id, measure]),
);
