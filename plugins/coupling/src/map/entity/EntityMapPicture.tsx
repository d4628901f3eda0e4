import { styled } from '@mui/material/styles';
import type { EntityMap } from '@posiwid/backstage-plugin-coupling-common';
import { useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Act } from '../../components';
import { tokensOf } from '../../theme/tokens';
import { useCouplingPaths, useEntityPath } from '../../url/paths';
import { distanceWords, entityName, STATE_WORDS } from './entityMapWords';
import { layoutEntityMap } from './layout/entityMapLayout';
import { LABEL_FONT, LABEL_OFFSET } from './layout/measures';
import type {
  Band,
  EntityMapLayout,
  PlacedEdge,
  PlacedNode,
} from './layout/types';
import { count } from '../../words';
import { fitText, widestText } from '../textWidth';
import { useWidth } from '../useWidth';

const USUAL_WIDTH = 1160;
/** Headings of the two sides and of their columns. */
const HEADINGS = 42;
/** The most that a name takes in a heading. */
const HEADING_NAME = 170;
/** How much wider bold letters run. */
const BOLD = 1.1;
/** The least room worth standing a panel in. */
const CORNER = { width: 260, height: 72 };

/** The picture and the panel in its corner share one cell, so that the frame is as high as the higher of the two. */
const Frame = styled('div')(({ theme }) => ({
  display: 'grid',
  justifyContent: 'start',
  overflowX: 'auto',
  // Half of a line at the edge would be cut off.
  padding: '0 1px',
  '& > *': { gridArea: '1 / 1' },
  '& > .beside': {
    gridArea: '2 / 1',
    color: tokensOf(theme).muted,
    fontSize: 12,
    // Stays in view while a picture wider than the page is moved.
    position: 'sticky',
    left: 0,
    justifySelf: 'start',
    maxWidth: 'calc(100cqw - 40px)',
  },
  '& > .below': { gridArea: '3 / 1', marginTop: 12 },
  '& > .corner': { zIndex: 1, alignSelf: 'start' },
}));

const Drawing = styled('svg')(({ theme }) => {
  const t = tokensOf(theme);
  const dark = theme.palette.mode === 'dark';
  return {
    display: 'block',
    overflow: 'visible',
    font: `${LABEL_FONT}px ${theme.typography.fontFamily}`,
    '& text': {
      fill: t.text,
      // A line that has to pass a name passes behind it.
      paintOrder: 'stroke',
      stroke: t.surface,
      strokeWidth: 3,
      strokeLinejoin: 'round',
    },
    '& .heading': { fontWeight: 600 },
    '& .step, & .note': { fill: t.muted, fontSize: 11.5 },
    '& .layer': { fill: t.muted, fontSize: 12.5 },
    '& .team': { fill: t.accent, fontSize: 12.5 },
    '& .team.none': { fill: t.muted },
    '& .rule': { stroke: t.line, strokeWidth: 1 },
    '& .edge': { fill: 'none', stroke: t.faint, strokeWidth: 1.2 },
    '& .declared': { strokeDasharray: '5 3.5' },
    '& .inferred': { strokeDasharray: '0 4', strokeLinecap: 'round' },
    '& .tested': { strokeWidth: 3.4 },
    '& .soft': { opacity: 0.55 },
    '& .edge.undeclared': { stroke: t.accent, strokeWidth: 1.6 },
    '& .ring': { fill: t.surface, stroke: t.accent, strokeWidth: 1.4 },
    '& .edge.inner': { stroke: t.surface, strokeWidth: 1.2, opacity: 1 },
    '& .edge.beside': { visibility: 'hidden' },
    '& .edge.near, &.all .edge.beside': { visibility: 'visible' },
    '& .edge.near': { stroke: t.text, opacity: 1 },
    '& .edge.path': {
      stroke: t.severity.critical,
      strokeWidth: 2.4,
      opacity: 1,
    },
    '& .arrow': { fill: t.muted },
    '& a': { textDecoration: 'none', outline: 'none' },
    '& .hit': { fill: 'transparent' },
    '& a:hover text.label, & a:hover text.team': { fill: t.accent },
    '& a:focus-visible .hit': { stroke: t.accent, strokeWidth: 2 },
    '& .mark': { fill: t.surface, stroke: t.faint },
    '& .letter': {
      fill: t.muted,
      fontSize: 9,
      fontWeight: 600,
      textAnchor: 'middle',
      stroke: 'none',
    },
    '& .fails .mark': { fill: t.fails, stroke: 'none' },
    '& .fails .letter': { fill: t.onCellDark },
    '& .degrades .mark': { fill: t.degrades, stroke: 'none' },
    '& .degrades .letter': { fill: dark ? t.text : '#1c2126' },
    '& .bold .label': { fontWeight: 700 },
    '& .focus': { fill: t.surface, stroke: t.text, strokeWidth: 1.5 },
    '& .focus-name': { fontSize: 16, fontWeight: 600, textAnchor: 'middle' },
    '& .focus-fact': { fill: t.muted, fontSize: 12, textAnchor: 'middle' },
  };
});

function Edge(props: { placed: PlacedEdge; isNear: boolean }) {
  const { edge, d, backward, beside } = props.placed;
  const style = edge.onPath ? 'path' : edge.grade;
  const near = props.isNear && !edge.onPath ? 'near' : '';
  const place = beside ? 'beside' : '';
  const isUndeclared = edge.seen === 'observed';
  return (
    <>
      <path
        className={`edge ${style} ${
          edge.strength ?? 'undeclared'
        } ${near} ${place}`}
        d={d}
        markerEnd={backward ? 'url(#coupling-arrow)' : undefined}
        markerStart={isUndeclared ? 'url(#coupling-undeclared)' : undefined}
      />
      {style === 'tested' && <path className={`edge inner ${place}`} d={d} />}
    </>
  );
}

function Bands(props: { layout: EntityMapLayout }) {
  const { layout } = props;
  const paths = useCouplingPaths();
  const left = layout.focus.x - 56;
  const right = layout.neededColumns[0]?.x ?? layout.width;
  const teamName = (band: Band) => (
    <text className={band.team ? 'team' : 'team none'} x={0} y={band.y + 14.5}>
      <title>{band.title}</title>
      {fitText(band.title, 12.5, layout.needsFocusColumns.at(-1)!.x - 10)}
    </text>
  );
  return (
    <>
      {layout.teamBands.map((band, i) => {
        const risks = paths.risks({ team: [band.id] });
        return (
          <g key={band.id}>
            {i > 0 && <path className="rule" d={`M0 ${band.y - 4}H${left}`} />}
            {risks ? <Link to={risks}>{teamName(band)}</Link> : teamName(band)}
          </g>
        );
      })}
      {layout.layerBands.map((band, i) => (
        <g key={band.id}>
          {i > 0 && (
            <path
              className="rule"
              d={`M${right} ${band.y - 4}H${layout.width}`}
            />
          )}
          <text
            className="layer"
            x={layout.width}
            y={band.y + 11}
            textAnchor="end"
          >
            {band.title.charAt(0).toLocaleUpperCase('en-US') +
              band.title.slice(1)}
          </text>
        </g>
      ))}
    </>
  );
}

/** Room under the right side that a small panel fits in; px from the top left of the picture. */
function freeCorner(layout: EntityMapLayout, available: number) {
  const first = layout.neededColumns[0];
  const last = layout.layerBands[layout.layerBands.length - 1];
  if (!first || !last || layout.width > available) {
    return undefined;
  }
  const top = HEADINGS + last.y + last.height + 16;
  const left = Math.max(first.x, layout.focus.x + layout.focus.width + 24);
  const isFree =
    layout.height + HEADINGS - top >= CORNER.height &&
    available - left >= CORNER.width;
  return isFree
    ? { marginTop: top, marginLeft: left, width: available - left }
    : undefined;
}

function nodeName(placed: PlacedNode, focusName: string): string {
  const { entity, side, distance, state } = placed.node;
  const owners = entity.teams.map(team => team.title).join(', ') || 'no owner';
  const place =
    side === 'needs-focus'
      ? `needs ${focusName}, ${distanceWords(distance)}; ${STATE_WORDS[state]}`
      : `${focusName} needs it, ${distanceWords(distance)}`;
  return [
    `${entityName(entity)}, ${entity.kind}, ${owners}`,
    place,
    placed.note,
  ]
    .filter(Boolean)
    .join('; ');
}

function Node(props: {
  placed: PlacedNode;
  focusName: string;
  search: string;
  onNear: (key: string | undefined) => void;
}) {
  const { placed, focusName, search, onNear } = props;
  const { node, x, y, width, height } = placed;
  const name = nodeName(placed, focusName);
  const state = node.side === 'needs-focus' ? node.state : 'works';
  return (
    <g
      className={`${state} ${placed.onPath ? 'bold' : ''}`}
      transform={`translate(${x} ${y})`}
    >
      <Link
        to={{ search }}
        aria-label={name}
        data-ref={node.entity.ref}
        onMouseEnter={() => onNear(placed.key)}
        onMouseLeave={() => onNear(undefined)}
        onFocus={() => onNear(placed.key)}
        onBlur={() => onNear(undefined)}
      >
        <title>{`${name}\n${node.entity.ref}`}</title>
        <rect
          className="hit"
          x={-3}
          y={-9.5}
          width={width + 6}
          height={height - 1}
          rx={3}
        />
        <rect className="mark" x=".5" y="-7" width="13" height="13" rx="3" />
        <text className="letter" x="7" y="3">
          {[...node.entity.kind][0]?.toLocaleUpperCase('en-US') ?? '?'}
        </text>
        <text className="label" x={LABEL_OFFSET} y="4">
          {placed.label}
        </text>
        {placed.note && (
          <text className="note" x={LABEL_OFFSET} y="20">
            {placed.note}
          </text>
        )}
      </Link>
    </g>
  );
}

function Focus(props: { map: EntityMap; layout: EntityMapLayout }) {
  const { map, layout } = props;
  const { x, y, width, height, inCount, outCount } = layout.focus;
  const to = useEntityPath()(map.focus.ref);
  const middle = x + width / 2;
  const centre = y + height / 2;
  const teams = map.focus.teams.map(team => team.title).join(', ');
  const name = (
    <>
      <title>{map.focus.ref}</title>
      <rect
        className="hit"
        x={x + 4}
        y={centre - 34}
        width={width - 8}
        height={24}
      />
      <text className="focus-name label" x={middle} y={centre - 16}>
        {fitText(entityName(map.focus), 16 * BOLD, width - 20)}
      </text>
    </>
  );
  return (
    <g data-ref={map.focus.ref}>
      <rect
        className="focus"
        x={x}
        y={y}
        width={width}
        height={height}
        rx="4"
      />
      {to ? (
        <Link to={to} aria-label={`${entityName(map.focus)} in the catalog`}>
          {name}
        </Link>
      ) : (
        name
      )}
      <text className="focus-fact" x={middle} y={centre + 3}>
        <title>{teams || 'no owner'}</title>
        {fitText(teams ? `team ${teams}` : 'no owner', 12, width - 12)}
      </text>
      <text className="focus-fact" x={middle} y={centre + 29}>
        {inCount} in, {outCount} out
      </text>
    </g>
  );
}

/** The picture of one entity: who needs it on the left, what it needs on the right. */
export function EntityMapPicture(props: {
  map: EntityMap;
  /** The query of the page with another entity as its focus. */
  searchFor: (ref: string) => string;
  /** Stands in the free corner under the right side where there is room, else under the picture. */
  corner?: ReactNode;
}) {
  const { map, searchFor, corner } = props;
  const [withBeside, setWithBeside] = useState(false);
  const [frame, available] = useWidth<HTMLDivElement>(USUAL_WIDTH);
  const layout = useMemo(
    () => layoutEntityMap(map, available),
    [map, available],
  );
  // A picture wider than the page is shown at its focus, with both sides to move to.
  useLayoutEffect(() => {
    const { x, width } = layout.focus;
    if (frame.current && layout.width > available) {
      frame.current.scrollLeft = x + width / 2 - available / 2;
    }
  }, [frame, layout, available]);
  const [near, setNear] = useState<string>();
  const focusName = entityName(map.focus);
  const edges = useMemo(
    () =>
      [...layout.edges].sort(
        (a, b) =>
          Number(a.edge.onPath ?? false) - Number(b.edge.onPath ?? false),
      ),
    [layout],
  );
  const isNear = (edge: PlacedEdge) =>
    near !== undefined && edge.key.split('>').includes(near);
  const { neededColumns, needsFocusColumns } = layout;
  const inHeadings = fitText(focusName, 13, HEADING_NAME);
  const neededHeading = `What ${inHeadings} needs, by layer`;
  const neededWidth = widestText(neededHeading, 13) * BOLD;
  const beside = layout.edges.filter(edge => edge.beside).length;
  const place = corner ? freeCorner(layout, available) : undefined;
  return (
    <Frame ref={frame}>
      {place && (
        <div className="corner" style={place}>
          {corner}
        </div>
      )}
      <Drawing
        className={withBeside ? 'all' : undefined}
        width={layout.width}
        height={layout.height + HEADINGS + 8}
        role="group"
        aria-label={`Who needs ${focusName}, and what it needs`}
      >
        <defs>
          <marker
            id="coupling-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path className="arrow" d="M0 .5 8 4 0 7.5Z" />
          </marker>
          <marker
            id="coupling-undeclared"
            viewBox="0 0 8 8"
            refX="4"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
          >
            <circle className="ring" cx="4" cy="4" r="2.8" />
          </marker>
        </defs>
        {needsFocusColumns.length > 0 && (
          <text className="heading" x={0} y={17}>
            Who needs {inHeadings}, by team
          </text>
        )}
        {neededColumns.length > 0 && (
          <text
            className="heading"
            // Where the side is narrow its heading begins further left, so that it ends with the picture.
            x={Math.min(neededColumns[0].x, layout.width - neededWidth)}
            y={17}
          >
            {neededHeading}
          </text>
        )}
        {[...needsFocusColumns, ...neededColumns].map(column => (
          <text key={column.x} className="step" x={column.x} y={35}>
            {distanceWords(column.distance)}
          </text>
        ))}
        <g transform={`translate(0 ${HEADINGS})`}>
          <Bands layout={layout} />
          {edges.map(placed => (
            <Edge key={placed.key} placed={placed} isNear={isNear(placed)} />
          ))}
          {layout.nodes.map(placed => (
            <Node
              key={placed.key}
              placed={placed}
              focusName={focusName}
              search={searchFor(placed.node.entity.ref)}
              onNear={setNear}
            />
          ))}
          <Focus map={map} layout={layout} />
        </g>
      </Drawing>
      {beside > 0 && (
        <div className="beside">
          {count(beside, 'more coupling')} among these{' '}
          {beside === 1 ? 'is' : 'are'}{' '}
          {withBeside
            ? 'drawn too.'
            : 'not drawn; point at an entity to see its own.'}{' '}
          <Act type="button" onClick={() => setWithBeside(!withBeside)}>
            {withBeside ? 'Hide them' : 'Show them all'}
          </Act>
        </div>
      )}
      {corner && !place && <div className="below">{corner}</div>}
    </Frame>
  );
}
