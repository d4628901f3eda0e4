import type {
  EntityMap,
  EntityMapNode,
  TeamRef,
} from '@posiwid/backstage-plugin-coupling-common';
import { NO_OWNER } from '../../../refs';
import { fitText, textWidth } from '../../textWidth';
import {
  entityName,
  neededAnywayBriefly,
  neededAnywayWords,
} from '../entityMapWords';
import { HOOK_DEPTH, type Point } from './edgePath';
import { routeEdges, sortEdges } from './edges';
import {
  FAN,
  FOCUS,
  GUTTER,
  LAYER_HEADING,
  NOTED_ROW_HEIGHT,
  ROW_HEIGHT,
  TEAM_COLUMN,
  TEAM_FONT,
} from './measures';
import { compareEdges, compareLayers, compareNodes } from './order';
import { bottomOf, placeBands, placeFocus } from './places';
import {
  arrangeTeams,
  arrangeWithinBands,
  columnWidth,
  makeSide,
  sideWidth,
  unique,
  type Fit,
} from './sides';
import type { Side } from './parts';
import type { Column, EntityMapLayout, PlacedNode } from './types';

/** How wide names may be, and whether notes are brief: from roomy to the narrowest that still reads; the first that fits is taken. */
const FITS: readonly Fit[] = [
  ...[200, 180, 160, 140, 128].map(cap => ({ cap, brief: false })),
  ...[150, 140, 130, 120, 110, 102, 94, 88].map(cap => ({ cap, brief: true })),
];

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
    Math.max(FOCUS.minWidth, textWidth(focusName, 16) * 1.1 + 24),
  );
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

  const fitSides = ({ cap, brief }: Fit) => ({
    left: makeSide(leftNodes, 'L', cap, node => teamOf(node).ref),
    right: makeSide(rightNodes, 'R', cap, layerOf, node =>
      brief
        ? neededAnywayBriefly(node, affected)
        : neededAnywayWords(node, affected, focusName),
    ),
  });
  // A line between two nodes of the last column bulges out beyond it.
  const margin = rightNodes.length > 0 ? HOOK_DEPTH + 2 : 0;
  const naturalWidth = (of: { left: Side; right: Side }) =>
    teamColumn + sideWidth(of.left) + focusWidth + sideWidth(of.right) + margin;
  let sides = fitSides(FITS[0]);
  for (const fit of FITS.slice(1)) {
    if (naturalWidth(sides) <= availableWidth) {
      break;
    }
    sides = fitSides(fit);
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
      title: 'no living owner',
      standing: 'unknown',
    }
  );
}

function layerOf(node: EntityMapNode): string {
  return node.layer || 'other';
}
