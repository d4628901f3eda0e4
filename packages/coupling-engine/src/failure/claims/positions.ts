/**
 * Positions of entities by ref, by bisection: entities stand in the order of their refs (see build-model.ts). In a large
 * catalog few are asked for, and a table of all would cost more than the searches. O(log entities) each.
 */
import type { ModelEntity } from '../../model/types';

export class Positions {
  private readonly entities: readonly ModelEntity[];

  constructor(entities: readonly ModelEntity[]) {
    this.entities = entities;
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
    return (
      position < this.entities.length && this.entities[position].ref === ref
    );
  }
}
