import { styled } from '@mui/material/styles';
import type {
  EntityMap,
  Grade,
} from '@posiwid/backstage-plugin-coupling-common';
import { GradeLine, KindLetter } from '../../components';
import { tokensOf, useTokens } from '../../theme/tokens';
import { GRADES } from '../../words';

const Keys = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 20,
  rowGap: 4,
  marginTop: 12,
  color: tokensOf(theme).muted,
  fontSize: 12,
  '& svg.line': { width: 22, height: 6, marginRight: 6, verticalAlign: 2 },
  '& .soft': { opacity: 0.55 },
}));

function Line(props: { colour: string; width: number }) {
  return (
    <svg className="line" viewBox="0 0 22 6" aria-hidden>
      <path d="M0 3h22" stroke={props.colour} strokeWidth={props.width} />
    </svg>
  );
}

/** What lines and letters mean; only those that this picture holds. */
export function EntityMapLegend(props: { map: EntityMap }) {
  const { map } = props;
  const tokens = useTokens();
  const grades = new Set<Grade>(map.edges.map(({ grade }) => grade));
  const kinds = new Set(
    [map.focus, ...map.nodes.map(({ entity }) => entity)].map(
      ({ kind }) => kind,
    ),
  );
  return (
    <Keys>
      {GRADES.filter(grade => grades.has(grade)).map(grade => (
        <GradeLine key={grade} grade={grade} />
      ))}
      {map.edges.some(({ seen }) => seen === 'observed') && (
        <span>
          <svg className="line" viewBox="0 0 22 6" aria-hidden>
            <path d="M5 3h17" stroke={tokens.accent} strokeWidth="1.6" />
            <circle
              cx="2.6"
              cy="3"
              r="2"
              fill="none"
              stroke={tokens.accent}
              strokeWidth="1.2"
            />
          </svg>
          seen, not declared
        </span>
      )}
      {map.edges.some(({ strength }) => strength === 'soft') && (
        <span>
          <span className="soft">
            <Line colour={tokens.muted} width={1.4} />
          </span>
          lighter: soft
        </span>
      )}
      {map.edges.some(({ onPath }) => onPath) && (
        <span>
          <Line colour={tokens.severity.critical} width={2.4} />
          path shown
        </span>
      )}
      {[...kinds].sort().map(kind => (
        <span key={kind}>
          <KindLetter kind={kind} />
          {kind === 'api' ? 'API' : kind}
        </span>
      ))}
      <span>the left needs the right; an arrowhead marks the way back</span>
    </Keys>
  );
}
