/** Catalog entities in a few words, for tests that state what a catalog says. */
import type { Model, SourcedEntity } from '../model/types';

type Spec = Record<string, unknown>;

export interface Extras {
  annotations?: Record<string, unknown>;
  tags?: string[];
  namespace?: string;
  title?: string;
  relations?: unknown[];
}

export function entity(
  kind: string,
  name: string,
  spec: Spec = {},
  { relations, ...metadata }: Extras = {},
): SourcedEntity {
  return {
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name, ...metadata },
      spec,
      ...(relations && { relations }),
    },
  };
}

export const component = (name: string, spec?: Spec, extras?: Extras) =>
  entity('Component', name, spec, extras);
export const api = (name: string, spec?: Spec, extras?: Extras) =>
  entity('API', name, spec, extras);
export const group = (name: string, spec?: Spec, extras?: Extras) =>
  entity('Group', name, spec, extras);
export const user = (name: string, spec?: Spec, extras?: Extras) =>
  entity('User', name, spec, extras);
export const system = (name: string, spec?: Spec, extras?: Extras) =>
  entity('System', name, spec, extras);
export const domain = (name: string, spec?: Spec, extras?: Extras) =>
  entity('Domain', name, spec, extras);

/** A component that depends on the components named. */
export const needing = (name: string, ...dependencies: string[]) =>
  component(name, { dependsOn: dependencies.map(d => `component:${d}`) });

/** A component that is one of a redundancy group, written as the annotation says it. */
export const replica = (name: string, redundancyGroup: string) =>
  component(
    name,
    {},
    { annotations: { 'posiwid.dev/redundancy-group': redundancyGroup } },
  );

/** Position of the entity with this name (component) or full ref. */
export function at(model: Model, name: string): number {
  const ref = name.includes(':') ? name : `component:default/${name}`;
  const position = model.entities.findIndex(e => e.ref === ref);
  if (position === -1) throw new Error(`${ref} is not in the model`);
  return position;
}

/** Names of the entities at these positions, sorted. */
export function names(model: Model, positions: Iterable<number>): string[] {
  return [...positions].map(position => model.entities[position].name).sort();
}
