/** A policy said as what differs from another: set over it, and read off again. */
import type { Policy } from './policy';

/** Some keys of a policy; the others are as they are without it. */
export type PolicyOverrides = DeepPartial<Policy>;

type DeepPartial<T> = T extends unknown[]
  ? T
  : T extends object
  ? { [K in keyof T]?: DeepPartial<T[K]> }
  : T;

/** A policy with some of its keys set otherwise. Lists are replaced whole. */
export function withOverrides(
  policy: Policy,
  overrides: PolicyOverrides,
): Policy {
  return merged(policy, overrides) as Policy;
}

function merged(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isMap(base) || !isMap(over)) return over;
  return Object.fromEntries(
    Object.entries(base).map(([key, value]) => [
      key,
      Object.hasOwn(over, key) ? merged(value, over[key]) : value,
    ]),
  );
}

/** Of some overrides, those that say something else than the policy does already. */
export function beyond(
  policy: Policy,
  overrides: PolicyOverrides,
): PolicyOverrides {
  return (difference(policy, overrides) ?? {}) as PolicyOverrides;
}

function difference(base: unknown, over: unknown): unknown {
  if (!isMap(base) || !isMap(over)) {
    return JSON.stringify(base) === JSON.stringify(over) ? undefined : over;
  }
  const kept = Object.entries(over).flatMap(([key, value]) => {
    const rest = difference(base[key], value);
    return rest === undefined ? [] : [[key, rest] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
