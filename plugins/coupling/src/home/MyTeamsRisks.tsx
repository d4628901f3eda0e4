import { styled } from '@mui/material/styles';
import type { FindingPage } from '@posiwid/backstage-plugin-coupling-common';
import { CouplingProvider } from '../api/CouplingProvider';
import { useFindings, useStatus } from '../api/queries';
import { Num } from '../components/Num';
import { SeverityMark } from '../components/SeverityMark';
import { RowsSkeleton } from '../components/Skeletons';
import { EmptyState, QueryState } from '../components/States';
import { AccentLink, DottedLink, Muted } from '../components/styled';
import { ComeBack } from '../decision/ComeBack';
import { SetAside } from '../decision/SetAside';
import { standsInBrief } from '../decision/standsInBrief';
import { SET_ASIDE, STANDING_ASKS, STANDINGS } from '../decision/standingWords';
import { useCouplingPaths, type RisksLink } from '../url/paths';
import { SEVERITIES, count } from '../words';
import { useMyTeams } from './useMyTeams';

/** Findings that are named. */
const NAMED = 3;

/** What nobody has set aside: an accepted finding is counted, and is not what a day begins with. */
const ASKING = STANDINGS.filter(
  state => !SET_ASIDE.includes(state) && STANDING_ASKS[state] !== 'gone',
);

const Frame = styled('div')(({ theme }) => ({
  containerType: 'inline-size',
  color: theme.palette.text.primary,
  fontFamily: theme.typography.fontFamily,
  fontSize: 13,
  lineHeight: 1.4,
  '& *': { boxSizing: 'border-box' },
}));

const Key = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 14,
  rowGap: 2,
  marginBottom: 6,
  // A widget may be lower than what it holds: the way to the rest stands on top.
  '& > a': { marginLeft: 'auto' },
});

const Titles = styled('ul')({
  listStyle: 'none',
  margin: '8px 0 0',
  padding: 0,
  '& li': { padding: '2px 0', overflowWrap: 'anywhere' },
});

function Nothing() {
  const status = useStatus();
  if (status.data && !status.data.analysis) {
    return (
      <EmptyState title="Nothing was analysed yet">
        <p>The first analysis of the catalog says what your teams share.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No open finding names your teams">
      <p>
        That is a statement about the catalog: what nobody declared cannot be
        found.
      </p>
    </EmptyState>
  );
}

function Risks(props: { teams: string[]; page: FindingPage }) {
  const { teams, page } = props;
  const { severity: severities, standing: standings } = page.facets;
  const paths = useCouplingPaths();
  const risks = (link: RisksLink) =>
    paths.risks({ team: teams, children: true, ...link });
  const counts = new Map(severities.map(each => [each.value, each.count]));
  const all = standings?.reduce((sum, each) => sum + each.count, 0) ?? 0;
  if (page.total === 0 && all === 0) {
    return <Nothing />;
  }
  const to = risks({});
  return (
    <>
      <Key>
        {SEVERITIES.filter(severity => counts.get(severity)).map(severity => (
          <span key={severity}>
            <SeverityMark severity={severity} wordless />{' '}
            <Num
              value={counts.get(severity)!}
              to={risks({ severity, standing: ASKING })}
            />{' '}
            {severity}
          </span>
        ))}
        {page.total === 0 && <span>Nothing asks for a decision.</span>}
        {to && (
          <AccentLink to={to}>
            All {count(all || page.total, 'finding')}
          </AccentLink>
        )}
      </Key>
      <div>
        <ComeBack standings={standings} to={standing => risks({ standing })} />
        <Muted>
          <SetAside
            standings={standings}
            to={standing => risks({ standing })}
          />
        </Muted>
      </div>
      <Titles aria-label="Worst first">
        {page.items.map(({ id, severity, title, standing }) => {
          const finding = risks({ finding: id });
          const stands = standsInBrief(standing);
          return (
            <li key={id}>
              <SeverityMark severity={severity} wordless />{' '}
              {finding ? <DottedLink to={finding}>{title}</DottedLink> : title}
              {stands && <Muted> {stands}</Muted>}
            </li>
          );
        })}
      </Titles>
    </>
  );
}

function OfTeams(props: { teams: string[] }) {
  const { teams } = props;
  const query = useFindings({
    team: teams,
    children: true,
    standing: [...ASKING],
    limit: NAMED,
  });
  return (
    <QueryState query={query} skeleton={<RowsSkeleton rows={4} height={18} />}>
      {page => <Risks teams={teams} page={page} />}
    </QueryState>
  );
}

function OfMine() {
  const teams = useMyTeams();
  return (
    <QueryState query={teams} skeleton={<RowsSkeleton rows={4} height={18} />}>
      {refs =>
        refs.length === 0 ? (
          <EmptyState title="You are in no team">
            <p>
              The catalog lists you in no group, so nothing can be said of your
              teams. Groups name their members in the catalog.
            </p>
          </EmptyState>
        ) : (
          <OfTeams teams={refs} />
        )
      }
    </QueryState>
  );
}

/** What is open for the groups of whoever is signed in: by severity, what came back, and the worst three. For home pages. */
export function MyTeamsRisks() {
  return (
    <CouplingProvider>
      <Frame>
        <OfMine />
      </Frame>
    </CouplingProvider>
  );
}
