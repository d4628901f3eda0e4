import { styled } from '@mui/material/styles';
import type {
  Finding,
  ReviewItem,
} from '@posiwid/backstage-plugin-coupling-common';
import type { ReactNode } from 'react';
import {
  DottedLink,
  EntityLink,
  GradeLine,
  Muted,
  SeverityMark,
  TeamLinks,
} from '../../components';
import { LongText } from '../../decision/LongText';
import { reasonParts } from '../../review/reviewWords';
import { tokensOf } from '../../theme/tokens';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';

export const ItemList = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
});

export const ItemFrame = styled('li')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'grid',
    gridTemplateColumns: '30px minmax(0, 1fr) auto',
    alignItems: 'start',
    columnGap: 12,
    padding: '10px 0',
    borderTop: `1px solid ${t.line}`,
    '&[data-beyond]': { color: t.muted },
    '& > .n': {
      textAlign: 'right',
      color: t.muted,
      fontVariantNumeric: 'tabular-nums',
    },
    '@container (max-width: 700px)': {
      gridTemplateColumns: '22px minmax(0, 1fr)',
      '& > .acts': { gridColumn: 2 },
    },
  };
});

const Title = styled('h4')({
  font: 'inherit',
  fontSize: 15,
  lineHeight: '20px',
  fontWeight: 600,
  margin: '0 0 2px',
  overflowWrap: 'anywhere',
});

const Details = styled('div')({
  marginTop: 6,
  maxWidth: 820,
  '& p': { margin: '0 0 4px', overflowWrap: 'anywhere' },
  '& ul': { listStyle: 'none', margin: '0 0 4px', padding: 0 },
});

/** Severity, title, and why the item is on the agenda. */
export function ItemHead(props: { item: ReviewItem }) {
  const { item } = props.item;
  const { word, rest } = reasonParts(item);
  const to = useCouplingPaths().risks({ finding: item.key });
  return (
    <>
      <Title>
        {to && props.item.finding ? (
          <DottedLink to={to}>{item.title}</DottedLink>
        ) : (
          item.title
        )}
      </Title>
      <div>
        {item.severity && (
          <>
            <SeverityMark severity={item.severity} />{' '}
          </>
        )}
        <b>{word}</b> <Muted>{rest}</Muted>
      </div>
    </>
  );
}

/** What there is to know before the meeting: chain, teams, evidence, moves, and what was decided so far. */
export function ItemDetails(props: { finding: Finding; children?: ReactNode }) {
  const { finding } = props;
  const { summary, steps, teams, evidence, interventions, standing } = finding;
  const decided = standing && standing.state !== 'undecided';
  return (
    <Details>
      {summary && (
        <p>
          <LongText text={summary} />
        </p>
      )}
      {steps.length > 0 && (
        <p>
          {steps.map(({ ref, coupling }, i) => (
            <span key={`${i} ${ref}`}>
              <EntityLink entityRef={ref} />
              {i < steps.length - 1 && (
                <Muted> → {coupling ?? 'needs'} → </Muted>
              )}
            </span>
          ))}
        </p>
      )}
      <p>
        <Muted>Teams </Muted>
        <TeamLinks teams={teams} max={12} />
      </p>
      <ul>
        {evidence.slice(0, 6).map((each, i) => (
          <li key={i}>
            <Muted>
              <GradeLine grade={each.grade} />
            </Muted>{' '}
            {each.detail} <Muted>{each.source}</Muted>
          </li>
        ))}
        {evidence.length > 6 && (
          <li>
            <Muted>and {count(evidence.length - 6, 'observation')} more</Muted>
          </li>
        )}
      </ul>
      <ul>
        {interventions.slice(0, 3).map((move, i) => (
          <li key={i}>
            <Muted>Move:</Muted> {move.text}
            {move.retires !== undefined && (
              <Muted>, retires {count(move.retires, 'finding')}</Muted>
            )}
          </li>
        ))}
      </ul>
      {decided && (
        <p>
          <Muted>So far: </Muted>
          <LongText text={standing.because} />
        </p>
      )}
    </Details>
  );
}
