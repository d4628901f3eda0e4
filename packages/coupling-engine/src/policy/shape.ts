/**
 * What a policy may look like: the one shape that every source of a policy is held against (app-config, policy files, versions
 * that are set in the portal, annotations of domains), and that forms are made of.
 */
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

export interface PolicyLeaf {
  path: string[];
  kind: PolicyKind;
  /** What it is, in a line, with its unit. */
  about: string;
}

export interface Leaf {
  kind: PolicyKind;
  about: string;
}

/** One leaf a key of {@link Policy}; the compiler holds the two against each other. */
type Shape<T> = {
  [K in keyof T]: T[K] extends unknown[] | number | boolean
    ? Leaf
    : Shape<T[K]>;
};
export interface Branch {
  [key: string]: Leaf | Branch;
}

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

export const POLICY_SHAPE = SHAPE as unknown as Branch;

/** Every key that a policy has, in its order. */
export function policyLeaves(): PolicyLeaf[] {
  const leaves = (branch: Branch, path: string[]): PolicyLeaf[] =>
    Object.entries(branch).flatMap(([key, one]) =>
      isLeaf(one)
        ? [{ path: [...path, key], ...one }]
        : leaves(one, [...path, key]),
    );
  return leaves(POLICY_SHAPE, []);
}

export function isLeaf(one: Leaf | Branch): one is Leaf {
  return typeof one.kind === 'string';
}
