/** A typed array that grows: 300,000 couplings as plain arrays of numbers would take several times the memory. */
export class Uint32List {
  length = 0;
  private data = new Uint32Array(1024);

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Uint32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  toArray(): Uint32Array {
    return this.data.slice(0, this.length);
  }
}
