import { styled } from '@mui/material/styles';
import type { Scorecard } from '@posiwid/backstage-plugin-coupling-common';
import { useId } from 'react';
import { Num } from '../components/Num';
import { Section } from '../components/Section';
import { Muted } from '../components/styled';
import { useTokens } from '../theme/tokens';
import { useCouplingPaths, type CouplingPaths } from '../url/paths';
import { count } from '../words';
import {
  KNOWN,
  MOST_MARKS,
  marksOf,
  rowWords,
  sharesOf,
  type Known,
  type Row,
} from './mechanismMarks';
import { Hatch } from './pictures/Hatch';

const Rows = styled('ul')({
  listStyle: 'none',
  margin: '2px 0 0',
  padding: 0,
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(126px, 1fr))',
  columnGap: 20,
  rowGap: 10,
  fontSize: 12,
  '& p': {
    margin: '0 0 3px',
    display: 'flex',
    justifyContent: 'space-between',
    columnGap: 8,
  },
  '& b': { fontWeight: 600 },
  '& svg': { display: 'block', width: '100%', maxWidth: 168, height: 12 },
});

const Key = styled('span')({
  whiteSpace: 'nowrap',
  marginLeft: 12,
  '& svg': { width: 7, height: 11, verticalAlign: -1, marginRight: 5 },
});

/** One coupling: full observed, light inherited, outlined stated, a stroke where nobody knows. */
function Mark(props: { known: Known; x: number }) {
  const { known, x } = props;
  const t = useTokens();
  switch (known) {
    case 'observed':
      return <rect x={x} y=".5" width="6" height="11" fill={t.cell[5]} />;
    case 'inherited':
      return <rect x={x} y=".5" width="6" height="11" fill={t.cell[3]} />;
    case 'stated':
      return (
        <rect
          x={x + 0.5}
          y="1"
          width="5"
          height="10"
          fill="none"
          stroke={t.cell[4]}
        />
      );
    default:
      return <path d={`M${x + 0.5} 10.5L${x + 5.5} 1.5`} stroke={t.faint} />;
  }
}

const SHARES_WIDTH = 126;

function Shares(props: { row: Row }) {
  const t = useTokens();
  const id = useId();
  const fills: Record<Known, string> = {
    observed: t.cell[5],
    inherited: t.cell[3],
    stated: 'none',
    unknown: `url(#${id})`,
  };
  return (
    <>
      <Hatch id={id} />
      {sharesOf(props.row, SHARES_WIDTH).map(({ known, x, width }) => (
        <rect
          key={known}
          x={known === 'stated' ? x + 0.5 : x}
          y={known === 'stated' ? 1 : 0.5}
          width={known === 'stated' ? Math.max(0.5, width - 1) : width}
          height={known === 'stated' ? 10 : 11}
          fill={fills[known]}
          stroke={known === 'stated' ? t.cell[4] : 'none'}
        />
      ))}
    </>
  );
}

function Strip(props: { row: Row; couplings: number }) {
  const { row, couplings } = props;
  const marks = couplings <= MOST_MARKS;
  return (
    <svg
      role="img"
      aria-label={`${row.mechanism}: ${rowWords(row)}`}
      viewBox={`0 0 ${marks ? 7 * Math.max(18, couplings) : SHARES_WIDTH} 12`}
      preserveAspectRatio={marks ? 'xMinYMid meet' : 'none'}
    >
      {marks ? (
        marksOf(row).map((known, i) => <Mark key={i} known={known} x={7 * i} />)
      ) : (
        <Shares row={row} />
      )}
    </svg>
  );
}

/** Where the couplings themselves are to be seen. */
function couplingsOf(
  { kind, ref }: Scorecard,
  paths: CouplingPaths,
): string | undefined {
  switch (kind) {
    case 'entity':
      return paths.entityMap(ref);
    case 'team':
      return paths.page('map', new URLSearchParams({ team: ref }));
    case 'platform':
      return paths.page('map');
    default:
      return paths.page('map', new URLSearchParams({ level: kind }));
  }
}

/** Of its hard couplings, on how many each mechanism is known, and how. What nobody stated or saw is unknown, not absent. */
export function Mechanisms(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const { couplings, rows } = scorecard.mechanisms;
  const to = couplingsOf(scorecard, useCouplingPaths());
  return (
    <Section
      title={`Mechanisms on its ${count(couplings, 'hard coupling')}`}
      aside={
        rows.length > 0 && (
          <>
            number: where known
            {couplings <= MOST_MARKS && '; one mark is one coupling'}:
            {KNOWN.map(known => (
              <Key key={known}>
                <svg viewBox="0 0 7 12" aria-hidden>
                  <Mark known={known} x={0} />
                </svg>
                {known}
              </Key>
            ))}
          </>
        )
      }
    >
      {rows.length === 0 ? (
        <p style={{ margin: '2px 0' }}>
          <Muted>
            {couplings === 0
              ? 'No hard coupling is declared or was observed.'
              : 'No mechanism is stated or was observed on any of them.'}
          </Muted>
        </p>
      ) : (
        <Rows>
          {rows.map(row => (
            <li key={row.mechanism}>
              <p>
                <span>{row.mechanism.replace(/-/g, ' ')}</span>
                <b>
                  <Num
                    value={couplings - row.unknown}
                    to={to}
                    label={`${row.mechanism}: ${rowWords(row)}; show couplings`}
                  />
                </b>
              </p>
              <Strip row={row} couplings={couplings} />
            </li>
          ))}
        </Rows>
      )}
    </Section>
  );
}
