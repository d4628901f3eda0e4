/**
 * What somebody edits of the policy: only the values that they touched, so that what somebody else set meanwhile stays under it. A
 * value is edited as text, a list of mechanisms as rows.
 */
import type {
  PolicyField,
  PolicyOverrides,
} from '@posiwid/backstage-plugin-coupling-common';

/** A mechanism that is required, and on which couplings. */
export interface Required {
  mechanism: string;
  on: string;
}

export type Raw = string | readonly Required[];

/** By key, as `hub.minShare`. */
export type Draft = Readonly<Record<string, Raw>>;

export function keyOf({ path }: Pick<PolicyField, 'path'>): string {
  return path.join('.');
}

/** A value as it is edited. */
export function rawOf(kind: PolicyField['kind'], value: unknown): Raw {
  switch (kind) {
    case 'mechanisms':
      return value as Required[];
    case 'texts':
    case 'patterns':
      return (value as string[]).join('\n');
    default:
      return String(value);
  }
}

/** What stands in a field, edited or not. */
export function rawIn(field: PolicyField, draft: Draft): Raw {
  return draft[keyOf(field)] ?? rawOf(field.kind, field.value);
}

/** The value of what was typed, or what is wrong with it. */
export function readRaw(
  kind: PolicyField['kind'],
  raw: Raw,
): { value: unknown } | { problem: string } {
  if (kind === 'mechanisms') {
    const rows = raw as readonly Required[];
    return rows.some(({ on }) => on.trim() === '')
      ? { problem: 'Each mechanism needs the couplings that have to have it' }
      : { value: rows.map(row => ({ ...row, on: row.on.trim() })) };
  }
  const text = String(raw).trim();
  switch (kind) {
    case 'count':
      return /^\d{1,9}$/.test(text)
        ? { value: Number(text) }
        : { problem: 'A whole number, 0 or more' };
    case 'share': {
      const share = Number(text);
      return text !== '' && share >= 0 && share <= 1
        ? { value: share }
        : { problem: 'A share from 0 to 1, such as 0.1' };
    }
    case 'switch':
      return { value: text === 'true' };
    default:
      return {
        value: text
          .split('\n')
          .map(line => line.trim())
          .filter(line => line !== ''),
      };
  }
}

export interface Read {
  /** All that differs from app-config. */
  overrides: PolicyOverrides;
  /** By key. */
  problems: Record<string, string>;
  /** Keys whose value is another than the one that counts. */
  changed: string[];
}

/** The draft as a version would hold it. */
export function readDraft(fields: readonly PolicyField[], draft: Draft): Read {
  const read: Read = { overrides: {}, problems: {}, changed: [] };
  for (const field of fields) {
    const key = keyOf(field);
    const raw = draft[key];
    const result =
      raw === undefined ? { value: field.value } : readRaw(field.kind, raw);
    if ('problem' in result) {
      read.problems[key] = result.problem;
      continue;
    }
    if (!isSame(result.value, field.value)) read.changed.push(key);
    if (!isSame(result.value, field.configured)) {
      put(read.overrides, field.path, result.value);
    }
  }
  return read;
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function put(into: PolicyOverrides, path: readonly string[], value: unknown) {
  let branch = into as Record<string, any>;
  for (const key of path.slice(0, -1)) {
    branch[key] ??= {};
    branch = branch[key];
  }
  branch[path[path.length - 1]] = value;
}

/** What stands at a path of some overrides; undefined when nothing does. */
export function overrideAt(
  overrides: PolicyOverrides | undefined,
  path: readonly string[],
): unknown {
  return path.reduce<any>((below, key) => below?.[key], overrides);
}
