/**
 * What a policy may look like: the one shape that every source of a policy is held against (app-config, policy files, versions
 * that are set in the portal, annotations of domains). Says everything that is wrong, each with its place; never throws.
 */
import { MECHANISMS } from './mechanisms';
import type { Policy } from './policy';

/** What stands at one key; says how it is read, checked and edited. */
export type PolicyKind =
  /** A number from 0 to 1. */
  | 'share'
  /** A whole number, 0 or more. */
  | 'count'
  /** True or false. */
  | 'switch'
  /** A list of texts. */
  | 'texts'
  /** A list of regular expressions. */
  | 'patterns'
  /** A list of {@link RequiredMechanism}. */
  | 'mechanisms';

/** Some keys of a policy; the others are as they are without it. */
export type PolicyOverrides = DeepPartial<Policy>;

type DeepPartial<T> = T extends unknown[]
  ? T
  : T extends object
  ? { [K in keyof T]?: DeepPartial<T[K]> }
  : T;

/** Something that is not as it should be. */
export interface Objection {
  /** Where: keys, and positions in lists. Empty for the whole. */
  path: (string | number)[];
  /** Whether the key is wrong, or what stands there. */
  at: 'key' | 'value';
  /** A sentence with the key in it. */
  message: string;
}

export interface PolicyLeaf {
  path: string[];
  kind: PolicyKind;
  /** What it is, in a line, with its unit. */
  about: string;
}

interface Leaf {
  kind: PolicyKind;
  about: string;
}

/** One leaf a key of {@link Policy}; the compiler holds the two against each other. */
type Shape<T> = {
  [K in keyof T]: T[K] extends unknown[] | number | boolean
    ? Leaf
    : Shape<T[K]>;
};
interface Branch {
  [key: string]: Leaf | Branch;
}

/** Longest list and longest text: more is no policy. */
const MAX_ITEMS = 500;
const MAX_TEXT = 500;
/** Largest whole number. */
const MAX_COUNT = 1_000_000_000;

const share = (about: string): Leaf => ({ kind: 'share', about });
const count = (about: string): Leaf => ({ kind: 'count', about });
const limit = {
  maxDays: count('Days that it may be accepted at most; 0: not at all'),
  secondPerson: {
    kind: 'switch',
    about: 'Somebody else than who accepts has to approve',
  } as Leaf,
};

const SHAPE: Shape<Policy> = {
  placeholderOwners: {
    kind: 'patterns',
    about: 'Owner names that stand for nobody, as regular expressions',
  },
  hub: {
    minShare: share('Share of entities that fail with a hub'),
    minFails: count('Entities that fail with a hub, at least'),
    minTeams: count('Teams hit by a hub, at least'),
  },
  singlePath: {
    minShare: share('Share of entities behind a single path'),
    minBehind: count('Entities behind a single path, at least'),
  },
  splitPath: {
    minOwners: count('Owners along a path, at least'),
  },
  drillAgeDays: count('Days for which a drill that passed counts'),
  saturation: {
    minCallers: count('Direct callers, at least'),
    minTeams: count('Teams of callers, at least'),
  },
  sameChange: {
    minReached: count('Entities changed at once through a channel, at least'),
    minTeams: count('Teams reached through a channel, at least'),
  },
  sameClock: {
    windowMinutes: count('Minutes within which jobs coincide'),
    minJobs: count('Jobs that coincide, at least'),
  },
  availability: {
    service: share('Share of the time a service works, unless known better'),
    datastore: share('The same of what keeps state'),
    network: share('The same of networks, gateways, balancers'),
    domain: share('The same of everything under one failure domain'),
    change: share('Share of the time without a bad change on one channel'),
    other: share('The same of anything else'),
    betaLow: share('Least share of failures that fell like things as well'),
    betaHigh: share('Most share of failures that fell like things as well'),
  },
  inertTypes: {
    kind: 'texts',
    about: 'Types of things that are inert at run time',
  },
  territory: {
    minRequests: count('Requests seen before a coupling is raised, at least'),
    minWindows: count('Windows of time it was seen in, at least'),
    minDays: count('Days it was seen on, at least'),
    phantomDays: count('Days unseen after which a coupling is a phantom'),
    silentDays: count('Days after which a source has fallen silent'),
    ownershipDays: count('Days for which a confirmation of ownership counts'),
  },
  acceptance: {
    critical: limit,
    high: limit,
    medium: limit,
    low: limit,
    info: limit,
  },
  requiredMechanisms: {
    kind: 'mechanisms',
    about: 'Mechanisms that hard couplings have to have',
  },
  disabledRules: {
    kind: 'texts',
    about: 'Rules that are switched off, by id',
  },
};

/** Every key that a policy has, in its order. */
export function policyLeaves(): PolicyLeaf[] {
  const leaves = (branch: Branch, path: string[]): PolicyLeaf[] =>
    Object.entries(branch).flatMap(([key, one]) =>
      isLeaf(one)
        ? [{ path: [...path, key], ...one }]
        : leaves(one, [...path, key]),
    );
  return leaves(SHAPE as unknown as Branch, []);
}

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
  const whole = SHAPE as unknown as Branch;
  const shape =
    only === undefined
      ? whole
      : Object.fromEntries(only.map(key => [key, whole[key]]));
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

function isLeaf(one: Leaf | Branch): one is Leaf {
  return typeof one.kind === 'string';
}

/** `hub.minShare`, `placeholderOwners[0]`. */
function nameOf(path: (string | number)[], root: string): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name ? `${name}.${part}` : part;
  }, root);
}

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
