import { styled } from '@mui/material/styles';
import type {
  EntityView,
  Scorecard,
} from '@posiwid/backstage-plugin-coupling-common';
import { statusCodeOf } from '../api/errors';
import { AccentLink, QueryState, RowsSkeleton, Section } from '../components';
import {
  PromiseDrawer,
  PromiseTable,
  SaysDoes,
  ScorecardTable,
  StatePurpose,
  VerdictTally,
  useOpenPromise,
  useScorecard,
} from '../scorecard';
import { useCouplingPaths } from '../url/paths';

/** Members in the tab; the scorecard has all of them. */
const MEMBERS = 10;

const Above = styled('div')({ marginBottom: 22 });

function hasAnything({ stated, promises, members }: Scorecard): boolean {
  return stated !== undefined || promises.length > 0 || members.length > 0;
}

function Stated(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const { promises, members, title, kind } = scorecard;
  // Of what a team owns the worst come first as rows; each row leads to its promises.
  const listed = kind === 'team' && members.length > 0 ? [] : promises;
  const [, open] = useOpenPromise();
  return (
    <>
      <SaysDoes scorecard={scorecard} compact onOpen={open} />
      {listed.length > 0 && (
        <PromiseTable
          promises={listed}
          label={`Promises of ${title}`}
          compact
          onOpen={open}
        />
      )}
      {promises.length === 0 && members.length === 0 && <StatePurpose />}
      {members.length > 0 && (
        <ScorecardTable
          items={members.slice(0, MEMBERS)}
          label={`Scorecards of what ${title} is made of`}
        />
      )}
      <PromiseDrawer scorecard={scorecard} />
    </>
  );
}

function Aside(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const to = useCouplingPaths().scorecard(scorecard.ref);
  return (
    <>
      <VerdictTally verdicts={scorecard.verdicts} />
      {to && (
        <>
          {' · '}
          <AccentLink to={to}>Scorecard</AccentLink>
        </>
      )}
    </>
  );
}

/**
 * What it says it is for and what it does. Stated, it opens the tab; unstated, an invitation stands below the rest
 * (`where` says which of the two places this is).
 */
export function PurposeSection(props: {
  view: EntityView;
  where: 'above' | 'below';
}) {
  const { view, where } = props;
  const query = useScorecard(view.ref);
  const { data, error } = query;
  // Users, and what the last analysis does not know, have none.
  if (statusCodeOf(error) === 404) {
    return null;
  }
  const above = data ? hasAnything(data) : true;
  if (above !== (where === 'above')) {
    return null;
  }
  if (data && !above) {
    return view.kind === 'team' ? null : (
      <Section title="Purpose" aside="none is stated">
        <StatePurpose />
      </Section>
    );
  }
  return (
    <Above>
      <Section title="Purpose" aside={data && <Aside scorecard={data} />}>
        <QueryState query={query} skeleton={<RowsSkeleton rows={3} />}>
          {scorecard => <Stated scorecard={scorecard} />}
        </QueryState>
      </Section>
    </Above>
  );
}
