import { styled } from '@mui/material/styles';
import type { Scorecard } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { CopyLink } from '../../components/CopyLink';
import { KindLetter } from '../../components/KindLetter';
import { LeavesOut } from '../../components/LeavesOut';
import { Section } from '../../components/Section';
import { EmptyState, QueryState } from '../../components/States';
import { AccentLink, Act, DottedLink, Muted } from '../../components/styled';
import { TeamLinks } from '../../components/TeamLink';
import { kindOf } from '../../refs';
import {
  Emerges,
  Mechanisms,
  PromiseDrawer,
  PromiseTable,
  SaysDoes,
  ScorecardTable,
  StatePurpose,
  VerdictTally,
  useOpenPromise,
  useScorecard,
} from '../../scorecard';
import { KIND_WORDS } from '../../scorecard/scorecardWords';
import { useCouplingPaths, useEntityPath } from '../../url/paths';
import { count } from '../../words';

/** Promises of a roll-up before the reader asks for all. */
const WORST = 10;

const Head = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  alignItems: 'baseline',
  columnGap: 24,
  rowGap: 4,
  marginBottom: 8,
});

const Name = styled('h2')(({ theme }) => ({
  fontFamily: theme.typography.fontFamily,
  fontSize: 17,
  lineHeight: '24px',
  fontWeight: 600,
  margin: 0,
  overflowWrap: 'anywhere',
  '& > span': { verticalAlign: 3 },
}));

const Left = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  columnGap: 12,
});

const Links = styled('nav')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 18,
  marginBottom: 10,
  fontSize: 12,
});

const Part = styled('div')({ marginTop: 22 });

function Within(props: { scorecard: Scorecard }) {
  const { within } = props.scorecard;
  const paths = useCouplingPaths();
  const link = ({ ref, title }: Scorecard['within'][number]) => {
    const to = paths.scorecard(ref);
    return to ? <DottedLink to={to}>{title}</DottedLink> : title;
  };
  const parts = within.filter(({ how }) => how === 'part of');
  const ships = within.filter(({ how }) => how === 'ships through');
  return (
    <>
      {parts.map((each, i) => (
        <span key={each.ref}>
          {i > 0 ? ', ' : ' in '}
          {link(each)}
        </span>
      ))}
      {ships.map((each, i) => (
        <span key={each.ref}>
          {i > 0 ? ', ' : ' · ships through '}
          {link(each)}
        </span>
      ))}
    </>
  );
}

/** Which thing this is: kind, where it is, whose it is, and how its promises stand. */
function Title(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const { kind, ref, title, teams, verdicts } = scorecard;
  const entity = useEntityPath()(ref);
  const isThing = kind !== 'platform';
  return (
    <Head>
      <Left>
        <Name>
          {isThing && <KindLetter kind={kindOf(ref)} />}
          {entity && isThing ? (
            <DottedLink to={entity} title={ref}>
              {title}
            </DottedLink>
          ) : (
            title
          )}
        </Name>
        <Muted>
          {kind === 'entity' ? kindOf(ref) : isThing && KIND_WORDS[kind]}
          <Within scorecard={scorecard} />
          {isThing && kind !== 'team' && (
            <>
              {' '}
              · owner <TeamLinks teams={teams} />
            </>
          )}
          {kind === 'team' && ', of what it owns'}
        </Muted>
      </Left>
      <VerdictTally verdicts={verdicts} />
    </Head>
  );
}

function isRollUp({ kind }: Scorecard): boolean {
  return kind === 'team' || kind === 'platform';
}

/** Promises; of a roll-up the worst, and the rest when the reader asks for it. */
function Promises(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const [, open] = useOpenPromise();
  const [all, setAll] = useState(false);
  const { promises, stated } = scorecard;
  if (promises.length > 0) {
    const shown =
      isRollUp(scorecard) && !all ? promises.slice(0, WORST) : promises;
    return (
      <>
        <PromiseTable
          promises={shown}
          label={`Promises of ${scorecard.title}`}
          onOpen={open}
        />
        {promises.length > shown.length && (
          <Act type="button" onClick={() => setAll(true)}>
            {promises.length - shown.length} more
          </Act>
        )}
      </>
    );
  }
  if (isRollUp(scorecard)) {
    return null;
  }
  return stated ? (
    <EmptyState title="A purpose, and no promise that could be held against it">
      <StatePurpose />
    </EmptyState>
  ) : (
    <StatePurpose />
  );
}

function View(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const [, open] = useOpenPromise();
  const { members } = scorecard;
  return (
    <>
      <Title scorecard={scorecard} />
      <SaysDoes scorecard={scorecard} onOpen={open} />
      {!isRollUp(scorecard) && <Promises scorecard={scorecard} />}
      {members.length > 0 && (
        <Part>
          <Section
            title="What it is made of"
            aside={`${count(members.length, 'scorecard')}, the worst first`}
          >
            <ScorecardTable
              items={members}
              label={`Scorecards of what ${scorecard.title} is made of`}
            />
          </Section>
        </Part>
      )}
      {isRollUp(scorecard) && scorecard.promises.length > 0 && (
        <Part>
          <Section
            title="Promises"
            aside="the worst first; none is averaged away"
          >
            <Promises scorecard={scorecard} />
          </Section>
        </Part>
      )}
      <Part>
        <Emerges scorecard={scorecard} />
      </Part>
      <Part>
        <Mechanisms scorecard={scorecard} />
      </Part>
      <LeavesOut hidden={scorecard.hidden}>
        {[
          'promises that nobody wrote down',
          ...scorecard.omissions.map(({ text }) => text),
          'couplings that no source reports',
        ].join('; ')}
        . An annotation alone never turns a row green
      </LeavesOut>
      <PromiseDrawer scorecard={scorecard} />
    </>
  );
}

/** The way back, and where the evidence comes from. */
function Around() {
  const paths = useCouplingPaths();
  const all = paths.page('scorecards');
  const evidence = paths.evidence({});
  return (
    <Links aria-label="Around this scorecard">
      {all && <AccentLink to={all}>All scorecards</AccentLink>}
      {evidence && <AccentLink to={evidence}>Evidence</AccentLink>}
      <CopyLink />
    </Links>
  );
}

/** What one thing says and does: its promises, what emerges from its couplings, and the mechanisms on them. */
export function OneScorecard(props: { scorecardRef: string }) {
  const query = useScorecard(props.scorecardRef);
  return (
    <>
      <Around />
      <QueryState
        query={query}
        notFound={
          <EmptyState title="There is no scorecard of this">
            <p>
              The last analysis does not know <code>{props.scorecardRef}</code>,
              or you may not read it in the catalog.
            </p>
          </EmptyState>
        }
      >
        {scorecard => <View scorecard={scorecard} />}
      </QueryState>
    </>
  );
}
