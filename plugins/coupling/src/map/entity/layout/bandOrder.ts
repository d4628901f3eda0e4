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

const MAX_SWEEPS = 6;

/**
 * Order of the bands, top to bottom, that keeps the lines between them short: takes one band after the other out and puts
 * it where the summed vertical length of the links is least. Greedy local search; ends in a local optimum, never worse
 * than the order given, and the same for the same input. O(sweeps × bands² × links).
 */
export function orderBands(bands: BandSize[], links: BandLink[]): string[] {
  let order = [...bands];
  let best = totalLength(order, links);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    const before = best;
    for (const band of bands) {
      const others = order.filter(({ id }) => id !== band.id);
      for (let at = 0; at <= others.length; at++) {
        const candidate = [...others.slice(0, at), band, ...others.slice(at)];
        const length = totalLength(candidate, links);
        if (length < best) {
          best = length;
          order = candidate;
        }
      }
    }
    if (best === before) {
      break;
    }
  }
  return order.map(({ id }) => id);
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
