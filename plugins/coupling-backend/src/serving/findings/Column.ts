import type { Count } from '@posiwid/backstage-plugin-coupling-common';

export interface Counter {
  add(row: number): void;
  /** By value; values of none are left out. */
  counts(): Count[];
}

/**
 * One property of many rows, each with any number of values, in arrays of numbers: what a row has, and, once somebody asks, which
 * rows have a value. Values are told apart in lower case.
 */
export class Column {
  private readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();
  /** Values of row i: `values[starts[i]]` to `values[starts[i + 1] - 1]`. */
  private readonly starts: Uint32Array;
  private readonly values: Uint32Array;
  private byValue: { starts: Uint32Array; rows: Uint32Array } | undefined;

  constructor(rows: number, valuesOf: (row: number) => Iterable<string>) {
    this.starts = new Uint32Array(rows + 1);
    const values: number[] = [];
    for (let row = 0; row < rows; row++) {
      for (const name of valuesOf(row)) values.push(this.numberOf(name));
      this.starts[row + 1] = values.length;
    }
    this.values = Uint32Array.from(values);
  }

  /** Sets the mask to 1 for rows that have one of these values. */
  mark(wanted: Iterable<string>, mask: Uint8Array): void {
    const { starts, rows } = (this.byValue ??= this.inverted());
    for (const name of wanted) {
      const value = this.numbers.get(keyOf(name));
      if (value === undefined) continue;
      for (let i = starts[value]; i < starts[value + 1]; i++) mask[rows[i]] = 1;
    }
  }

  /** Counts values of the rows that it is given. */
  counter(): Counter {
    const { starts, values, names } = this;
    const found = new Uint32Array(names.length);
    return {
      add(row) {
        for (let i = starts[row]; i < starts[row + 1]; i++) {
          found[values[i]] += 1;
        }
      },
      counts: () =>
        names.flatMap((value, i) =>
          found[i] > 0 ? [{ value, count: found[i] }] : [],
        ),
    };
  }

  private numberOf(name: string): number {
    const key = keyOf(name);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.names.length;
      this.numbers.set(key, number);
      this.names.push(name);
    }
    return number;
  }

  /** The same, by value: a counting sort. */
  private inverted(): { starts: Uint32Array; rows: Uint32Array } {
    const starts = new Uint32Array(this.names.length + 1);
    for (const value of this.values) starts[value + 1] += 1;
    for (let i = 0; i < this.names.length; i++) starts[i + 1] += starts[i];
    const next = starts.slice();
    const rows = new Uint32Array(this.values.length);
    for (let row = 0; row < this.starts.length - 1; row++) {
      for (let i = this.starts[row]; i < this.starts[row + 1]; i++) {
        rows[next[this.values[i]]++] = row;
      }
    }
    return { starts, rows };
  }
}

function keyOf(name: string): string {
  return name.toLocaleLowerCase('en-US');
}
