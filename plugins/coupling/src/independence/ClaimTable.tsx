import { styled } from '@mui/material/styles';
import type { ClaimSummary } from '@posiwid/backstage-plugin-coupling-common';
import { DottedButton, Muted, Ruled, folded } from '../components/styled';
import { TeamLinks } from '../components/TeamLink';
import { tokensOf } from '../theme/tokens';
import { distinct, drillWords, inFactWords, onPaperWords } from './claimWords';
import { EventName } from './EventName';
import { Verdict } from './Verdict';

const NAMED = 3;

const Table = styled(Ruled)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    tableLayout: 'fixed',
    fontSize: 12.5,
    '& td': { overflowWrap: 'anywhere' },
    '& .claim': { width: '19%' },
    '& .few': { width: 68 },
    '& .paper': { width: '12%' },
    '& .fact': { width: '22%' },
    '& .verdict': { width: 92 },
    '& td:first-of-type, & th:first-of-type': { paddingLeft: 6 },
    '& tr.on td': { background: t.selected },
    '& tr.on td:first-of-type': { boxShadow: `inset 3px 0 ${t.accent}` },
    '@container (max-width: 900px)': {
      '& .teams': folded,
      '& .claim': { width: '24%' },
    },
    '@container (max-width: 640px)': {
      '& .drill, & .few': folded,
      '& .claim': { width: '30%' },
      '& .paper': { width: '18%' },
      '& .fact': { width: 'auto' },
    },
  };
});

function DefeatedBy(props: { claim: ClaimSummary }) {
  const defeatedBy = distinct(props.claim.defeatedBy);
  const more = defeatedBy.length - NAMED;
  if (defeatedBy.length === 0) {
    return null;
  }
  return (
    <Muted>
      :{' '}
      {defeatedBy.slice(0, NAMED).map((event, i) => (
        <span key={`${event.kind} ${event.name}`}>
          {i > 0 && ', '}
          <EventName event={event} />
        </span>
      ))}
      {more > 0 && ` +${more}`}
    </Muted>
  );
}

/** Claims of redundancy: what each says, what it comes to, and when that was last tried. */
export function ClaimTable(props: {
  claims: readonly ClaimSummary[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const { claims, chosen, onChoose } = props;
  return (
    <Table aria-label="Claims of redundancy">
      <thead>
        <tr>
          <th scope="col" className="claim">
            Claim
          </th>
          <th scope="col" className="n few">
            members
          </th>
          <th scope="col" className="paper">
            On paper
          </th>
          <th scope="col" className="fact">
            In fact
          </th>
          <th scope="col" className="verdict">
            Verdict
          </th>
          <th scope="col" className="teams">
            Teams
          </th>
          <th scope="col" className="drill">
            Last drill
          </th>
        </tr>
      </thead>
      <tbody>
        {claims.map(claim => (
          <tr key={claim.id} className={claim.id === chosen ? 'on' : undefined}>
            <td className="claim">
              <DottedButton
                type="button"
                aria-pressed={claim.id === chosen}
                onClick={() => onChoose(claim.id)}
              >
                {claim.name}
              </DottedButton>
            </td>
            <td className="n few">{claim.members.length}</td>
            <td className="paper">{onPaperWords(claim)}</td>
            <td className="fact">
              {inFactWords(claim)}
              <DefeatedBy claim={claim} />
            </td>
            <td className="verdict">
              <Verdict verdict={claim.verdict} />
            </td>
            <td className="teams">
              <TeamLinks teams={claim.teams} max={2} />
            </td>
            <td className="drill">
              {claim.drilled ? (
                drillWords(claim.drilled)
              ) : (
                <Muted>none stated</Muted>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
