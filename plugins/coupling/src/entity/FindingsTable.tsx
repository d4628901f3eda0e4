import { styled } from '@mui/material/styles';
import type {
  Evidence,
  Finding,
} from '@posiwid/backstage-plugin-coupling-common';
import {
  DottedButton,
  GradeLine,
  Ruled,
  SeverityMark,
  TeamLinks,
} from '../components';
import { useOpenFinding } from '../components/FindingDrawer';
import { tokensOf } from '../theme/tokens';
import { days, daysBetween } from '../time';
import { GRADES } from '../words';
import { chainInShort } from './entityWords';

const Table = styled(Ruled)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    tableLayout: 'fixed',
    fontSize: 12.5,
    lineHeight: '16px',
    '& td': { padding: '5px 12px 5px 0', overflowWrap: 'anywhere' },
    '& .severity': { width: 78 },
    '& .teams': { width: '21%' },
    '& .evidence': { width: 104 },
    '& .age': { width: 62 },
    '& small': { fontSize: 11.5, color: t.muted, display: 'block' },
    '& .folded': { display: 'none' },
    '@container (max-width: 640px)': {
      '& .teams, & .evidence': { display: 'none' },
      '& .folded': { display: 'block' },
    },
  };
});

/** The strongest evidence of a finding. */
function strongest(finding: Finding): Evidence | undefined {
  return GRADES.map(grade =>
    finding.evidence.find(item => item.grade === grade),
  ).find(item => item !== undefined);
}

/** An annotation of ours without what all of them begin with. */
function sourceInShort(source: string): string {
  return source.replace(/^posiwid\.dev\//, '');
}

/** Findings with the chain behind each, as the API orders them: worst first. A title opens its finding. */
export function FindingsTable(props: { findings: readonly Finding[] }) {
  const [, open] = useOpenFinding();
  const now = new Date();
  return (
    <Table aria-label="Findings">
      <thead>
        <tr>
          <th scope="col" className="severity">
            Severity
          </th>
          <th scope="col">What couples, and the chain behind it</th>
          <th scope="col" className="teams">
            Teams
          </th>
          <th scope="col" className="evidence">
            Evidence
          </th>
          <th scope="col" className="n age">
            Open for
          </th>
        </tr>
      </thead>
      <tbody>
        {props.findings.map(finding => {
          const evidence = strongest(finding);
          return (
            <tr key={finding.id}>
              <td>
                <SeverityMark severity={finding.severity} />
              </td>
              <td>
                <DottedButton type="button" onClick={() => open(finding.id)}>
                  {finding.title}
                </DottedButton>
                <small>{chainInShort(finding.chain)}</small>
                <small className="folded">
                  <TeamLinks teams={finding.teams} max={2} />
                  {evidence && `, ${evidence.grade}`}
                </small>
              </td>
              <td className="teams">
                <TeamLinks teams={finding.teams} max={2} />
              </td>
              <td className="evidence">
                {evidence && (
                  <>
                    <GradeLine grade={evidence.grade} />
                    <small title={evidence.source}>
                      {sourceInShort(evidence.source)}
                    </small>
                  </>
                )}
              </td>
              <td className="n">{days(daysBetween(finding.firstSeen, now))}</td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
