import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import {
  DEFAULT_POLICY,
  policyObjections,
  withOverrides,
  type Policy,
  type PolicyOverrides,
} from '@posiwid/coupling-engine';

/**
 * The engine's policy with what an installation sets under `coupling.policy`. Anything that is not in the default policy, or not
 * of its type, is refused with the key and what was expected.
 */
export function readPolicy(config: Config | undefined): Policy {
  const given = config?.get<JsonValue>() ?? {};
  const [objection] = policyObjections(given, 'coupling.policy');
  if (objection) throw new InputError(objection.message);
  return withOverrides(DEFAULT_POLICY, given as PolicyOverrides);
}
