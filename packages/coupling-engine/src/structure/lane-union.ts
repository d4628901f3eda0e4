/**
 * Counts, lane by lane, how many groups (teams, systems) have at least one failing member: the union of the members' masks,
 * then one count a group.
 */
import type { Csr } from './csr';
import { LaneCounter } from './lane-counter';
import { WORDS } from './lane-sweep';

/** A copy, because an imported constant is a property read in CommonJS, and the loops below feel that. */
const words = WORDS;

export class LaneUnion {
  private readonly masks: Int32Array;
  private readonly touched: Uint8Array;
  private readonly list: number[] = [];
  private readonly counter = new LaneCounter(words);

  /** Row `v` of `groupsOf` holds the groups of network node `v`. */
  constructor(private readonly groupsOf: Csr, groups: number) {
    this.masks = new Int32Array(groups * words);
    this.touched = new Uint8Array(groups);
  }

  /** Node `node` fails in the lanes of its mask. */
  add(node: number, masks: Int32Array): void {
    const { start, targets } = this.groupsOf;
    for (let g = start[node]; g < start[node + 1]; g++) {
      const group = targets[g];
      if (this.touched[group] === 0) {
        this.touched[group] = 1;
        this.list.push(group);
      }
      for (let w = 0; w < words; w++) {
        this.masks[group * words + w] |= masks[node * words + w];
      }
    }
  }

  /** Number of groups hit in each lane; starts afresh afterwards. */
  take(lanes: number): Uint32Array {
    for (const group of this.list) {
      this.counter.add(this.masks, group * words, 1);
      this.masks.fill(0, group * words, group * words + words);
      this.touched[group] = 0;
    }
    this.list.length = 0;
    return this.counter.take(lanes);
  }
}
