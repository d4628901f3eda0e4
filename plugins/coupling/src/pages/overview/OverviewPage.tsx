import { styled } from '@mui/material/styles';
import type {
  Overview,
  StandingState,
} from '@posiwid/backstage-plugin-coupling-common';
import { useOverview } from '../../api/queries';
import { Analysed } from '../../components/AnalysisStatus';
import { FindingDrawer } from '../../components/FindingDrawer';
import { FirstUse } from '../../components/FirstUse';
import { Headline } from '../../components/Headline';
import { LeavesOut } from '../../components/LeavesOut';
import { Num } from '../../components/Num';
import { PageSheet } from '../../components/PageSheet';
import { AccentLink } from '../../components/styled';
import { EmptyState, QueryState } from '../../components/States';
import { TeamFilter } from '../../components/TeamFilter';
import { ComeBack } from '../../decision/ComeBack';
import { SetAside } from '../../decision/SetAside';
import { tokensOf } from '../../theme/tokens';
import { useCouplingPaths } from '../../url/paths';
import { scopeQuery, useScope } from '../../url/scope';
import { Coverage } from './Coverage';
import { FindingsByCategory } from './FindingsByCategory';
import { Moves } from './Moves';
import { WidestReach } from './WidestReach';

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 672fr) minmax(0, 444fr)',
  columnGap: 44,
  rowGap: 22,
  '@container (max-width: 1000px)': {
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
});

const Column = styled('div')({ minWidth: 0 });

const Foot = styled('p')(({ theme }) => ({
  margin: '6px 0 0',
  color: tokensOf(theme).muted,
  fontSize: 12,
}));

function Second(props: { overview: Overview }) {
  const { entities, couplings, teams, standings } = props.overview;
  const paths = useCouplingPaths();
  const map = paths.page('map');
  const [scope] = useScope();
  const risks = (standing: StandingState[]) =>
    paths.risks({ ...scope, standing });
  return (
    <>
      <Num value={entities} to={map} /> {entities === 1 ? 'entity' : 'entities'}
      , <Num value={couplings} to={map} />{' '}
      {couplings === 1 ? 'coupling' : 'couplings'},{' '}
      <Num value={teams} to={map} /> {teams === 1 ? 'team' : 'teams'}.
      <Analysed />
      <div>
        <SetAside standings={standings} to={risks} />
        <ComeBack standings={standings} to={risks} />
      </div>
    </>
  );
}

/** Where it says what counts as a risk. */
function PolicyLine() {
  const policy = useCouplingPaths().page('policy');
  return policy ? (
    <Foot>
      What counts as a risk, and what may be accepted for how long:{' '}
      <AccentLink to={policy}>the policy</AccentLink>.
    </Foot>
  ) : null;
}

function Body(props: { overview: Overview }) {
  const { overview } = props;
  if (!overview.analysis) {
    return <FirstUse />;
  }
  if (overview.entities === 0) {
    return (
      <>
        <Headline
          sentence="Nothing here can be coupled yet"
          second={<Analysed />}
          controls={<TeamFilter />}
        />
        <EmptyState title="No component, resource or API is in view">
          <p>
            Add components to the catalog, or widen the team filter. Relations
            such as <code>dependsOn</code> and <code>consumesApis</code> are
            enough to begin with.
          </p>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <Headline
        sentence={overview.headline}
        second={<Second overview={overview} />}
        controls={<TeamFilter />}
      />
      <Columns>
        <Column>
          <FindingsByCategory overview={overview} />
          <WidestReach overview={overview} />
        </Column>
        <Column>
          <Moves moves={overview.moves} />
          <Coverage omissions={overview.omissions} />
        </Column>
      </Columns>
      <LeavesOut hidden={overview.hidden}>
        anything inside an entity, outside parties past the first hop, and
        whatever nobody put in the catalog
      </LeavesOut>
      <PolicyLine />
    </>
  );
}

/** The platform, or one team's part of it, in one screen. */
function OverviewView() {
  const [scope] = useScope();
  const query = useOverview(scopeQuery(scope));
  return (
    <>
      <QueryState query={query}>
        {overview => <Body overview={overview} />}
      </QueryState>
      <FindingDrawer />
    </>
  );
}

export function OverviewPage() {
  return (
    <PageSheet>
      <OverviewView />
    </PageSheet>
  );
}
