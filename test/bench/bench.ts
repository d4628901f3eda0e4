/** One line of a benchmark's table. Times in milliseconds, memory in megabytes, rates by the second. */
export interface Row {
  what: string;
  ours: Figure;
  /** What ours is held against, measured in the same run. */
  peer?: { name: string; figure: Figure };
  /** What must hold, in words, and whether it does. */
  bound?: { text: string; held: boolean };
}

export interface Figure {
  value: number;
  unit: 'ms' | 'MB' | '/s' | '';
}

/** A benchmark that has nothing to run on here, and why. */
export interface Skipped {
  skipped: string;
}

/**
 * One file `NAME.bench.ts` exports one of these as its default. Medians over several runs; ours and the peer's alternate
 * or follow each other in one run, because only their ratio means the same on another machine.
 */
export interface Bench {
  title: string;
  run(note: (text: string) => void): Promise<(Row | Skipped)[]>;
}

export const ms = (value: number): Figure => ({ value, unit: 'ms' });
export const mb = (value: number): Figure => ({ value, unit: 'MB' });
export const perSecond = (value: number): Figure => ({ value, unit: '/s' });

/** `ours` may take at most `factor` times what the peer takes. */
export function atMost(
  factor: number,
  ours: number,
  peer: number,
  text: string,
) {
  return { text, held: ours <= factor * peer };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median milliseconds of `runs` runs after one that warms up, with the result of the last. */
export function timed<T>(
  runs: number,
  action: () => T,
): { time: number; result: T } {
  let result = action();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    result = action();
    times.push(performance.now() - start);
  }
  return { time: median(times), result };
}
