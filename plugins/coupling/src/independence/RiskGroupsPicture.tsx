import type { Claim } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens, type Tokens } from '../theme/tokens';
import { eventName, orderWords } from './claimWords';
import { groupCount, type RiskBand, type RiskRow } from './riskRows';

const ROW = 21;
const BAND_GAP = 15;
const TOP = 44;
const DOT = 4.6;

/** Characters that fit into so many px at the size of the picture's text. */
function cut(text: string, width: number): string {
  const fits = Math.max(3, Math.floor(width / 6.8));
  return text.length <= fits ? text : `${text.slice(0, fits - 1)}…`;
}

function colourOf(order: number, onPaper: number, t: Tokens): string {
  if (order === 1 && onPaper > 1) return t.severity.critical;
  return order < onPaper ? t.fails : t.faint;
}

interface Frame {
  /** Right edge of the names. */
  names: number;
  x: (member: number) => number;
  /** Left edge of the brackets. */
  bracket: number;
  labels: number;
}

function frameOf(members: number, width: number): Frame {
  const names = Math.min(170, Math.max(96, width * 0.36));
  const bracket = width - 96;
  const span = Math.max(20, bracket - 18 - (names + 18));
  const step = members > 1 ? span / (members - 1) : 0;
  return {
    names,
    x: member => names + 18 + (members > 1 ? member * step : span / 2),
    bracket,
    labels: members > 1 ? step : span,
  };
}

function Line(props: {
  y: number;
  fells: readonly number[];
  frame: Frame;
  colour: string;
  hollow?: boolean;
}) {
  const { y, fells, frame, colour, hollow } = props;
  const sorted = [...fells].sort((a, b) => a - b);
  // A line joins neighbours only: a member that stays up is a gap.
  const joins = sorted.filter((m, i) => i > 0 && m === sorted[i - 1] + 1);
  return (
    <g stroke={colour} fill={hollow ? 'none' : colour}>
      {!hollow &&
        joins.map(m => (
          <path
            key={m}
            d={`M${frame.x(m - 1)} ${y}H${frame.x(m)}`}
            strokeWidth="2"
          />
        ))}
      {sorted.map(m => (
        <circle
          key={m}
          cx={frame.x(m)}
          cy={y}
          r={hollow ? DOT - 0.6 : DOT}
          strokeWidth={hollow ? 1.3 : 0}
        />
      ))}
    </g>
  );
}

function Row(props: {
  row: RiskRow;
  y: number;
  frame: Frame;
  colour: string;
  /** What falls when all events of the group happen, where that is known. */
  together: readonly number[];
}) {
  const { row, y, frame, colour, together } = props;
  const text = `${row.first ? '' : 'and '}${eventName(row.event)}`;
  return (
    <>
      <text x={frame.names} y={y + 4} textAnchor="end">
        <title>{row.event.name}</title>
        {cut(text, frame.names)}
      </text>
      <Line
        y={y}
        fells={row.jointly ? together : row.fells}
        frame={frame}
        colour={colour}
        hollow={row.jointly}
      />
    </>
  );
}

/**
 * Risk groups as dots and lines: a column a member, a line an event across the members that fall with it, the groups in
 * bands by how many events they take. For the eye; the table beside it says the same in words.
 */
export function RiskGroupsPicture(props: {
  claim: Claim;
  bands: readonly RiskBand[];
  width: number;
}) {
  const { claim, bands, width } = props;
  const t = useTokens();
  const { members, need } = claim;
  const frame = frameOf(members.length, width);
  const all = members.map((_, i) => i);
  let y = TOP + ROW + 8;
  // Orders that are only counted stand in the table.
  const drawn = bands.filter(({ rows }) => rows.length > 0);
  const paperBand = bands.find(({ order }) => order === claim.onPaper);
  const placed = drawn.map(band => {
    const top = y;
    const rows = band.rows.length;
    y += Math.max(2, rows) * ROW + BAND_GAP;
    return { band, top, bottom: top + (rows - 1) * ROW };
  });
  const paperDrawn = drawn.some(({ order }) => order >= claim.onPaper);
  const paperY = y;
  const height = paperDrawn ? y - BAND_GAP : y + ROW / 2 + 4;
  const firstBreak = members.length > 6 || frame.labels < 64;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontSize="12"
      fill={t.text}
      aria-hidden
      style={{ display: 'block' }}
    >
      {members.map(({ label }, m) => (
        <g key={label}>
          <path
            d={`M${frame.x(m)} ${TOP - 10}V${height - 6}`}
            stroke={t.line}
          />
          {(!firstBreak ||
            m === 0 ||
            m === members.length - 1 ||
            members.length <= 6) && (
            <text
              x={frame.x(m)}
              y={firstBreak && m % 2 === 1 ? 12 : 25}
              textAnchor="middle"
              fontSize="11.5"
              fill={t.muted}
            >
              <title>{label}</title>
              {cut(label, frame.labels * (firstBreak ? 1.9 : 1))}
            </text>
          )}
        </g>
      ))}
      <text x={frame.names} y={TOP + 4} textAnchor="end" fontWeight="600">
        {need === 1
          ? `1 of ${members.length} is enough`
          : `${need} of ${members.length} needed`}
      </text>
      <Line y={TOP} fells={all} frame={frame} colour={t.text} />
      {placed.map(({ band, top, bottom }) => {
        const colour = colourOf(band.order, claim.onPaper, t);
        const middle = (top + bottom) / 2;
        return (
          <g key={band.order}>
            {band.rows.map((row, i) => (
              <Row
                key={`${i} ${row.event.name}`}
                row={row}
                y={top + i * ROW}
                frame={frame}
                colour={colour}
                together={need === 1 ? all : []}
              />
            ))}
            <path
              d={`M${frame.bracket} ${top - 7}V${bottom + 7}`}
              stroke={colour}
              strokeWidth="1.6"
            />
            <text x={frame.bracket + 10} y={middle} fontWeight="600">
              {orderWords(claim, band.order)}
            </text>
            <text
              x={frame.bracket + 10}
              y={middle + 15}
              fontSize="11.5"
              fill={t.muted}
            >
              {groupCount(band.count)}
            </text>
          </g>
        );
      })}
      {!paperDrawn && (
        <>
          <text x={frame.names} y={paperY + 4} textAnchor="end">
            {cut(`${claim.onPaper} apart, the paper`, frame.names)}
          </text>
          <Line y={paperY} fells={all} frame={frame} colour={t.faint} hollow />
          {paperBand && (
            <text
              x={frame.bracket + 10}
              y={paperY + 4}
              fontSize="11.5"
              fill={t.muted}
            >
              {groupCount(paperBand.count)}
            </text>
          )}
        </>
      )}
    </svg>
  );
}
