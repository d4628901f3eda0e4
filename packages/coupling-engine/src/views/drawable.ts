import { clauseBetween } from '../structure/navigate';
import type { Couplings } from '../model/types';
import type { Seen, SeenIndex } from './seen';
import { seenIndexOf } from './seen';
import type { EntityMapEdge } from './types';
import type { Viewer } from './viewer';

/** Which couplings a map may hold: declared ones of a strength, those that were only seen, or one kind of these. */
export class Drawable {
  private readonly index: SeenIndex;

  constructor(
    readonly viewer: Viewer,
    private readonly strength: 'hard' | 'all',
    private readonly seen: Seen | 'all',
  ) {
    this.index = seenIndexOf(viewer.analysis);
  }

  callersOf(entity: number): number[] {
    return [
      ...this.viewer.lens
        .neededBy(entity)
        .filter(user => this.isShown(user, entity)),
      ...(this.showsUndeclared ? this.index.callersOf(entity) : []),
    ];
  }

  targetsOf(entity: number): number[] {
    return [
      ...this.viewer.lens
        .needs(entity)
        .filter(need => this.isShown(entity, need)),
      ...(this.showsUndeclared ? this.index.targetsOf(entity) : []),
    ];
  }

  edge(from: number, to: number): EntityMapEdge {
    const { lens, analysis } = this.viewer;
    const ends = { from: lens.ref(from), to: lens.ref(to) };
    if (this.index.isUndeclared(from, to)) {
      return { ...ends, ...this.index.ofUndeclared(from, to) };
    }
    const { couplings, graph } = analysis.model;
    const row = rowOf(couplings, from, to);
    return {
      ...ends,
      strength: clauseBetween(graph, from, to)!.hard ? 'hard' : 'soft',
      grade: row === undefined ? 'declared' : couplings.grade[row],
      ...this.index.ofDeclared(from, to),
    };
  }

  private get showsUndeclared(): boolean {
    return this.seen === 'all' || this.seen === 'observed';
  }

  private isShown(dependent: number, need: number): boolean {
    if (this.seen === 'observed') return false;
    const { graph } = this.viewer.analysis.model;
    const isOfStrength =
      this.strength === 'all' || clauseBetween(graph, dependent, need)!.hard;
    return (
      isOfStrength &&
      (this.seen === 'all' || this.index.stateOf(dependent, need) === this.seen)
    );
  }
}

/** Row of a declared coupling, by binary search: rows stand in the order of their ends. */
function rowOf(
  { count: rows, from, to }: Couplings,
  a: number,
  b: number,
): number | undefined {
  let low = 0;
  let high = rows;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBefore = from[middle] < a || (from[middle] === a && to[middle] < b);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low < rows && from[low] === a && to[low] === b ? low : undefined;
}
