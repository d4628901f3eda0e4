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

export type { Measure, MeasureContext, Settlement } from './measure';

/** How each claim is held against evidence. A new measure is a file beside these, a line here and one in the grammar. */
const BUILT_IN: readonly Measure[] = [
  availability,
  survivesLoss,
  deploysIndependently,
  changeFailureRate,
  recovery,
  deployFrequency,
  blastRadius,
  isolation,
  noFreeze,
  retryAmplification,
  owned,
];

/** Finds the measure of a claim that was read. A measure that was added never takes the place of a built-in one. */
export function measureById(
  added: readonly Measure[],
): (id: string) => Measure {
  const byId = new Map([...added, ...BUILT_IN].map(m => [m.id, m]));
  return id => byId.get(id)!;
}
