/** One horizontal band of the picture: a team on the left. */
export interface BandSize {
  id: string;
  height: number;
}

/** Couplings between two different bands. */
export interface BandLink {
  from: string;
  to: string;
  weight: number;
}

const MAX_SWEEPS = 8;

/**
 * Order of the bands, top to bottom, that keeps the lines between them short: exchanges neighbours while that shortens
 * the summed vertical length of the links. Greedy local search; ends in a local optimum, never worse than the order
 * given, and the same for the same input. O(sweeps × bands × links).
 */
export function orderBands(bands: BandSize[], links: BandLink[]): string[] {
  const order = [...bands];
  let best = totalLength(order, links);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let improved = false;
    for (let i = 0; i + 1 < order.length; i++) {
      [order[i], order[i + 1]] = [order[i + 1], order[i]];
      const length = totalLength(order, links);
      if (length < best) {
        best = length;
        improved = true;
      } else {
        [order[i], order[i + 1]] = [order[i + 1], order[i]];
      }
    }
    if (!improved) {
      break;
    }
  }
  return order.map(band => band.id);
}

/** Summed vertical distance between the centres of linked bands, px. */
export function totalLength(order: BandSize[], links: BandLink[]): number {
  const centre = new Map<string, number>();
  let top = 0;
  for (const band of order) {
    centre.set(band.id, top + band.height / 2);
    top += band.height;
  }
  let length = 0;
  for (const { from, to, weight } of links) {
    length += weight * Math.abs(centre.get(from)! - centre.get(to)!);
  }
  return length;
}
