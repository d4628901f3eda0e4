import type { MeasureId } from '../claims';
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
import { retryAmplification } from './retryAmplification';
import { survivesLoss } from './survivesLoss';

export type { Measure, MeasureContext } from './measure';

/** How each claim is held against evidence. A new measure is a file beside these, a line here and one in the grammar. */
export const MEASURES_BY_ID: Readonly<Record<MeasureId, Measure>> = {
  availability,
  'survives-loss': survivesLoss,
  'deploys-independently': deploysIndependently,
  'change-failure-rate': changeFailureRate,
  recovery,
  'deploy-frequency': deployFrequency,
  'blast-radius': blastRadius,
  isolation,
  'no-freeze': noFreeze,
  'retry-amplification': retryAmplification,
  owned,
};
