/** Everything that is wrong with a policy, each with its place. Never throws. */
import { MECHANISMS } from './mechanisms';
import type { Policy } from './policy';
import { isLeaf, POLICY_SHAPE, type Branch, type PolicyKind } from './shape';

/** Something that is not as it should be. */
export interface Objection {
  /** Where: keys, and positions in lists. Empty for the whole. */
  path: (string | number)[];
  /** Whether the key is wrong, or what stands there. */
  at: 'key' | 'value';
  /** A sentence with the key in it. */
  message: string;
}

/** Longest list and longest text: more is no policy. */
const MAX_ITEMS = 500;
const MAX_TEXT = 500;
/** Largest whole number. */
const MAX_COUNT = 1_000_000_000;

/**
 * Everything in some overrides of a policy that is not understood.
 *
 * @param value - any JSON value; undefined stands for a key without a value
 * @param root - the key that they stand under, as it is named in messages
 * @param only - when given, no other key of a policy is known
 */
export function policyObjections(
  value: unknown,
  root = '',
  only?: readonly (keyof Policy)[],
): Objection[] {
  const shape =
    only === undefined
      ? POLICY_SHAPE
      : Object.fromEntries(only.map(key => [key, POLICY_SHAPE[key]]));
  return ofBranch(value, shape, [], root);
}

type Check = (
  value: unknown,
  path: (string | number)[],
  root: string,
) => Objection[];

const CHECKS: Record<PolicyKind, Check> = {
  share: single(
    value => typeof value === 'number' && value >= 0 && value <= 1,
    'a share between 0 and 1, e.g. 0.1',
  ),
  count: single(
    value =>
      Number.isInteger(value) &&
      (value as number) >= 0 &&
      (value as number) <= MAX_COUNT,
    'a whole number, 0 or more',
  ),
  switch: single(value => typeof value === 'boolean', 'true or false'),
  texts: list(text => (text === '' ? 'is empty' : undefined)),
  patterns: list(text => {
    try {
      RegExp(text, 'i');
      return undefined;
    } catch (error) {
      return `is not a regular expression: ${(error as Error).message}`;
    }
  }),
  mechanisms: (value, path, root) => {
    if (!isList(value)) {
      return [objection(path, root, 'must be a list of mechanisms')];
    }
    return value.flatMap((one, i) => ofRequired(one, [...path, i], root));
  },
};

function ofBranch(
  value: unknown,
  branch: Branch,
  path: (string | number)[],
  root: string,
): Objection[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const name = nameOf(path, root) || 'a policy';
    return [
      { path, at: 'value', message: `${name} must be a map of keys to values` },
    ];
  }
  return Object.entries(value).flatMap(([key, one]): Objection[] => {
    const at = [...path, key];
    const name = nameOf(at, root);
    if (!Object.hasOwn(branch, key)) {
      const known = Object.keys(branch).join(', ');
      const message = `unknown key ${name}; known: ${known}`;
      return [{ path: at, at: 'key', message }];
    }
    if (one === undefined) {
      return [{ path: at, at: 'key', message: `${name} has no value` }];
    }
    const below = branch[key];
    return isLeaf(below)
      ? CHECKS[below.kind](one, at, root)
      : ofBranch(one, below, at, root);
  });
}

function single(holds: (value: unknown) => boolean, expected: string): Check {
  return (value, path, root) =>
    holds(value) ? [] : [objection(path, root, `must be ${expected}`)];
}

function list(complaint: (text: string) => string | undefined): Check {
  return (value, path, root) => {
    if (!isList(value)) {
      return [objection(path, root, 'must be a list of texts')];
    }
    return value.flatMap((one, i) => {
      const at = [...path, i];
      if (typeof one !== 'string')
        return [objection(at, root, 'must be a text')];
      const says =
        one.length > MAX_TEXT
          ? `is longer than ${MAX_TEXT} characters`
          : complaint(one);
      return says === undefined ? [] : [objection(at, root, says)];
    });
  };
}

/** What `on` may be, beside words: a type, or the full reference of a domain. */
const ON = /^(all|across-teams|type:[^\s,]{1,100}|domain:[^\s:/]+\/[^\s:/]+)$/i;

function ofRequired(
  value: unknown,
  path: (string | number)[],
  root: string,
): Objection[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [objection(path, root, 'must be a map with mechanism and on')];
  }
  const { mechanism, on, ...others } = value as Record<string, unknown>;
  const found: Objection[] = [];
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    const at = [...path, unknown];
    const message = `unknown key ${nameOf(at, root)}; known: mechanism, on`;
    found.push({ path: at, at: 'key', message });
  }
  if (!(MECHANISMS as readonly unknown[]).includes(mechanism)) {
    const says = `must be one of ${MECHANISMS.join(', ')}`;
    found.push(objection([...path, 'mechanism'], root, says));
  }
  if (typeof on !== 'string' || on.length > MAX_TEXT || !ON.test(on)) {
    const says =
      'must be all, across-teams, type:<type> or a domain such as domain:default/payments';
    found.push(objection([...path, 'on'], root, says));
  }
  return found;
}

function objection(
  path: (string | number)[],
  root: string,
  says: string,
): Objection {
  return { path, at: 'value', message: `${nameOf(path, root)} ${says}` };
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length <= MAX_ITEMS;
}

/** `hub.minShare`, `placeholderOwners[0]`. */
function nameOf(path: (string | number)[], root: string): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name ? `${name}.${part}` : part;
  }, root);
}
