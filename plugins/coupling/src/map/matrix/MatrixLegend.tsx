import { styled } from '@mui/material/styles';
import { tokensOf, useTokens } from '../../theme/tokens';
import type { Level } from '../mapUrl';
import { SHADE_BOUNDS, shadeWords } from './matrixCells';

const Keys = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 26,
    rowGap: 4,
    marginTop: 8,
    color: t.muted,
    fontSize: 12,
    '& > span': { display: 'flex', alignItems: 'center', columnGap: 6 },
    '& i': {
      width: 26,
      height: 13,
      font: `10px/13px ${theme.typography.fontFamily}`,
      textAlign: 'center',
    },
    '& .self': { boxShadow: `inset 0 0 0 1px ${t.line}` },
    '& svg': {
      width: 12,
      height: 12,
      fill: 'none',
      stroke: t.text,
      strokeWidth: 1.3,
    },
    '& .wedge': { fill: t.text, stroke: 'none' },
  };
});

/** What colours and marks of the matrix mean. */
export function MatrixLegend(props: { level: Level; hasUndeclared: boolean }) {
  const tokens = useTokens();
  return (
    <Keys>
      <span>
        couplings
        {SHADE_BOUNDS.map((bound, i) => (
          <i
            key={bound}
            style={{
              background: tokens.cell[i + 1],
              color: i >= 3 ? tokens.onCellDark : tokens.text,
            }}
          >
            {shadeWords(bound)}
          </i>
        ))}
      </span>
      <span>
        <svg viewBox="0 0 12 12" aria-hidden>
          <rect x="3" y="3" width="5" height="5" />
        </svg>
        interface without owner or contract
      </span>
      <span>
        <i className="self" />
        inside a {props.level}
      </span>
      <span>
        <svg viewBox="0 0 12 12" aria-hidden>
          <path className="wedge" d="M2 1H11V10Z" />
        </svg>
        against the order
      </span>
      {props.hasUndeclared && (
        <span>
          <svg viewBox="0 0 12 12" aria-hidden>
            <circle cx="6" cy="6" r="2.6" />
          </svg>
          seen, not declared
        </span>
      )}
    </Keys>
  );
}
