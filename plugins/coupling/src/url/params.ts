import { expandTeam, shortTeam } from '../refs';

/** How one value stands in the query of a URL. What cannot be read is the default, never an error. */
export interface Param<T> {
  read(raw: readonly string[]): T;
  /** An empty list takes the parameter out of the URL. */
  write(value: T): string[];
}

/** Free text; empty is left out. */
export function text(): Param<string> {
  return {
    read: raw => raw[0] ?? '',
    write: value => (value === '' ? [] : [value]),
  };
}

/** Text that may be missing, such as the id of an open finding. */
export function optional(): Param<string | undefined> {
  return {
    read: raw => raw[0] || undefined,
    write: value => (value ? [value] : []),
  };
}

/** On or off; `1` or `true` is on. */
export function flag(byDefault: boolean): Param<boolean> {
  return {
    read: raw =>
      raw.length === 0 ? byDefault : raw[0] === '1' || raw[0] === 'true',
    write: value => (value === byDefault ? [] : [value ? '1' : '0']),
  };
}

/** One of a few words. */
export function choice<T extends string>(
  values: readonly T[],
  byDefault: T,
): Param<T> {
  return {
    read: raw => values.find(value => value === raw[0]) ?? byDefault,
    write: value => (value === byDefault ? [] : [value]),
  };
}

/** Some of a few words, in their given order; `a=x&a=y` and `a=x,y` both read. */
export function choices<T extends string>(values: readonly T[]): Param<T[]> {
  return {
    read: raw => {
      const given = new Set(raw.flatMap(value => value.split(',')));
      return values.filter(value => given.has(value));
    },
    write: value => [...value],
  };
}

/** Any texts, such as entity refs. */
export function list(): Param<string[]> {
  return {
    read: raw => [...new Set(raw.filter(value => value !== ''))],
    write: value => value,
  };
}

/** Teams: full refs in the program, the shortest form in the URL. */
export function teams(): Param<string[]> {
  return {
    read: raw => [
      ...new Set(
        raw
          .flatMap(value => value.split(','))
          .map(value => value.trim())
          .filter(value => value !== '')
          .map(expandTeam),
      ),
    ],
    write: value => value.map(shortTeam),
  };
}

/** A whole number of at least 1. */
export function page(): Param<number> {
  return {
    read: raw => {
      const value = Number(raw[0]);
      return Number.isSafeInteger(value) && value >= 1 ? value : 1;
    },
    write: value => (value === 1 ? [] : [String(value)]),
  };
}
