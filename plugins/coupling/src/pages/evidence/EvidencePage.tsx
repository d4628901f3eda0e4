import { styled } from '@mui/material/styles';
import type { EvidenceHealth } from '@posiwid/backstage-plugin-coupling-common';
import { CopyLink } from '../../components/CopyLink';
import { Headline } from '../../components/Headline';
import { LeavesOut } from '../../components/LeavesOut';
import { PageSheet } from '../../components/PageSheet';
import { Section } from '../../components/Section';
import { QueryState } from '../../components/States';
import { AccentLink } from '../../components/styled';
import { Fold } from '../../independence/Fold';
import { useEvidence } from '../../scorecard';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';
import { ObservationsSection } from './ObservationsSection';
import { SendFirst } from './SendFirst';
import { SourcesTable } from './SourcesTable';
import { evidenceHeadline, spokenOf } from './sources';

const Part = styled('div')({ marginTop: 22 });

function View(props: { health: EvidenceHealth }) {
  const { health } = props;
  const { observations, maximum, silentAfterDays, maySend, hidden } = health;
  const scorecards = useCouplingPaths().page('scorecards');
  const spoken = spokenOf(health);
  return (
    <>
      <Headline
        sentence={evidenceHeadline(spoken)}
        second={`${count(
          observations,
          'observation',
        )} kept, of at most ${maximum.toLocaleString(
          'en',
        )}. A source is silent after ${count(
          silentAfterDays,
          'day',
        )} without a word.`}
        controls={
          <>
            {scorecards && <AccentLink to={scorecards}>Scorecards</AccentLink>}
            <CopyLink />
          </>
        }
      />
      {spoken.length > 0 && (
        <Section title="Where evidence comes from">
          <SourcesTable sources={spoken} />
        </Section>
      )}
      <Part>
        {observations === 0 ? (
          <Section title="Send the first observation">
            <SendFirst maySend={maySend} />
          </Section>
        ) : (
          <Fold words="Send one by hand">
            <SendFirst maySend={maySend} />
          </Fold>
        )}
      </Part>
      {observations > 0 && (
        <Part>
          <ObservationsSection health={health} />
        </Part>
      )}
      <LeavesOut>
        whatever no source reports, observations older than they are kept
        {hidden > 0 &&
          `, and ${count(
            hidden,
            'problem',
          )} that quote what was sent, for those who may send`}
      </LeavesOut>
    </>
  );
}

function Evidence() {
  return (
    <QueryState query={useEvidence()}>
      {health => <View health={health} />}
    </QueryState>
  );
}

/** Where evidence comes from, whether it still does, and every observation that the reader may see. */
export function EvidencePage() {
  return (
    <PageSheet>
      <Evidence />
    </PageSheet>
  );
}
