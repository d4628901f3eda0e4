/**
 * Positions of entities by ref, by bisection: entities stand in the order of their refs (see build-model.ts). In a large
 * catalog few are asked for, and a table of all would cost more than the searches. O(log entities) each.
 */
import type { ModelEntity } from '../../model/types';

export class Positions {
  private readonly entities: readonly ModelEntity[];
  /** By position, the text found there last: a text that comes again is compared with itself, which costs nothing. */
  private readonly found: (string | undefined)[];

  constructor(entities: readonly ModelEntity[]) {
    this.entities = entities;
    this.found = new Array(entities.length);
  }

  get(ref: string): number | undefined {
    let from = 0;
    let to = this.entities.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.entities[middle].ref < ref) from = middle + 1;
      else to = middle;
    }
    return this.isAt(from, ref) ? from : undefined;
  }

  isAt(position: number, ref: string): boolean {
    if (position >= this.entities.length) return false;
    if (this.found[position] === ref) return true;
    if (this.entities[position].ref !== ref) return false;
    this.found[position] = ref;
    return true;
  }
}
