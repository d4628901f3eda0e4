import { styled } from '@mui/material/styles';
import type { EntityView } from '@posiwid/backstage-plugin-coupling-common';
import { CouplingProvider } from '../api/CouplingProvider';
import { useStatus } from '../api/queries';
import {
  AccentLink,
  AnalysisStatus,
  EmptyState,
  FindingDrawer,
  FirstUse,
  Headline,
  LeavesOut,
  QueryState,
  Section,
} from '../components';
import { Margins, Sheet } from '../components/styled';
import { ago } from '../time';
import { useCouplingPaths, type CouplingPaths } from '../url/paths';
import { count } from '../words';
import { risksOf } from './EntityCouplingCard';
import { noFindings, voiceOf } from './entityWords';
import { BlastRadiusSection } from './BlastRadiusSection';
import { FindingsTable } from './FindingsTable';
import { Members } from './Members';
import { OneChange } from './OneChange';
import { PurposeSection } from './PurposeSection';
import { SharedByMembers } from './SharedByMembers';
import { TeamInterfaces } from './TeamInterfaces';
import { ToDoSection } from './ToDoSection';
import { useEntityView } from './useEntityView';

/** Findings shown in the tab; the rest is on the Risks page, filtered to this entity. */
const SHOWN = 25;

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  rowGap: 22,
  columnGap: 32,
  '@container (min-width: 980px)': {
    gridTemplateColumns: 'minmax(0, 1.7fr) minmax(0, 1fr)',
  },
});

/** The Map page at this entity: its own picture, or the matrix of its level. */
function mapLink(view: EntityView, paths: CouplingPaths): string | undefined {
  switch (view.kind) {
    case 'entity':
      return paths.entityMap(view.ref);
    case 'team':
      return paths.page('map', new URLSearchParams({ team: view.ref }));
    default:
      return paths.page('map', new URLSearchParams({ level: view.kind }));
  }
}

/** The tab's first sentence: what falls, and what it hangs on. */
function headline(view: EntityView): string {
  const { it } = voiceOf(view);
  const falls = `${count(view.fails, 'entity', 'entities')} ${
    view.fails === 1 ? 'fails' : 'fail'
  } with ${view.title}`;
  const { count: stops } = view.stoppedBy;
  if (stops === 0) {
    return falls;
  }
  return `${falls}; ${count(stops, 'thing')} alone ${
    stops === 1 ? 'stops' : 'stop'
  } ${view.kind === 'entity' ? it : `a part of ${it}`}`;
}

function Findings(props: { view: EntityView }) {
  const { view } = props;
  const { data: status } = useStatus();
  const risks = risksOf(view, useCouplingPaths());
  const more = view.findings.length - SHOWN;
  return (
    <Section
      title="Findings"
      aside={
        <>
          {view.findings.length > 0 && 'worst first'}
          {status?.analysis &&
            `${view.findings.length > 0 ? ' · ' : ''}analysed ${ago(
              status.analysis.ageSeconds,
            )}`}
        </>
      }
    >
      {view.findings.length === 0 ? (
        <p style={{ margin: '2px 0' }}>{noFindings(view)}</p>
      ) : (
        <FindingsTable findings={view.findings.slice(0, SHOWN)} />
      )}
      {risks && view.findings.length > 0 && (
        <p style={{ margin: '8px 0 0' }}>
          <AccentLink to={risks} style={{ fontWeight: 600 }}>
            {more > 0
              ? `All ${view.findings.length} in Risks`
              : 'Open in Risks'}
          </AccentLink>
        </p>
      )}
    </Section>
  );
}

function Unknown() {
  const { data } = useStatus();
  if (data && !data.analysis) {
    return <FirstUse />;
  }
  return (
    <EmptyState title="The last analysis does not know this entity">
      <p>
        It may be newer than the analysis, of a kind that cannot fail, or own
        nothing that can. What the next analysis finds will stand here.
      </p>
    </EmptyState>
  );
}

function View(props: { view: EntityView }) {
  const { view } = props;
  const paths = useCouplingPaths();
  if (!view.analysed) {
    return <Unknown />;
  }
  const map = mapLink(view, paths);
  return (
    <>
      <Headline
        sentence={headline(view)}
        second={
          view.degrades > 0 &&
          `${count(view.degrades, 'entity', 'entities')} more degrade, of ${
            view.ofEntities
          } that were analysed.`
        }
        controls={
          map && (
            <AccentLink to={map} style={{ fontWeight: 600 }}>
              {view.kind === 'entity' ? `Map of ${view.title}` : 'Open the map'}
            </AccentLink>
          )
        }
      />
      <ToDoSection view={view} />
      <PurposeSection view={view} where="above" />
      <Columns>
        <div>
          <Findings view={view} />
          <SharedByMembers view={view} />
          <Members view={view} />
          <PurposeSection view={view} where="below" />
        </div>
        <div>
          <TeamInterfaces view={view} />
          <BlastRadiusSection view={view} />
          <OneChange view={view} />
        </div>
      </Columns>
      <LeavesOut hidden={view.hidden}>
        {[
          'couplings between things of one owner',
          ...view.omissions.map(({ text }) => text),
          'what people agree on outside the catalog',
        ].join('; ')}
      </LeavesOut>
    </>
  );
}

function Content() {
  const query = useEntityView();
  return (
    <QueryState query={query} notFound={<Unknown />}>
      {view => <View view={view} />}
    </QueryState>
  );
}

/** The Coupling tab of an entity's page: its purpose, its findings, its interfaces with other teams, and the change that answers most. */
export function EntityCouplingContent() {
  return (
    <CouplingProvider>
      <Sheet>
        <Margins style={{ paddingLeft: 0, paddingRight: 0 }}>
          <AnalysisStatus />
          <Content />
          <FindingDrawer />
        </Margins>
      </Sheet>
    </CouplingProvider>
  );
}
