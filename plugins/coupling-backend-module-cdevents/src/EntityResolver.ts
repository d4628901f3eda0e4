/**
 * Which entities of the catalog an id of a CDEvent stands for. In this order: the configured annotation, the configured patterns,
 * a full reference as it stands, the name of a component. Whether the catalog has the entity is not asked: what it lacks is part
 * of the territory, and shown as unknown.
 */
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogLookup } from '@posiwid/backstage-plugin-coupling-node';
import { shown } from './cdEvent';
import type { EntityPattern } from './config';

export type Resolved = { refs: string[] } | { expected: string };

export interface EntityResolverOptions {
  annotation?: string;
  patterns: readonly EntityPattern[];
  lookup: Pick<CatalogLookup, 'byAnnotation'>;
}

const FULL_REF = /^[A-Za-z][A-Za-z0-9]*:[^\s/:]+\/[^\s/:]+$/;
/** `orders`, and `service/orders` or `daemonset/orders` as the specification has it. */
const NAME = /^(?:[a-z]+\/)?([A-Za-z0-9][A-Za-z0-9._-]*)$/;

export class EntityResolver {
  readonly #options: EntityResolverOptions;

  constructor(options: EntityResolverOptions) {
    this.#options = options;
  }

  /** Rejects when the catalog has to be asked and cannot be. */
  async service(id: string): Promise<Resolved> {
    const found = await this.#known(id);
    const [, name] = NAME.exec(id) ?? [];
    if (found) return { refs: found };
    if (name !== undefined) return { refs: [reference(name)!] };
    return {
      expected: `got ${shown(
        id,
      )}; expected an entity reference or the name of a component, or a line of coupling.cdevents.entities that says which entity that is`,
    };
  }

  /** An environment is an entity only where somebody said so: most are called `production`. Rejects as `service` does. */
  async environment(id: string): Promise<string[] | undefined> {
    return this.#known(id);
  }

  async #known(id: string): Promise<string[] | undefined> {
    const { annotation, patterns, lookup } = this.#options;
    if (annotation !== undefined) {
      const entities = await lookup.byAnnotation(annotation, id);
      if (entities.length > 0) return entities.map(stringifyEntityRef).sort();
    }
    for (const { match, entity } of patterns) {
      const groups = match.exec(id);
      const ref = groups && reference(filledIn(entity, groups));
      if (ref) return [ref];
    }
    const ref = FULL_REF.test(id) ? reference(id) : undefined;
    return ref === undefined ? undefined : [ref];
  }
}

/** Full reference, lower case; undefined when the text is none. A component of the default namespace where it does not say. */
export function reference(text: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return undefined;
  }
}

/** `component:$1/$<name>` with what the groups took; nothing for a group that took nothing. */
function filledIn(template: string, groups: RegExpExecArray): string {
  return template.replace(
    /\$(?:(\d)|<([^>]*)>)/g,
    (_, index?: string, name?: string) =>
      (index === undefined ? groups.groups?.[name!] : groups[Number(index)]) ??
      '',
  );
}
