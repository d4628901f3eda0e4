/**
 * The lines of a catalog file that would declare a coupling that was seen. The YAML is written here by hand, because it is a dozen
 * lines of which only references vary, and the engine needs no YAML library for anything else; a test reads it back with one.
 */
import type { Model } from '../model/types';
import { kindOf, nameOf } from '../model/refs';

export interface Proposal {
  /** Whose file it is. */
  ref: string;
  to: string;
  field: 'dependsOn' | 'consumesApis';
  /** What to add to the list, as it would be written there. */
  value: string;
  /** The snippet: the entity's head and the whole list, as far as it is known, the new line last and marked. */
  yaml: string;
  /** How many entries of the list are not shown, because the reader may not see what they name. */
  hidden: number;
}

/** Kinds whose spelling differs from a capital letter in front. */
const KINDS: Record<string, string> = { api: 'API' };
/** Kinds that Backstage reads `consumesApis` of. */
const CONSUMES = 'component';
/** What YAML reads as itself without quotes, whatever stands around it. */
const PLAIN = /^[A-Za-z][A-Za-z0-9._/-]*(:[A-Za-z0-9._/-]+)?$/;
const WORDS_OF_YAML = /^(y|yes|n|no|on|off|true|false|null)$/i;

/**
 * One API of the target stands for it, where the caller is of a kind that consumes APIs; else the target is named itself.
 *
 * @param from - position of the caller
 * @param to - position of the target
 * @param visible - whether the reader may see an entity
 */
export function proposeDeclaration(
  model: Model,
  from: number,
  to: number,
  visible: (ref: string) => boolean = () => true,
): Proposal {
  const { entities } = model;
  const caller = entities[from];
  const api = apiFor(model, from, to, visible);
  const field = api === undefined ? 'dependsOn' : 'consumesApis';
  const namespace = namespaceOf(caller.ref);
  const written = (position: number) =>
    asWritten(
      entities[position].ref,
      entities[position].name,
      field,
      namespace,
    );
  const listed = declaredIn(model, from, field);
  const shown = listed.filter(position => visible(entities[position].ref));
  const hidden = listed.length - shown.length;
  const value = written(api ?? to);
  const lines = [
    'apiVersion: backstage.io/v1alpha1',
    `kind: ${scalar(kindAsWritten(caller.kind))}`,
    'metadata:',
    `  name: ${scalar(caller.name)}`,
    ...(namespace === 'default' ? [] : [`  namespace: ${scalar(namespace)}`]),
    'spec:',
    `  ${field}:`,
    ...shown.map(position => `    - ${scalar(written(position))}`),
    ...(hidden > 0 ? [`    # and ${hidden} more that stay as they are`] : []),
    `    - ${scalar(value)} # add this line`,
  ];
  return {
    ref: caller.ref,
    to: entities[api ?? to].ref,
    field,
    value,
    yaml: `${lines.join('\n')}\n`,
    hidden,
  };
}

/** The API to consume: the target, or the only one it provides. */
function apiFor(
  { entities, provides }: Model,
  from: number,
  to: number,
  visible: (ref: string) => boolean,
): number | undefined {
  if (entities[from].kind !== CONSUMES) return undefined;
  if (entities[to].kind === 'api') return to;
  const apis = [...provides.api].filter((_, i) => provides.provider[i] === to);
  return apis.length === 1 && visible(entities[apis[0]].ref)
    ? apis[0]
    : undefined;
}

/** What the last analysis read for this list, in the order of the references. */
function declaredIn(
  { couplings }: Model,
  from: number,
  field: Proposal['field'],
): number[] {
  const kind = field === 'dependsOn' ? 'dependsOn' : 'consumesApi';
  const found: number[] = [];
  for (let row = 0; row < couplings.count; row++) {
    if (couplings.from[row] === from && couplings.kind[row] === kind)
      found.push(couplings.to[row]);
  }
  return found;
}

/** As short as the field allows: without a kind that is the field's own, without the entity's own namespace. */
function asWritten(
  ref: string,
  name: string,
  field: Proposal['field'],
  namespace: string,
): string {
  const own = namespaceOf(ref);
  const rest = own === namespace ? name : `${own}/${name}`;
  const isKindOfField = field === 'consumesApis' && kindOf(ref) === 'api';
  // A name with a colon or a slash would be read as more than a name.
  const isSafe = !/[:/]/.test(name);
  if (!isSafe) return ref;
  return isKindOfField ? rest : `${kindOf(ref)}:${rest}`;
}

function namespaceOf(ref: string): string {
  return ref.slice(ref.indexOf(':') + 1, ref.length - nameOf(ref).length - 1);
}

function kindAsWritten(kind: string): string {
  return KINDS[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** A scalar that reads as this text: plain where YAML allows it anywhere, else quoted as JSON, which YAML reads too. */
function scalar(text: string): string {
  return PLAIN.test(text) && !WORDS_OF_YAML.test(text)
    ? text
    : JSON.stringify(text);
}
