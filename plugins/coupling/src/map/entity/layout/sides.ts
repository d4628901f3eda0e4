import type {
  EntityMap,
  EntityMapNode,
} from '@posiwid/backstage-plugin-coupling-common';
import { fitText, textWidth } from '../../textWidth';
import { entityName } from '../entityMapWords';
import { orderBands, type BandLink } from './bandOrder';
import {
  BAND_GAP,
  FAN,
  GUTTER,
  LABEL_FONT,
  LABEL_OFFSET,
  NOTE_FONT,
  ROW_HEIGHT,
} from './measures';
import { compareText } from './order';
import type { Item, RoutedEdge, Side } from './parts';

const MIN_NOTE = 100;
const SWEEPS = 4;

export interface Fit {
  /** px */
  cap: number;
  brief: boolean;
}

/** Drops a second node of the same ref on one side, so that keys stay unique whatever the answer holds. */
export function unique(nodes: EntityMapNode[]): EntityMapNode[] {
  const seen = new Set<string>();
  return nodes.filter(({ entity }) => {
    const isNew = !seen.has(entity.ref);
    seen.add(entity.ref);
    return isNew;
  });
}

export function makeSide(
  nodes: EntityMapNode[],
  prefix: string,
  cap: number,
  bandOf: (node: EntityMapNode) => string,
  noteOf?: (node: EntityMapNode) => string | undefined,
): Side {
  const distances = [...new Set(nodes.map(node => node.distance))].sort(
    (a, b) => a - b,
  );
  const bands = [...new Set(nodes.map(bandOf))].sort(compareText);
  const cells = new Map(
    bands.map(band => [band, distances.map((): string[] => [])] as const),
  );
  const items = new Map<string, Item>();
  for (const node of nodes) {
    const label = fitText(entityName(node.entity), LABEL_FONT, cap);
    const fullNote = noteOf?.(node);
    const note =
      fullNote && fitText(fullNote, NOTE_FONT, Math.max(cap, MIN_NOTE));
    const item: Item = {
      key: `${prefix}:${node.entity.ref}`,
      node,
      band: bandOf(node),
      column: distances.indexOf(node.distance),
      label,
      note,
      width:
        LABEL_OFFSET +
        Math.max(
          textWidth(label, LABEL_FONT),
          textWidth(note ?? '', NOTE_FONT),
        ),
    };
    items.set(item.key, item);
    cells.get(item.band)![item.column].push(item.key);
  }
  return { items, distances, bands, cells };
}

export function columnWidth(side: Side, column: number): number {
  let width = 0;
  for (const item of side.items.values()) {
    if (item.column === column) {
      width = Math.max(width, item.width);
    }
  }
  return Math.ceil(width);
}

export function sideWidth(side: Side): number {
  if (side.distances.length === 0) {
    return 0;
  }
  return side.distances.reduce(
    (sum, _, column) => sum + columnWidth(side, column) + GUTTER.min,
    FAN.min - GUTTER.min,
  );
}

/** Barycentre sweeps (Sugiyama, Tagawa, Toda 1981) within each band and column: neighbours come to stand level. */
export function arrangeWithinBands(side: Side, edges: RoutedEdge[]): void {
  const neighbours = new Map<string, string[]>();
  const link = (a: string, b: string) =>
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
  for (const { from, to } of edges) {
    if (from && to) {
      link(from, to);
      link(to, from);
    }
  }
  const rowOf = new Map<string, number>();
  const number = () => {
    let base = 0;
    for (const band of side.bands) {
      const columns = side.cells.get(band)!;
      for (const column of columns) {
        for (let row = 0; row < column.length; row++) {
          rowOf.set(column[row], base + row);
        }
      }
      base += Math.max(...columns.map(column => column.length));
    }
  };
  const barycentre = (key: string) => {
    const rows = neighbours.get(key);
    return rows
      ? rows.reduce((sum, other) => sum + rowOf.get(other)!, 0) / rows.length
      : rowOf.get(key)!;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    number();
    for (const columns of side.cells.values()) {
      for (const column of columns) {
        const wanted = new Map(column.map(key => [key, barycentre(key)]));
        column.sort(
          (a, b) => wanted.get(a)! - wanted.get(b)! || compareText(a, b),
        );
      }
    }
  }
}

/** Teams that need each other stand close; otherwise in the order of the API, most affected first. */
export function arrangeTeams(
  side: Side,
  edges: RoutedEdge[],
  map: EntityMap,
): string[] {
  const given = new Map(
    map.byTeam.map((count, position) => [count.team.ref, position]),
  );
  const rank = (band: string) => given.get(band) ?? given.size;
  const sizes = [...side.bands]
    .sort((a, b) => rank(a) - rank(b) || compareText(a, b))
    .map(id => ({
      id,
      height:
        ROW_HEIGHT *
          Math.max(...side.cells.get(id)!.map(column => column.length)) +
        BAND_GAP,
    }));
  const links: BandLink[] = [];
  for (const { from, to } of edges) {
    if (from && to) {
      const bands = [side.items.get(from)!.band, side.items.get(to)!.band];
      if (bands[0] !== bands[1]) {
        links.push({ from: bands[0], to: bands[1], weight: 1 });
      }
    }
  }
  return orderBands(sizes, links);
}
