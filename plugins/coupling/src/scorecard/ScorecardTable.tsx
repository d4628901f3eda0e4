import { styled } from '@mui/material/styles';
import type { ScorecardRow } from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink } from '../components/EntityLink';
import { KindLetter } from '../components/KindLetter';
import { DottedLink, Muted, Ruled, folded } from '../components/styled';
import { TeamLinks } from '../components/TeamLink';
import { kindOf } from '../refs';
import { tokensOf } from '../theme/tokens';
import { useCouplingPaths } from '../url/paths';
import { VERDICTS, promisesIn } from './scorecardWords';
import { VerdictMark } from './VerdictMark';

/** Things that break promises, named in a row; the rest is counted. */
const NAMED = 3;

const Table = styled(Ruled)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    tableLayout: 'fixed',
    '& thead th': { borderTop: `1px solid ${t.rule}` },
    '& td, & tbody th': {
      padding: '7px 16px 7px 0',
      lineHeight: '18px',
      overflowWrap: 'anywhere',
      verticalAlign: 'top',
    },
    '& tbody th': {
      font: 'inherit',
      fontSize: 13,
      color: t.text,
      whiteSpace: 'normal',
      borderTop: `1px solid ${t.line}`,
    },
    '& .thing': { width: '17%' },
    '& .says': { width: '25%' },
    '& .does': { width: '27%' },
    '& .verdicts': { width: 136 },
    '& b': { fontWeight: 600 },
    '& q': { fontStyle: 'italic', quotes: '"“" "”"' },
    '& small': { display: 'block', fontSize: 11.5, color: t.muted },
    '& .below': { display: 'none' },
    '@container (max-width: 980px)': {
      '& .says, & .points': folded,
      '& .thing': { width: '26%' },
      '& .does': { width: 'auto' },
      '& .below': { display: 'block', fontSize: 12.5, marginBottom: 4 },
    },
    '@container (max-width: 480px)': {
      '& .thing': { width: '34%' },
      '& .verdicts': { width: 118 },
    },
  };
});

function Verdicts(props: { row: ScorecardRow }) {
  const { verdicts } = props.row;
  if (promisesIn(verdicts) === 0) {
    return <Muted>no promise</Muted>;
  }
  return (
    <>
      {VERDICTS.filter(verdict => verdicts[verdict] > 0).map(verdict => (
        <div key={verdict}>
          <VerdictMark verdict={verdict} count={verdicts[verdict]} />
        </div>
      ))}
    </>
  );
}

function Indicted(props: { row: ScorecardRow }) {
  const { indicted } = props.row;
  const more = indicted.length - NAMED;
  if (indicted.length === 0) {
    return <Muted>none</Muted>;
  }
  return (
    <>
      {indicted.slice(0, NAMED).map(entity => (
        <div key={entity.ref}>
          <EntityLink entityRef={entity.ref} title={entity.title} kind />
        </div>
      ))}
      {more > 0 && <Muted>and {more} more</Muted>}
    </>
  );
}

function Says(props: { row: ScorecardRow }) {
  const { stated } = props.row;
  return stated ? <q>{stated}</q> : <Muted>no purpose is stated</Muted>;
}

/** What states a purpose or makes promises, a row each: what it says, what it does, and what breaks its promises. */
export function ScorecardTable(props: {
  items: readonly ScorecardRow[];
  label: string;
}) {
  const { items, label } = props;
  const paths = useCouplingPaths();
  return (
    <Table aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className="thing">
            Of
          </th>
          <th scope="col" className="says">
            Says
          </th>
          <th scope="col" className="does">
            Does
          </th>
          <th scope="col" className="verdicts">
            Promises
          </th>
          <th scope="col" className="points">
            Comes down to
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(row => {
          const to = paths.scorecard(row.ref);
          return (
            <tr key={row.ref}>
              <th scope="row" className="thing">
                <KindLetter kind={kindOf(row.ref)} />
                <b>
                  {to ? (
                    <DottedLink to={to} title={row.ref}>
                      {row.title}
                    </DottedLink>
                  ) : (
                    row.title
                  )}
                </b>
                <small>
                  <TeamLinks teams={row.teams} max={2} />
                </small>
              </th>
              <td className="says">
                <Says row={row} />
              </td>
              <td className="does">
                <div className="below">
                  <Says row={row} />
                </div>
                <b>{row.does}</b>
                {row.indicted.length > 0 && (
                  <div className="below" style={{ marginTop: 4 }}>
                    <Indicted row={row} />
                  </div>
                )}
              </td>
              <td className="verdicts">
                <Verdicts row={row} />
              </td>
              <td className="points">
                <Indicted row={row} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
