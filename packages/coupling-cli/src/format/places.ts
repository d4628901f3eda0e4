import type { Model } from '@posiwid/coupling-engine';

export interface Place {
  file: string;
  line: number;
}

/** Code scanning wants a file for every finding; what has none (a portal's catalog) is shown at this one. */
const NOWHERE: Place = { file: 'catalog-info.yaml', line: 1 };

/** Not files: what was read from them has no place in the checkout. */
const NOT_A_FILE = /^(https?:\/\/|\(standard input\)$)/;

/** Where in the files each entity, system and domain stands. */
export class Places {
  private readonly places = new Map<string, Place>();
  /** The beginning of the first file of the catalog: for what has no place of its own, such as a team that does not exist. */
  readonly fallback: Place;

  constructor({
    entities,
    systems,
    domains,
  }: Pick<Model, 'entities' | 'systems' | 'domains'>) {
    let first: Place | undefined;
    for (const { ref, file, line } of [...entities, ...systems, ...domains]) {
      if (file === undefined || NOT_A_FILE.test(file)) continue;
      const place = { file, line: line ?? 1 };
      this.places.set(ref, place);
      first ??= { file, line: 1 };
    }
    this.fallback = first ?? NOWHERE;
  }

  /** Its own place, else the fallback. */
  of(ref: string): Place {
    return this.places.get(ref) ?? this.fallback;
  }
}
