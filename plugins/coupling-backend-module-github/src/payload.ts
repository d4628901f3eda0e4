/** Reading a webhook's payload: what is not as GitHub documents it is a problem that says where, never an error. */

export type Payload = Record<string, unknown>;

/** A field that is not there or not text. Thrown only within this module, and caught where an event is read. */
export class Unreadable extends Error {}

/** The value at a path such as `repository.full_name`; undefined when there is none. */
export function valueAt(payload: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    return isObject(value) && Object.hasOwn(value, key)
      ? value[key]
      : undefined;
  }, payload);
}

/** Text, or a number as text. Throws Unreadable. */
export function textAt(payload: unknown, path: string): string {
  const text = optionalTextAt(payload, path);
  if (text === undefined) {
    throw new Unreadable(
      `got ${shown(valueAt(payload, path))} at ${path}; expected text`,
    );
  }
  return text;
}

export function optionalTextAt(
  payload: unknown,
  path: string,
): string | undefined {
  const value = valueAt(payload, path);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Short, for a problem. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
