import type { EntityMapEdge } from '@posiwid/backstage-plugin-coupling-common';
import { widestText } from '../../textWidth';
import { curve, detour, hook, type Point } from './edgePath';
import { EDGE_CLEARANCE, LABEL_FONT, LABEL_OFFSET } from './measures';
import { compareText } from './order';
import type { Item, RoutedEdge, Side } from './parts';
import type { Column, FocusBox, PlacedEdge, PlacedNode } from './types';

/** Decides on which side each edge is drawn, if at all. */
export function sortEdges(
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

export function routeEdges(picture: {
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
      widestText(node.label, LABEL_FONT) +
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
      beside: boolean,
    ) => ({
      key,
      edge,
      start,
      end,
      d,
      backward,
      beside: beside && !edge.onPath,
    });

    if (!to) {
      const end = ports.get(routed)!;
      const start = exitOf(from!);
      return from!.key.startsWith('L:')
        ? result(start, end, curve(start, laneOf(from!), end), false, false)
        : result(
            entryOf(from!),
            end,
            curve(entryOf(from!), entryOf(from!).x, end),
            true,
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
        false,
      );
    }
    const isForward = columnOf(to).x > columnOf(from).x;
    if (isForward) {
      const start = exitOf(from);
      const end = entryOf(to);
      return result(start, end, curve(start, laneOf(from), end), false, false);
    }
    // Within one column, or back to one nearer the reader's left: out at the right, round, and in at the right.
    const start = exitOf(from);
    const end = exitOf(to);
    const isLevel = columnOf(to).x === columnOf(from).x;
    const beside = !isLevel || from.key.startsWith('L:');
    return result(start, end, hook(start, laneOf(from), end), true, beside);
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
