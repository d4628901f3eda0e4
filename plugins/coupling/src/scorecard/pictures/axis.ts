/** Axes of pictures that hold a value against a promise. Pure geometry. */

/** What is smaller reads as nothing. */
const LEAST_SHOWN = 1e-12;

/** The smallest of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 times a power of ten that is at least `value`; 1 for nothing. */
export function roundUp(value: number): number {
  if (!(value > LEAST_SHOWN)) return 1;
  const size = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find(
    n => n * size >= value * (1 - 1e-9),
  );
  return (step ?? 10) * size;
}

/** An axis from 0 that holds all of the values, with its end a little beyond the largest. */
export function axisFor(values: readonly number[], plot: number) {
  const end = roundUp(Math.max(0, ...values.filter(Number.isFinite)) * 1.08);
  return {
    end,
    x: (value: number) => Math.min(plot, Math.max(0, (value / end) * plot)),
  };
}

/** Text at the ends of an axis stays inside the picture. */
export function anchorAt(
  x: number,
  plot: number,
  half: number,
): 'start' | 'middle' | 'end' {
  if (x < half) return 'start';
  return x > plot - half ? 'end' : 'middle';
}

/** Moments between the first and the last as places on a line; in its middle when there is one moment only. */
export function timeScale(times: readonly string[], from: number, to: number) {
  const moments = times.map(at => new Date(at).getTime());
  const first = Math.min(...moments);
  const span = Math.max(...moments) - first;
  return (at: string) =>
    span > 0
      ? from + ((new Date(at).getTime() - first) / span) * (to - from)
      : (from + to) / 2;
}
