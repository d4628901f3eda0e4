/** What the picture is made of before it has places. */
import type {
  EntityMapEdge,
  EntityMapNode,
} from '@posiwid/backstage-plugin-coupling-common';

export interface Item {
  key: string;
  node: EntityMapNode;
  band: string;
  column: number;
  label: string;
  note?: string;
  width: number;
}

/** One side of the picture before it has places: items by band and column, in drawing order. */
export interface Side {
  items: Map<string, Item>;
  distances: number[];
  bands: string[];
  /** `cells[band][column]` holds item keys, top to bottom. */
  cells: Map<string, string[][]>;
}

export interface RoutedEdge {
  edge: EntityMapEdge;
  /** Keys of nodes; the focus has none. */
  from?: string;
  to?: string;
}
