import { styled } from '@mui/material/styles';
import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { useId, type ReactNode } from 'react';
import { DecisionSection } from '../decision/DecisionSection';
import { PutOnAgenda } from '../review/PutOnAgenda';
import { day, days, daysBetween } from '../time';
import { useCouplingPaths } from '../url/paths';
import { CATEGORY_WORDS, STATUS_WORDS, count } from '../words';
import { Chain } from './Chain';
import { CopyLink } from './CopyLink';
import { DetailText, DetailTitle, DetailTop } from './DetailDrawer';
import { EntityLink } from './EntityLink';
import { GradeLine } from './GradeLine';
import { LeverageLadder } from './LeverageLadder';
import { Num } from './Num';
import { ReachBar } from './ReachBar';
import { Section } from './Section';
import { SeverityMark } from './SeverityMark';
import { DottedLink, Muted } from './styled';
import { TeamLinks } from './TeamLink';
import { Undeclared } from './Undeclared';

const Acts = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 18,
  margin: '8px 0 18px',
});

const Rows = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'auto 1fr auto',
  columnGap: 12,
  rowGap: 6,
  alignItems: 'baseline',
  '& > *': { minWidth: 0, overflowWrap: 'anywhere' },
  '& > :nth-of-type(3n)': { textAlign: 'right', whiteSpace: 'nowrap' },
});

const Working = styled('ul')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& li': { padding: '1px 0', overflowWrap: 'anywhere' },
});

const GONE_WORDS: Record<NonNullable<Finding['resolvedBecause']>, string> = {
  'no-longer-found': 'it is no longer found',
  'subject-gone': 'what it is about left the catalog',
  policy: 'the policy no longer raises it; whether it was mended is not known',
};

/** How long a finding has been there, as a sentence. */
function standing(finding: Finding): string {
  const { status, firstSeen, resolvedAt, resolvedBecause } = finding;
  if (status === 'resolved') {
    return `Resolved${resolvedAt ? ` ${day(resolvedAt)}` : ''}: ${
      GONE_WORDS[resolvedBecause ?? 'no-longer-found']
    }.`;
  }
  const open = daysBetween(firstSeen, new Date());
  return `${STATUS_WORDS[status]}, first seen ${
    open === 0 ? 'today' : `${days(open)} ago`
  }.`;
}

function ReachLine(props: { finding: Finding }) {
  const { reach, subjects } = props.finding;
  const paths = useCouplingPaths();
  if (!reach) {
    return null;
  }
  const to = subjects.length > 0 ? paths.entityMap(subjects[0]) : undefined;
  return (
    <Section
      title="Reach"
      aside={`of ${count(reach.ofEntities, 'entity', 'entities')}`}
    >
      <ReachBar
        fails={reach.fails}
        degrades={reach.degrades}
        of={reach.ofEntities}
        by="failure"
      />
      <DetailText style={{ marginTop: 6 }}>
        <Num
          value={reach.fails}
          to={to}
          label={`${reach.fails} entities that fail with it`}
        />{' '}
        fail, <Num value={reach.degrades} to={to} /> degrade, in {reach.teams}{' '}
        of {count(reach.ofTeams, 'team')} and {count(reach.systems, 'system')}.
      </DetailText>
    </Section>
  );
}

/** Everything about one finding: where it stands and what was decided, why, evidence, reach, teams, how severity came about, what would change it. */
export function FindingDetail(props: {
  finding: Finding;
  titleId?: string;
  close?: ReactNode;
}) {
  const { finding, close } = props;
  const ownId = useId();
  const paths = useCouplingPaths();
  const ruleTo = paths.risks({ rule: finding.rule });
  const related = finding.related.filter(
    ref =>
      !finding.subjects.includes(ref) &&
      !finding.steps.some(step => step.ref === ref),
  );
  return (
    <>
      <DetailTop>
        <SeverityMark severity={finding.severity} />
        <Muted>{CATEGORY_WORDS[finding.category]}</Muted>
        <Muted>
          rule{' '}
          {ruleTo ? (
            <DottedLink to={ruleTo}>{finding.rule}</DottedLink>
          ) : (
            finding.rule
          )}
        </Muted>
        {close ?? <span />}
      </DetailTop>
      <DetailTitle id={props.titleId ?? ownId}>{finding.title}</DetailTitle>
      <DetailText>
        <Muted>{standing(finding)}</Muted>
      </DetailText>
      {finding.summary && <DetailText>{finding.summary}</DetailText>}
      <Acts>
        <CopyLink />
        <PutOnAgenda finding={finding} />
      </Acts>

      <DecisionSection finding={finding} />

      <Section title="Why">
        {finding.steps.length > 0 ? (
          <Chain steps={finding.steps} />
        ) : (
          finding.subjects.map(ref => (
            <div key={ref}>
              <EntityLink entityRef={ref} kind />
            </div>
          ))
        )}
      </Section>

      <Section title="Evidence" aside="age">
        <Rows>
          {finding.evidence.map((item, i) => [
            <GradeLine key={`${i} grade`} grade={item.grade} />,
            <span key={`${i} detail`}>
              {item.detail} <Muted>{item.source}</Muted>
            </span>,
            <span key={`${i} age`}>
              {item.at ? days(daysBetween(item.at, new Date())) : ''}
            </span>,
          ])}
        </Rows>
      </Section>

      <Undeclared finding={finding} />

      <ReachLine finding={finding} />

      <Section title="Teams">
        <DetailText>
          <TeamLinks teams={finding.teams} max={12} />
        </DetailText>
      </Section>

      {related.length > 0 && (
        <Section title="Also part of it" aside={related.length}>
          <DetailText>
            {related.slice(0, 30).map((ref, i) => (
              <span key={ref}>
                {i > 0 && ', '}
                <EntityLink entityRef={ref} />
              </span>
            ))}
            {related.length > 30 && (
              <Muted> and {related.length - 30} more</Muted>
            )}
          </DetailText>
        </Section>
      )}

      <Section title={`Why ${finding.severity}`}>
        <Working>
          {finding.why.map((line, i) => (
            <li key={i}>{line}</li>
          ))}
        </Working>
      </Section>

      <Section title="Interventions" aside="findings retired, leverage">
        <Rows>
          {finding.interventions.map((move, i) => [
            <span key={`${i} n`}>
              {move.retires === undefined ? (
                <Muted>–</Muted>
              ) : (
                <Num
                  value={move.retires}
                  to={
                    move.target
                      ? paths.risks({ entity: move.target })
                      : undefined
                  }
                />
              )}
            </span>,
            <span key={`${i} text`}>{move.text}</span>,
            <LeverageLadder key={`${i} leverage`} leverage={move.leverage} />,
          ])}
        </Rows>
      </Section>
    </>
  );
}
