import type { Rule } from '../types';
import { dangling } from './dangling';
import { dissolvedOwner } from './dissolvedOwner';
import { hub } from './hub';
import { noOwner } from './noOwner';
import { recoveryPath } from './recoveryPath';
import { sameClock } from './sameClock';
import { singlePath } from './singlePath';
import { splitPath } from './splitPath';
import { twoMeanings } from './twoMeanings';
import { undeclaredInterface } from './undeclaredInterface';
import { unreadable } from './unreadable';

/** Every rule that ships with the engine. A new rule is a file beside these and a line here. */
export const builtInRules: Rule[] = [
  hub,
  singlePath,
  recoveryPath,
  sameClock,
  noOwner,
  dissolvedOwner,
  undeclaredInterface,
  twoMeanings,
  splitPath,
  dangling,
  unreadable,
];
