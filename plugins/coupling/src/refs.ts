import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';

/** The stand-in for a team where nothing living owns a thing; also a value of the team filter. */
export const NO_OWNER = 'none';

/** The parts of a ref; undefined for what is no ref at all, as catalogs do hold such values. */
export function parseRef(ref: string): CompoundEntityRef | undefined {
  try {
    return parseEntityRef(ref);
  } catch {
    return undefined;
  }
}

/** The name part of a ref, or the text itself where it is none. */
export function nameOf(ref: string): string {
  return parseRef(ref)?.name ?? ref;
}

/** The kind part of a ref, lower case; empty where it is none. */
export function kindOf(ref: string): string {
  return parseRef(ref)?.kind.toLocaleLowerCase('en-US') ?? '';
}

/** A team as it stands in a URL, in full: a bare name is a group of the default namespace. */
export function expandTeam(value: string): string {
  if (value === NO_OWNER) {
    return value;
  }
  const ref = value.includes(':') ? value : `group:${value}`;
  const parsed = parseRef(ref);
  return parsed
    ? `${parsed.kind}:${parsed.namespace}/${parsed.name}`.toLocaleLowerCase(
        'en-US',
      )
    : value;
}

/** The shortest form of a team's ref that `expandTeam` turns back into it. */
export function shortTeam(ref: string): string {
  const short = ref.startsWith('group:default/')
    ? ref.slice('group:default/'.length)
    : ref;
  return short !== NO_OWNER && expandTeam(short) === ref ? short : ref;
}
