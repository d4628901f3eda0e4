/** Sizes that the pictures of promises share; px. */
export const HEIGHT = 66;
/** The base line of bars, and as far as they may rise. */
export const BASE = 52.5;
export const TOP = 3;
export const FONT = 11;
/** Right of the plot, for words. */
export const GUTTER = 92;
/** No picture is narrower. */
export const LEAST = 220;

/** Width of the plot in a picture: the margin for words is taken off. */
export function plotWidth(width: number): number {
  return Math.max(LEAST, width) - GUTTER;
}
