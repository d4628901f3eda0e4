import type { SeenCoupling } from './types';
import { append } from '../model/collect';

/** Couplings that were seen, by their ends and by what they bear out. */
export class SeenPairs {
  private readonly byCaller = new Map<number, Map<number, SeenCoupling>>();
  private readonly covering = new Map<number, Map<number, SeenCoupling[]>>();

  constructor(seen: readonly SeenCoupling[]) {
    for (const coupling of seen) {
      const ofCaller = this.byCaller.get(coupling.from) ?? new Map();
      this.byCaller.set(coupling.from, ofCaller.set(coupling.to, coupling));
      for (const [from, to] of coupling.covers) {
        const covered = this.covering.get(from) ?? new Map();
        append(covered, to, coupling);
        this.covering.set(from, covered);
      }
    }
  }

  has(from: number, to: number): boolean {
    return this.get(from, to) !== undefined;
  }

  get(from: number, to: number): SeenCoupling | undefined {
    return this.byCaller.get(from)?.get(to);
  }

  /** By target, ascending where they were given so. */
  of(from: number): SeenCoupling[] {
    return [...(this.byCaller.get(from)?.values() ?? [])];
  }

  /** What was seen that bears out a declared coupling. */
  bearingOut(from: number, to: number): readonly SeenCoupling[] {
    return this.covering.get(from)?.get(to) ?? [];
  }

  bearsOut(from: number, to: number): boolean {
    return this.bearingOut(from, to).length > 0;
  }
}
