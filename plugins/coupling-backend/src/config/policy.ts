import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DEFAULT_POLICY, type Policy } from '@posiwid/coupling-engine';
import type { JsonObject, JsonValue } from '@backstage/types';

/**
 * The engine's policy with what an installation sets under `coupling.policy`. Anything that is not in the default policy, or not
 * of its type, is refused with the key and what was expected.
 */
export function readPolicy(config: Config | undefined): Policy {
  const given = config?.get<JsonValue>();
  const policy = merge(DEFAULT_POLICY, given, 'coupling.policy') as Policy;
  for (const pattern of policy.placeholderOwners) {
    try {
      RegExp(pattern, 'i');
    } catch (error) {
      throw new InputError(
        `coupling.policy.placeholderOwners: ${(error as Error).message}`,
      );
    }
  }
  return policy;
}

function merge(
  standard: unknown,
  given: JsonValue | undefined,
  key: string,
): unknown {
  if (given === undefined) {
    return standard;
  }
  const refuse = (expected: string) =>
    new InputError(
      `${key}: expected ${expected}, found ${JSON.stringify(given)}`,
    );

  if (Array.isArray(standard)) {
    if (!Array.isArray(given) || !given.every(v => typeof v === 'string')) {
      throw refuse('a list of texts');
    }
    return given;
  }
  if (typeof standard === 'number') {
    const isShare = /share$/i.test(key);
    if (typeof given !== 'number' || given < 0 || (isShare && given > 1)) {
      throw refuse(
        isShare ? 'a share from 0 to 1' : 'a number that is not negative',
      );
    }
    return given;
  }
  if (typeof standard === 'object' && standard !== null) {
    if (!isObject(given)) {
      throw refuse('an object');
    }
    const known = Object.keys(standard);
    const unknown = Object.keys(given).find(name => !known.includes(name));
    if (unknown !== undefined) {
      throw new InputError(
        `${key}.${unknown}: not known; expected one of ${known.join(', ')}`,
      );
    }
    return Object.fromEntries(
      Object.entries(standard).map(([name, value]) => [
        name,
        merge(value, given[name], `${key}.${name}`),
      ]),
    );
  }
  if (typeof given !== typeof standard) {
    throw refuse(`a ${typeof standard}`);
  }
  return given;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
