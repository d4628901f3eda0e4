import { InputError } from '@backstage/errors';

/** What one kind of body has to say and may say. */
export interface Fields<Name> {
  required: Name[];
  optional?: Name[];
}

/**
 * What was sent, with what its kind has and nothing else. Throws an InputError that names the first field that is missing. Its shape was
 * held against the API's document before.
 */
export function fieldsOf<
  Sent extends { kind: string },
  Name extends keyof Sent,
>(sent: Sent, { required, optional = [] }: Fields<Name>): Partial<Sent> {
  const missing = required.find(name => sent[name] === undefined);
  if (missing !== undefined) {
    throw new InputError(`${sent.kind} needs ${String(missing)}`);
  }
  const body: Partial<Sent> = {};
  for (const name of ['kind' as Name, ...required, ...optional]) {
    if (sent[name] !== undefined) body[name] = sent[name];
  }
  return body;
}
