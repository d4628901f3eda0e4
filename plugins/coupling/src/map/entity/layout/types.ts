import type {
  EntityMapEdge,
  EntityMapNode,
  TeamRef,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Point } from './edgePath';

/**
 * Where everything in the picture of one entity stands. Reads from left to right: who needs the focus stands left of it, in
 * columns by distance and bands by team; what it needs stands right, in columns by distance and bands by layer.
 *
 * A pure function of the answer of the API and the width at hand: the same map gives the same picture whatever the order of
 * its nodes and edges. All lengths are px; `y` of a node is the middle of its line.
 */
export interface EntityMapLayout {
  width: number;
  height: number;
  focus: FocusBox;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  /** Edges between the two sides that pass the focus by; the right side counts them ("need it anyway"). */
  notDrawn: EntityMapEdge[];
  teamBands: Band[];
  layerBands: Band[];
  needsFocusColumns: Column[];
  neededColumns: Column[];
}

export interface FocusBox {
  x: number;
  y: number;
  width: number;
  height: number;
  inCount: number;
  outCount: number;
}

export interface PlacedNode {
  /** Unique in the picture: an entity of a loop may stand on both sides. */
  key: string;
  node: EntityMapNode;
  /** Its name, cut to the column. */
  label: string;
  /** Second line, on the right side only. */
  note?: string;
  x: number;
  y: number;
  /** Of mark and name together. */
  width: number;
  height: number;
  onPath: boolean;
}

export interface PlacedEdge {
  key: string;
  edge: EntityMapEdge;
  start: Point;
  end: Point;
  /** SVG path data. */
  d: string;
  /** Runs against the reading direction, or within one column, so it carries an arrowhead. */
  backward: boolean;
  /**
   * Beside the way: not part of how anything comes to need the focus, or the focus anything. There are many of these where
   * a catalog has loops, and drawn all at once they hide the ones that matter.
   */
  beside: boolean;
}

export interface Band {
  id: string;
  title: string;
  team?: TeamRef;
  y: number;
  height: number;
}

export interface Column {
  distance: number;
  x: number;
  width: number;
}
