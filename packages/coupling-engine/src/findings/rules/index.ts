import type { Rule } from '../types';
import { coldStandby } from './coldStandby';
import { dangling } from './dangling';
import { dissolvedOwner } from './dissolvedOwner';
import { hub } from './hub';
import { missingDefence } from './missingDefence';
import { missingMechanism } from './missingMechanism';
import { lockStep } from './lockStep';
import { noOwner } from './noOwner';
import { phantomCoupling } from './phantomCoupling';
import { purposeContradicted } from './purposeContradicted';
import { purposeUnproven } from './purposeUnproven';
import { oneFaultUnit } from './oneFaultUnit';
import { paperRedundancy } from './paperRedundancy';
import { recoveryPath } from './recoveryPath';
import { sameChange } from './sameChange';
import { sameClock } from './sameClock';
import { sameDomain } from './sameDomain';
import { saturation } from './saturation';
import { singlePath } from './singlePath';
import { splitPath } from './splitPath';
import { stale } from './stale';
import { twoMeanings } from './twoMeanings';
import { undeclaredCoupling } from './undeclaredCoupling';
import { undeclaredInterface } from './undeclaredInterface';
import { unreadable } from './unreadable';
import { untestedClaim } from './untestedClaim';

/** Every rule that ships with the engine. A new rule is a file beside these and a line here. */
export const builtInRules: Rule[] = [
  hub,
  singlePath,
  recoveryPath,
  paperRedundancy,
  sameDomain,
  sameChange,
  sameClock,
  saturation,
  oneFaultUnit,
  coldStandby,
  untestedClaim,
  missingDefence,
  missingMechanism,
  noOwner,
  dissolvedOwner,
  undeclaredInterface,
  twoMeanings,
  splitPath,
  dangling,
  unreadable,
  undeclaredCoupling,
  phantomCoupling,
  stale,
  lockStep,
  purposeContradicted,
  purposeUnproven,
];
