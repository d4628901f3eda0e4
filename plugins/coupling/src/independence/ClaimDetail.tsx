import { styled } from '@mui/material/styles';
import type { Claim } from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink } from '../components/EntityLink';
import { FindingLines } from '../components/FindingLines';
import { RowsSkeleton } from '../components/Skeletons';
import { EmptyState, QueryState } from '../components/States';
import { Section } from '../components/Section';
import { Muted } from '../components/styled';
import { TeamLinks } from '../components/TeamLink';
import { AvailabilityPanel } from './AvailabilityPanel';
import { drillWords } from './claimWords';
import { IndependenceRegister } from './IndependenceRegister';
import { useClaim } from './queries';
import { RiskGroups } from './RiskGroups';
import { Verdict } from './Verdict';

/** Findings named below a claim, worst first. */
const FINDINGS = 8;

const Sentence = styled('h2')(({ theme }) => ({
  fontFamily: theme.typography.fontFamily,
  fontSize: 20,
  lineHeight: '26px',
  fontWeight: 600,
  letterSpacing: '-.2px',
  margin: '6px 0 4px',
  overflowWrap: 'anywhere',
}));

const Said = styled('p')({
  margin: '0 0 12px',
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 18,
  rowGap: 2,
  alignItems: 'baseline',
});

const Below = styled('div')({ marginTop: 22 });

const Panels = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  rowGap: 22,
  columnGap: 34,
  '&& > section + section': { marginTop: 0 },
  '@container (min-width: 900px)': {
    gridTemplateColumns: 'minmax(0, 1.25fr) minmax(0, 1fr)',
  },
  '@container (min-width: 1100px)': {
    gridTemplateColumns: 'minmax(0, 1.25fr) minmax(0, 1fr) minmax(0, 1.15fr)',
  },
});

function Facts(props: { claim: Claim }) {
  const { claim } = props;
  const refs = new Map(claim.members.map(m => [m.entity.ref, m.entity]));
  const named = [...refs.values()].slice(0, 6);
  return (
    <Said>
      <Verdict verdict={claim.verdict} />
      <span>
        <Muted>stated by</Muted> <code>{claim.source}</code> <Muted>of</Muted>{' '}
        {named.map((entity, i) => (
          <span key={entity.ref}>
            {i > 0 && ', '}
            <EntityLink entityRef={entity.ref} title={entity.title} />
          </span>
        ))}
        {refs.size > named.length && (
          <Muted> +{refs.size - named.length}</Muted>
        )}
      </span>
      <span>
        <TeamLinks teams={claim.teams} />
      </span>
      <span>
        {claim.drilled ? (
          `drilled ${drillWords(claim.drilled)}`
        ) : (
          <Muted>no drill stated</Muted>
        )}
      </span>
    </Said>
  );
}

function Detail(props: { claim: Claim }) {
  const { claim } = props;
  return (
    <>
      <Sentence>{claim.headline}</Sentence>
      <Facts claim={claim} />
      <Panels>
        <RiskGroups claim={claim} />
        <AvailabilityPanel availability={claim.availability} />
        <Section title="Independence register" aside="one bar is one failure">
          <IndependenceRegister
            register={claim.register}
            label={`What the members of ${claim.name} share`}
          />
        </Section>
      </Panels>
      {claim.findings.length > 0 && (
        <Below>
          <Section
            title="Findings about it"
            aside={
              claim.findings.length > FINDINGS
                ? `the worst ${FINDINGS} of ${claim.findings.length}`
                : undefined
            }
          >
            <FindingLines
              ids={claim.findings.slice(0, FINDINGS).map(({ id }) => id)}
            />
          </Section>
        </Below>
      )}
    </>
  );
}

/** One claim held against what its members share: its sentence, risk groups, availability and register. */
export function ClaimDetail(props: { id: string }) {
  const query = useClaim(props.id);
  return (
    <QueryState
      query={query}
      skeleton={<RowsSkeleton rows={10} />}
      notFound={
        <EmptyState title="This claim is not in the last analysis">
          <p>
            Its group may have been renamed or taken out of the catalog, or you
            may not read all of its members.
          </p>
        </EmptyState>
      }
    >
      {claim => <Detail claim={claim} />}
    </QueryState>
  );
}
