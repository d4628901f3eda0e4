import { styled } from '@mui/material/styles';
import type { CSSProperties } from 'react';
import { tokensOf } from '../../theme/tokens';
import type { MatrixMetrics } from './matrixTracks';

/** Height of the window onto a large matrix. */
const LARGE_HEIGHT = 'min(72vh, 860px)';

/** The measures that the styles of the grid read. */
export function cssOf(metrics: MatrixMetrics, whole: boolean): CSSProperties {
  return {
    '--cell-width': `${metrics.cellWidth}px`,
    '--cell-height': `${metrics.cellHeight}px`,
    '--row-header': `${metrics.rowHeader}px`,
    '--cell-gap': `${metrics.gap}px`,
    '--cell-font': `${metrics.fontSize}px`,
    maxHeight: whole ? undefined : LARGE_HEIGHT,
  } as CSSProperties;
}

/**
 * One style sheet for the whole grid: a styled component for each of some hundred cells would cost more than the cells.
 * The classes are private to it.
 */
export const GridFrame = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  const shades = t.cell.map((colour, shade) => [
    `& .c${shade}`,
    { background: colour, color: shade >= 4 ? t.onCellDark : t.text },
  ]);
  return {
    position: 'relative',
    overflow: 'auto',
    margin: '2px 0 0',
    // Room for the outline of a cell at the edge, and for the ring of the focus.
    padding: '0 4px 4px 0',
    '& .sheet': { position: 'relative' },
    '& .head': {
      position: 'sticky',
      top: 0,
      zIndex: 3,
      background: `linear-gradient(${t.surface} calc(100% - 4px), transparent 0)`,
    },
    '& .corner': {
      position: 'sticky',
      left: 0,
      zIndex: 1,
      width: 'var(--row-header)',
      height: 'calc(100% - 4px)',
      background: t.surface,
      color: t.muted,
      fontSize: 11.5,
      display: 'flex',
      alignItems: 'flex-end',
      paddingBottom: 4,
    },
    '& .group': {
      position: 'absolute',
      top: 0,
      height: 20,
      borderBottom: `1px solid ${t.line}`,
      color: t.muted,
      fontSize: 11.5,
      lineHeight: '18px',
    },
    '& .group > span': {
      position: 'sticky',
      left: 'var(--row-header)',
      display: 'inline-block',
      maxWidth: '100%',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    '& .column': {
      position: 'absolute',
      bottom: 4,
      // Two more than its cell on either side, as the metrics reckon.
      width: 'calc(var(--cell-width) + 4px)',
      marginLeft: -2,
      paddingBottom: 4,
      fontSize: 11.5,
      lineHeight: '13px',
      textAlign: 'center',
      overflowWrap: 'break-word',
    },
    // Bold words stay as wide as they were.
    '& .column.on': { fontSize: 10.5, letterSpacing: '-.2px' },
    '& .column.upright': {
      width: 'var(--cell-width)',
      marginLeft: 0,
      writingMode: 'vertical-rl',
      transform: 'rotate(180deg)',
      textAlign: 'left',
      display: 'flex',
      alignItems: 'center',
      padding: '5px 0 0',
      whiteSpace: 'nowrap',
    },
    '& .column.upright > span': {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    '& .on': { fontWeight: 700 },
    '& .near': { color: t.accent },
    '& .row': {
      position: 'absolute',
      left: 0,
      height: 'var(--cell-height)',
    },
    '& .name': {
      position: 'sticky',
      left: 0,
      zIndex: 2,
      width: 'var(--row-header)',
      height: '100%',
      paddingRight: 10,
      display: 'flex',
      alignItems: 'center',
      background: t.surface,
      // Covers the outline of a selected cell that slides under it.
      boxShadow: `-4px 0 0 ${t.surface}`,
    },
    '& .name > *': {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      color: t.text,
      textDecoration: `underline dotted 1px ${t.faint}`,
      textUnderlineOffset: 3,
    },
    '& .row:hover .name > *': { color: t.accent },
    '& .name > :not(a)': { textDecoration: 'none' },
    '& .cell': {
      position: 'absolute',
      top: 0,
      width: 'var(--cell-width)',
      height: 'var(--cell-height)',
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      fontSize: 'var(--cell-font)',
      fontVariantNumeric: 'tabular-nums',
    },
    '& .empty': {
      position: 'absolute',
      top: 0,
      height: 'var(--cell-height)',
      background: `repeating-linear-gradient(90deg, ${t.cell[0]} 0 var(--cell-width), transparent var(--cell-width) calc(var(--cell-width) + var(--cell-gap)))`,
    },
    '& .full': { cursor: 'pointer' },
    '& .full:hover': { boxShadow: `inset 0 0 0 1.5px ${t.text}` },
    '& .cell svg': {
      position: 'absolute',
      inset: 0,
      fill: 'none',
      stroke: 'currentColor',
      strokeWidth: 1.3,
      pointerEvents: 'none',
    },
    '& .cell .wedge': { fill: 'currentColor', stroke: 'none' },
    ...Object.fromEntries(shades),
    '& .self': {
      background: 'none',
      color: t.muted,
      boxShadow: `inset 0 0 0 1px ${t.line}`,
    },
    '& .selected': {
      outline: `2.5px solid ${t.text}`,
      outlineOffset: 1,
      fontWeight: 700,
      zIndex: 1,
    },
    '& .cell:focus-visible, & .name > a:focus-visible': {
      outline: `2.5px solid ${t.accent}`,
      outlineOffset: 1,
      zIndex: 1,
    },
    '& .total': {
      position: 'absolute',
      top: 0,
      height: '100%',
      paddingLeft: 10,
      display: 'flex',
      alignItems: 'center',
      columnGap: 6,
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
    },
    '& .totals': { position: 'absolute', left: 0, fontSize: 13 },
    '& .axis': { color: t.muted, fontSize: 11.5 },
    '& .below': {
      position: 'absolute',
      top: 4,
      width: 'var(--cell-width)',
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      fontSize: 'calc(var(--cell-font) - 1px)',
      fontVariantNumeric: 'tabular-nums',
    },
    '& .bar': { background: t.faint, flex: 'none' },
  };
});
