import type { Policy } from '@posiwid/coupling-engine';
import { isMap, isScalar, isSeq, type Node } from 'yaml';

/** Something in a policy file that is not understood, and where: an offset into the text. */
export interface Complaint {
  message: string;
  offset: number;
}

type Check = (node: Node, path: string) => Complaint[];

/** One check a key of {@link Policy}; the compiler holds the two against each other. */
type Shape<T> = {
  [K in keyof T]: T[K] extends unknown[] | number ? Check : Shape<T[K]>;
};

const share: Check = number(
  n => n >= 0 && n <= 1,
  'a share between 0 and 1, e.g. 0.1',
);
const count: Check = number(
  n => Number.isInteger(n) && n >= 0,
  'a whole number, 0 or more',
);
const words: Check = list(text => (text === '' ? 'is empty' : undefined));
const patterns: Check = list(text => {
  try {
    RegExp(text, 'i');
    return undefined;
  } catch (error) {
    return `is not a regular expression: ${(error as Error).message}`;
  }
});

const SHAPE: Shape<Policy> = {
  placeholderOwners: patterns,
  hub: { minShare: share, minFails: count, minTeams: count },
  singlePath: { minShare: share, minBehind: count },
  splitPath: { minOwners: count },
  drillAgeDays: count,
  saturation: { minCallers: count, minTeams: count },
  sameChange: { minReached: count, minTeams: count },
  sameClock: { windowMinutes: count, minJobs: count },
  availability: {
    service: share,
    datastore: share,
    network: share,
    domain: share,
    change: share,
    other: share,
    betaLow: share,
    betaHigh: share,
  },
  inertTypes: words,
  territory: {
    minRequests: count,
    minWindows: count,
    minDays: count,
    phantomDays: count,
    silentDays: count,
    ownershipDays: count,
  },
  disabledRules: words,
};

/** Everything in a parsed policy file that the policy does not know. An empty file is fine. */
export function checkPolicy(contents: Node | null): Complaint[] {
  if (!contents || (isScalar(contents) && contents.value === null)) return [];
  return checkMap(contents, SHAPE as unknown as Checks, '');
}

interface Checks {
  [key: string]: Check | Checks;
}

function checkMap(node: Node, checks: Checks, path: string): Complaint[] {
  if (!isMap(node)) {
    return [
      complain(node, `${path || 'a policy'} must be a map of keys to values`),
    ];
  }
  return node.items.flatMap(pair => {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    const at = path ? `${path}.${key}` : key;
    if (!Object.hasOwn(checks, key)) {
      const known = Object.keys(checks).join(', ');
      return [complain(pair.key as Node, `unknown key ${at}; known: ${known}`)];
    }
    const check = checks[key];
    const value = pair.value as Node | null;
    if (!value) return [complain(pair.key as Node, `${at} has no value`)];
    return typeof check === 'function'
      ? check(value, at)
      : checkMap(value, check, at);
  });
}

function number(holds: (n: number) => boolean, expected: string): Check {
  return (node, path) =>
    isScalar(node) && typeof node.value === 'number' && holds(node.value)
      ? []
      : [complain(node, `${path} must be ${expected}`)];
}

function list(objection: (text: string) => string | undefined): Check {
  return (node, path) => {
    if (!isSeq(node)) {
      return [complain(node, `${path} must be a list of texts`)];
    }
    return node.items.flatMap((item, i) => {
      const at = `${path}[${i}]`;
      if (!isScalar(item) || typeof item.value !== 'string') {
        return [complain(item as Node, `${at} must be a text`)];
      }
      const objected = objection(item.value);
      return objected ? [complain(item, `${at} ${objected}`)] : [];
    });
  };
}

function complain(node: Node | null, message: string): Complaint {
  return { message, offset: node?.range?.[0] ?? 0 };
}
