import type {
  EntityMap,
  EntityMapEdge,
  EntityMapNode,
  TeamRef,
} from '@posiwid/backstage-plugin-coupling-common';
import { NO_OWNER } from '../../refs';
import { orderBands, type BandLink } from './bandOrder';
import { curve, detour, hook, HOOK_DEPTH, type Point } from './edgePath';
import { entityName, neededAnywayWords } from './entityMapWords';
import { fitText, textWidth } from './textWidth';

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

export const LABEL_FONT = 13;
export const NOTE_FONT = 11.5;
/** From the left of a node's mark to its name. */
export const LABEL_OFFSET = 20;

const ROW_HEIGHT = 20;
const NOTED_ROW_HEIGHT = 46;
const LAYER_HEADING = 18;
const BAND_GAP = 8;
const TEAM_FONT = 12.5;
const TEAM_COLUMN = { min: 60, max: 124, gap: 12 };
const COLUMN_CAPS = { widest: 190, narrowest: 88, step: 6 };
const GUTTER = { min: 38, max: 72 };
const FAN = { min: 58, max: 120 };
const FOCUS = { minWidth: 100, maxWidth: 150, minHeight: 104, port: 19 };
const EDGE_CLEARANCE = 5;
const SWEEPS = 4;

/** Layers from what callers see to what everything stands on; others follow by name. */
const LAYER_ORDER = [
  'interface',
  'interfaces',
  'service',
  'services',
  'access',
  'data',
  'network',
  'library',
  'image',
  'observability',
  'control plane',
];

interface Item {
  key: string;
  node: EntityMapNode;
  band: string;
  column: number;
  label: string;
  note?: string;
  width: number;
}

/** One side of the picture before it has places: items by band and column, in drawing order. */
interface Side {
  items: Map<string, Item>;
  distances: number[];
  bands: string[];
  /** `cells[band][column]` holds item keys, top to bottom. */
  cells: Map<string, string[][]>;
}

/**
 * Lays out one entity's map.
 *
 * @param map - what the API answered
 * @param availableWidth - px; the picture uses more only when names would be cut below a readable length
 */
export function layoutEntityMap(
  map: EntityMap,
  availableWidth: number,
): EntityMapLayout {
  const focusName = entityName(map.focus);
  const affected = map.fails + map.degrades;
  const onPath = new Set(map.path?.refs ?? []);
  const nodes = [...map.nodes].sort(compareNodes);
  const leftNodes = unique(nodes.filter(node => node.side === 'needs-focus'));
  const rightNodes = unique(nodes.filter(node => node.side === 'needed'));

  const focusWidth = Math.min(
    FOCUS.maxWidth,
    Math.max(FOCUS.minWidth, textWidth(focusName, 16) + 24),
  );
  const noteOf = (node: EntityMapNode) =>
    neededAnywayWords(node, affected, focusName);
  const teamTitles = [...new Set(leftNodes.map(node => teamOf(node).title))];
  const teamColumn =
    leftNodes.length === 0
      ? 0
      : TEAM_COLUMN.gap +
        Math.min(
          TEAM_COLUMN.max,
          Math.max(
            TEAM_COLUMN.min,
            ...teamTitles.map(title =>
              textWidth(fitText(title, TEAM_FONT, TEAM_COLUMN.max), TEAM_FONT),
            ),
          ),
        );

  const fitSides = (cap: number) => ({
    left: makeSide(leftNodes, 'L', cap, node => teamOf(node).ref),
    right: makeSide(rightNodes, 'R', cap, layerOf, noteOf),
  });
  // A line between two nodes of the last column bulges out beyond it.
  const margin = rightNodes.length > 0 ? HOOK_DEPTH + 2 : 0;
  const naturalWidth = (sides: { left: Side; right: Side }) =>
    teamColumn +
    sideWidth(sides.left) +
    focusWidth +
    sideWidth(sides.right) +
    margin;
  let cap = COLUMN_CAPS.widest;
  let sides = fitSides(cap);
  while (naturalWidth(sides) > availableWidth && cap > COLUMN_CAPS.narrowest) {
    cap -= COLUMN_CAPS.step;
    sides = fitSides(cap);
  }
  const { left, right } = sides;

  const { leftEdges, rightEdges, crossing, notDrawn } = sortEdges(
    [...map.edges].sort(compareEdges),
    map.focus.ref,
    left,
    right,
  );

  arrangeWithinBands(left, leftEdges);
  arrangeWithinBands(right, rightEdges);
  left.bands = arrangeTeams(left, leftEdges, map);
  right.bands = [...right.bands].sort(compareLayers);

  const spare = Math.max(0, availableWidth - naturalWidth(sides));
  const gutters =
    Math.max(0, left.distances.length - 1) +
    Math.max(0, right.distances.length - 1);
  const fans = Number(left.items.size > 0) + Number(right.items.size > 0);
  const gutter = Math.min(
    GUTTER.max,
    GUTTER.min + spare / (gutters + fans || 1),
  );
  const fan = Math.min(
    FAN.max,
    FAN.min + (spare - gutters * (gutter - GUTTER.min)) / (fans || 1),
  );

  // Columns, from the left: teams, far to near, the focus, near to far.
  let x = teamColumn;
  const needsFocusColumns: Column[] = [];
  for (let column = left.distances.length - 1; column >= 0; column--) {
    const width = columnWidth(left, column);
    needsFocusColumns[column] = { distance: left.distances[column], x, width };
    x += width + (column === 0 ? fan : gutter);
  }
  const focusX = x;
  x += focusWidth + (right.items.size > 0 ? fan : 0);
  const neededColumns: Column[] = right.distances.map((distance, column) => {
    const width = columnWidth(right, column);
    const placed = { distance, x, width };
    x += width + (column + 1 < right.distances.length ? gutter : 0);
    return placed;
  });
  const width = x + margin;

  const places = new Map<string, Point>();
  const teamTitleOf = new Map(
    leftNodes.map(node => [teamOf(node).ref, teamOf(node)] as const),
  );
  const teamBands = placeBands(left, needsFocusColumns, places, {
    rowHeight: ROW_HEIGHT,
    heading: 0,
  }).map(band => ({
    ...band,
    title: teamTitleOf.get(band.id)!.title,
    team: teamTitleOf.get(band.id),
  }));
  const layerBands = placeBands(right, neededColumns, places, {
    rowHeight: NOTED_ROW_HEIGHT,
    heading: LAYER_HEADING,
  });

  const focus = placeFocus(
    { x: focusX, width: focusWidth },
    leftEdges,
    rightEdges,
    places,
    Math.max(bottomOf(teamBands), bottomOf(layerBands)),
  );

  const placed = [...left.items.values(), ...right.items.values()].map(
    (item): PlacedNode => ({
      key: item.key,
      node: item.node,
      label: item.label,
      note: item.note,
      ...places.get(item.key)!,
      width: item.width,
      height: item.note ? NOTED_ROW_HEIGHT - 12 : ROW_HEIGHT,
      onPath: onPath.has(item.node.entity.ref),
    }),
  );
  const height = Math.max(
    bottomOf(teamBands),
    bottomOf(layerBands),
    focus.y + focus.height,
  );

  return {
    width,
    height: height + 2,
    focus,
    nodes: placed,
    edges: routeEdges({
      placed,
      focus,
      edges: [...leftEdges, ...rightEdges, ...crossing],
      columns: { L: needsFocusColumns, R: neededColumns },
      items: new Map([...left.items, ...right.items]),
    }),
    notDrawn,
    teamBands,
    layerBands,
    needsFocusColumns,
    neededColumns,
  };
}

/** The first owner decides the band; somebody's things stay together even when they share an owner with others. */
function teamOf(node: EntityMapNode): TeamRef {
  const living = node.entity.teams.find(team => team.standing === 'living');
  return (
    living ?? {
      ref: NO_OWNER,
      title: 'no owner',
      standing: 'unknown',
    }
  );
}

function layerOf(node: EntityMapNode): string {
  return node.layer || 'other';
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function compareNodes(a: EntityMapNode, b: EntityMapNode): number {
  return (
    compareText(a.side, b.side) ||
    a.distance - b.distance ||
    compareText(a.entity.ref, b.entity.ref)
  );
}

function compareEdges(a: EntityMapEdge, b: EntityMapEdge): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to);
}

function compareLayers(a: string, b: string): number {
  const rank = (layer: string) => {
    const position = LAYER_ORDER.indexOf(layer.toLowerCase());
    return position < 0 ? LAYER_ORDER.length : position;
  };
  return rank(a) - rank(b) || compareText(a, b);
}

/** Drops a second node of the same ref on one side, so that keys stay unique whatever the answer holds. */
function unique(nodes: EntityMapNode[]): EntityMapNode[] {
  const seen = new Set<string>();
  return nodes.filter(({ entity }) => {
    const isNew = !seen.has(entity.ref);
    seen.add(entity.ref);
    return isNew;
  });
}

function makeSide(
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
    const note = fullNote && fitText(fullNote, NOTE_FONT, Math.max(cap, 132));
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

function columnWidth(side: Side, column: number): number {
  let width = 0;
  for (const item of side.items.values()) {
    if (item.column === column) {
      width = Math.max(width, item.width);
    }
  }
  return Math.ceil(width);
}

function sideWidth(side: Side): number {
  if (side.distances.length === 0) {
    return 0;
  }
  return side.distances.reduce(
    (sum, _, column) => sum + columnWidth(side, column) + GUTTER.min,
    FAN.min - GUTTER.min,
  );
}

interface RoutedEdge {
  edge: EntityMapEdge;
  /** Keys of nodes; the focus has none. */
  from?: string;
  to?: string;
}

/** Decides on which side each edge is drawn, if at all. */
function sortEdges(
  edges: EntityMapEdge[],
  focusRef: string,
  left: Side,
  right: Side,
) {
  const leftEdges: RoutedEdge[] = [];
  const rightEdges: RoutedEdge[] = [];
  const crossing: RoutedEdge[] = [];
  const notDrawn: EntityMapEdge[] = [];
  const find = (side: Side, prefix: string, ref: string) =>
    side.items.has(`${prefix}:${ref}`) ? `${prefix}:${ref}` : undefined;
  for (const edge of edges) {
    const fromLeft = find(left, 'L', edge.from);
    const toLeft = find(left, 'L', edge.to);
    const fromRight = find(right, 'R', edge.from);
    const toRight = find(right, 'R', edge.to);
    if (edge.from === edge.to) {
      continue;
    } else if (edge.to === focusRef) {
      if (fromLeft) {
        leftEdges.push({ edge, from: fromLeft });
      } else if (fromRight) {
        rightEdges.push({ edge, from: fromRight });
      }
    } else if (edge.from === focusRef) {
      if (toRight) {
        rightEdges.push({ edge, to: toRight });
      } else if (toLeft) {
        leftEdges.push({ edge, to: toLeft });
      }
    } else if (fromLeft && toLeft) {
      leftEdges.push({ edge, from: fromLeft, to: toLeft });
    } else if (fromRight && toRight) {
      rightEdges.push({ edge, from: fromRight, to: toRight });
    } else if ((fromLeft || fromRight) && (toLeft || toRight)) {
      if (edge.onPath) {
        crossing.push({
          edge,
          from: fromLeft ?? fromRight,
          to: toRight ?? toLeft,
        });
      } else {
        notDrawn.push(edge);
      }
    }
  }
  return { leftEdges, rightEdges, crossing, notDrawn };
}

/** Barycentre sweeps (Sugiyama, Tagawa, Toda 1981) within each band and column: neighbours come to stand level. */
function arrangeWithinBands(side: Side, edges: RoutedEdge[]): void {
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
        column.forEach((key, row) => rowOf.set(key, base + row));
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
function arrangeTeams(
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

function placeBands(
  side: Side,
  columns: Column[],
  places: Map<string, Point>,
  size: { rowHeight: number; heading: number },
): Band[] {
  let top = 0;
  return side.bands.map(id => {
    const cells = side.cells.get(id)!;
    const rows = Math.max(...cells.map(cell => cell.length));
    const height = size.heading + rows * size.rowHeight + BAND_GAP;
    cells.forEach((keys, column) =>
      keys.forEach((key, row) =>
        places.set(key, {
          x: columns[column].x,
          y: top + size.heading + row * size.rowHeight + ROW_HEIGHT / 2,
        }),
      ),
    );
    const band = { id, title: id, y: top, height };
    top += height;
    return band;
  });
}

function bottomOf(bands: Band[]): number {
  const last = bands[bands.length - 1];
  return last ? last.y + last.height : 0;
}

/** The focus stands level with what it is coupled to directly. */
function placeFocus(
  box: { x: number; width: number },
  leftEdges: RoutedEdge[],
  rightEdges: RoutedEdge[],
  places: Map<string, Point>,
  contentHeight: number,
): FocusBox {
  const isDirect = ({ from, to }: RoutedEdge) => !from || !to;
  const inEdges = leftEdges.filter(isDirect);
  const outEdges = rightEdges.filter(isDirect);
  const levels = [...inEdges, ...outEdges].map(
    ({ from, to }) => places.get((from ?? to)!)!.y,
  );
  const height = Math.max(
    FOCUS.minHeight,
    FOCUS.port * Math.max(inEdges.length, outEdges.length),
  );
  const centre =
    levels.length === 0
      ? contentHeight / 2
      : levels.reduce((sum, y) => sum + y, 0) / levels.length;
  const highest = Math.max(0, contentHeight - height);
  return {
    ...box,
    y: Math.round(Math.min(highest, Math.max(0, centre - height / 2))),
    height,
    inCount: [...leftEdges, ...rightEdges].filter(({ to }) => !to).length,
    outCount: [...leftEdges, ...rightEdges].filter(({ from }) => !from).length,
  };
}

function routeEdges(picture: {
  placed: PlacedNode[];
  focus: FocusBox;
  edges: RoutedEdge[];
  columns: { L: Column[]; R: Column[] };
  items: Map<string, Item>;
}): PlacedEdge[] {
  const { placed, focus, edges, columns, items } = picture;
  const byKey = new Map(placed.map(node => [node.key, node]));
  const ports = focusPorts(edges, focus, byKey);
  /** Right end of the name: the line goes on where the text stops. */
  const exitOf = (node: PlacedNode): Point => ({
    x:
      node.x +
      LABEL_OFFSET +
      textWidth(node.label, LABEL_FONT) +
      EDGE_CLEARANCE,
    y: node.y,
  });
  const entryOf = (node: PlacedNode): Point => ({
    x: node.x - EDGE_CLEARANCE + 2,
    y: node.y,
  });
  const columnOf = (node: PlacedNode): Column => {
    const side = node.key.startsWith('L:') ? columns.L : columns.R;
    return side[items.get(node.key)!.column];
  };
  const laneOf = (node: PlacedNode) => columnOf(node).x + columnOf(node).width;

  return edges.map((routed): PlacedEdge => {
    const { edge } = routed;
    const from = routed.from ? byKey.get(routed.from)! : undefined;
    const to = routed.to ? byKey.get(routed.to)! : undefined;
    const key = `${routed.from ?? 'focus'}>${routed.to ?? 'focus'}`;
    const result = (
      start: Point,
      end: Point,
      d: string,
      backward: boolean,
    ) => ({
      key,
      edge,
      start,
      end,
      d,
      backward,
    });

    if (!to) {
      const end = ports.get(routed)!;
      const start = exitOf(from!);
      return from!.key.startsWith('L:')
        ? result(start, end, curve(start, laneOf(from!), end), false)
        : result(
            entryOf(from!),
            end,
            curve(entryOf(from!), entryOf(from!).x, end),
            true,
          );
    }
    if (!from) {
      const start = ports.get(routed)!;
      const end = to.key.startsWith('R:') ? entryOf(to) : exitOf(to);
      return result(
        start,
        end,
        curve(start, start.x, end),
        to.key.startsWith('L:'),
      );
    }
    if (from.key[0] !== to.key[0]) {
      const start = exitOf(from);
      const end = entryOf(to);
      return result(
        start,
        end,
        detour(start, laneOf(from), end, focus),
        end.x < start.x,
      );
    }
    const isForward = columnOf(to).x > columnOf(from).x;
    if (isForward) {
      const start = exitOf(from);
      const end = entryOf(to);
      return result(start, end, curve(start, laneOf(from), end), false);
    }
    // Within one column, or back to one nearer the reader's left: out at the right, round, and in at the right.
    const start = exitOf(from);
    const end = exitOf(to);
    return result(start, end, hook(start, laneOf(from), end), true);
  });
}

/** Where lines meet the focus: one port each, in the order of their other ends, so that they do not cross there. */
function focusPorts(
  edges: RoutedEdge[],
  focus: FocusBox,
  byKey: Map<string, PlacedNode>,
): Map<RoutedEdge, Point> {
  const ports = new Map<RoutedEdge, Point>();
  for (const side of ['L', 'R'] as const) {
    const here = edges
      .filter(({ from, to }) => !from || !to)
      .filter(({ from, to }) => (from ?? to)!.startsWith(side))
      .sort((a, b) => {
        const other = (routed: RoutedEdge) =>
          byKey.get((routed.from ?? routed.to)!)!;
        return (
          other(a).y - other(b).y || compareText(other(a).key, other(b).key)
        );
      });
    here.forEach((routed, i) =>
      ports.set(routed, {
        x: side === 'L' ? focus.x : focus.x + focus.width,
        y: focus.y + ((i + 0.5) * focus.height) / here.length,
      }),
    );
  }
  return ports;
}
