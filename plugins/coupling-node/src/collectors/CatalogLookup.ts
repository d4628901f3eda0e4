/**
 * Entities by what an annotation says or by name, asked of the catalog and remembered for a few minutes: a burst of events about
 * one service asks once. What was not found is forgotten sooner, because it may be on its way into the catalog.
 */
import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const FOUND_MS = 5 * 60_000;
const MISSED_MS = 60_000;
/** Answers that are remembered; the oldest is forgotten first. */
const MAX_ANSWERS = 5_000;
/** All that a collector needs of an entity. */
const FIELDS = ['kind', 'metadata.name', 'metadata.namespace', 'relations'];

export interface CatalogLookupOptions {
  catalog: CatalogService;
  auth: AuthService;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface Answer {
  entities: Promise<Entity[]>;
  until: number;
}

/** Reads the catalog as the plugin itself. Values are compared without regard to case, as the catalog does. */
export class CatalogLookup {
  readonly #answers = new Map<string, Answer>();
  readonly #options: CatalogLookupOptions;

  constructor(options: CatalogLookupOptions) {
    this.#options = options;
  }

  /** Rejects when the catalog cannot be asked. */
  byAnnotation(annotation: string, value: string): Promise<Entity[]> {
    return this.#ask({ [`metadata.annotations.${annotation}`]: value });
  }

  /** Of the namespace `default`. Rejects when the catalog cannot be asked. */
  byName(kind: string, name: string): Promise<Entity[]> {
    return this.#ask({
      kind,
      'metadata.namespace': 'default',
      'metadata.name': name,
    });
  }

  #ask(filter: Record<string, string>): Promise<Entity[]> {
    const { now = Date.now } = this.#options;
    const question = JSON.stringify(filter).toLowerCase();
    const known = this.#answers.get(question);
    if (known && known.until > now()) return known.entities;
    const entities = this.#query(filter);
    const answer: Answer = { entities, until: now() + FOUND_MS };
    this.#remember(question, answer);
    entities.then(
      found => {
        if (found.length === 0) answer.until = now() + MISSED_MS;
      },
      () => {
        if (this.#answers.get(question) === answer) {
          this.#answers.delete(question);
        }
      },
    );
    return entities;
  }

  #remember(question: string, answer: Answer): void {
    this.#answers.delete(question);
    this.#answers.set(question, answer);
    if (this.#answers.size > MAX_ANSWERS) {
      this.#answers.delete(this.#answers.keys().next().value!);
    }
  }

  async #query(filter: Record<string, string>): Promise<Entity[]> {
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntities(
      { filter, fields: FIELDS },
      { credentials },
    );
    return items;
  }
}
