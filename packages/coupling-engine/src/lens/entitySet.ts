/** A set of entities, by position: a bit map, since a rule may hold some hundred of them for a catalog of 100,000. */
export class EntitySet {
  readonly members: Uint32Array;
  private readonly bits: Uint8Array;

  constructor(members: Iterable<number>, universe: number) {
    this.members = Uint32Array.from(members);
    this.bits = new Uint8Array(Math.ceil(universe / 8));
    for (const member of this.members)
      this.bits[member >> 3] |= 1 << (member & 7);
  }

  get size(): number {
    return this.members.length;
  }

  has(entity: number): boolean {
    return (this.bits[entity >> 3] & (1 << (entity & 7))) !== 0;
  }
}
