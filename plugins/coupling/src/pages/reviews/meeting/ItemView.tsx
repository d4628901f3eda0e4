import { styled } from '@mui/material/styles';
import type {
  Decision,
  Finding,
  Review,
  ReviewItem,
} from '@posiwid/backstage-plugin-coupling-common';
import type { ReactNode, RefObject } from 'react';
import { GradeLine, SeverityMark, useTeamTitles } from '../../../components';
import { ChainPicture } from '../../../review/ChainPicture';
import { lineOf, reasonParts, shortDay } from '../../../review/reviewWords';
import { tokensOf } from '../../../theme/tokens';
import { days, daysBetween } from '../../../time';
import { CATEGORY_WORDS, count } from '../../../words';
import { TeamsHere } from './TeamsHere';

/** Evidence shown before somebody asks for all of it. */
const FIRST = 3;

const Frame = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    padding: '24px 42px 12px',
    '& .meta': {
      margin: 0,
      fontSize: 20,
      lineHeight: '26px',
      color: t.muted,
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: 28,
    },
    '& .meta svg': { width: 17, height: 17, verticalAlign: -2 },
    '& .meta b': { fontWeight: 600, color: t.text },
    '& h2': {
      font: 'inherit',
      // Legible at three metres; where the screen is larger than a laptop's the whole room is.
      fontSize: 'clamp(30px, 2.92vw, 42px)',
      lineHeight: 1.19,
      letterSpacing: '-.6px',
      margin: '8px 0 18px',
      fontWeight: 700,
      overflowWrap: 'anywhere',
      outline: 'none',
    },
    '& h3': {
      font: 'inherit',
      fontSize: 17,
      lineHeight: '22px',
      margin: 0,
      color: t.muted,
      borderBottom: `1px solid ${t.line}`,
      paddingBottom: 3,
    },
    '@media (max-width: 1000px)': { padding: '14px 24px 8px' },
  };
});

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(260px, 338px)',
  columnGap: 44,
  rowGap: 14,
  marginTop: 20,
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const Evidence = styled('dl')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    margin: '0 0 9px',
    fontSize: 20,
    lineHeight: '26px',
    display: 'grid',
    gridTemplateColumns: '130px minmax(0, 1fr) auto',
    columnGap: 14,
    '& > *': { margin: 0, padding: '5px 0', overflowWrap: 'anywhere' },
    '& dt, & .age': { color: t.muted },
    '& .brief': {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: '2',
      overflow: 'hidden',
      padding: 0,
      margin: '5px 0',
    },
    '& .age': { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
    '@media (max-width: 1000px)': {
      gridTemplateColumns: '112px minmax(0, 1fr)',
      '& .age': { display: 'none' },
    },
  };
});

const Text = styled('p')(({ theme }) => ({
  margin: '5px 0 9px',
  fontSize: 20,
  lineHeight: '26px',
  overflowWrap: 'anywhere',
  '& span': { color: tokensOf(theme).muted },
}));

const Line = styled('p')(({ theme }) => ({
  margin: '0 0 8px',
  fontSize: 18,
  lineHeight: '24px',
  color: tokensOf(theme).muted,
  overflowWrap: 'anywhere',
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: '2',
  overflow: 'hidden',
}));

function EvidenceLines(props: { finding: Finding; all: boolean; now: string }) {
  const { finding, all, now } = props;
  const { evidence } = finding;
  const shown = all ? evidence : evidence.slice(0, FIRST);
  return (
    <>
      <h3>
        Evidence
        {!all &&
          evidence.length > FIRST &&
          `: ${FIRST} of ${evidence.length}, E for all`}
      </h3>
      <Evidence>
        {shown.map((each, i) => [
          <dt key={`${i} grade`}>
            <GradeLine grade={each.grade} />
          </dt>,
          <dd key={`${i} detail`} className={all ? undefined : 'brief'}>
            {each.detail}
            {all && <small> {each.source}</small>}
          </dd>,
          <dd key={`${i} age`} className="age">
            {each.at && days(daysBetween(each.at, now))}
          </dd>,
        ])}
        {evidence.length === 0 && [
          <dt key="none">none</dt>,
          <dd key="said">nothing was observed of it</dd>,
          <dd key="age" />,
        ]}
      </Evidence>
    </>
  );
}

/** The intervention that would retire most. */
export function bestMove(finding: Finding | undefined) {
  return [...(finding?.interventions ?? [])].sort(
    (a, b) => (b.retires ?? -1) - (a.retires ?? -1),
  )[0];
}

function Move(props: { finding: Finding; all: boolean }) {
  const { finding, all } = props;
  const best = bestMove(finding);
  if (!best) return null;
  const moves = all ? finding.interventions : [best];
  return (
    <>
      <h3>Structural move</h3>
      {moves.map((move, i) => (
        <Text key={i}>
          <b>{move.text.replace(/\.$/, '')}.</b>{' '}
          {move.retires !== undefined && (
            <span>Retires {count(move.retires, 'finding')}</span>
          )}
        </Text>
      ))}
    </>
  );
}

/** What was decided before this meeting, the newest last, at most three. */
function soFar(
  decisions: readonly Decision[],
  reviewId: string,
  titleOf: (ref: string) => string,
): string {
  const before = decisions.filter(
    ({ reviewId: of, body }) => of !== reviewId && body.kind !== 'comment',
  );
  return before
    .slice(-3)
    .map(
      ({ at, body }) =>
        `${shortDay(at)} ${lineOf(body, titleOf).slice(0, 160)}`,
    )
    .join('; ');
}

/** Where the finding came from: in the room above what is decided now. */
export function SoFar(props: {
  finding: Finding;
  decisions: readonly Decision[] | undefined;
  review: Review;
}) {
  const { finding, decisions, review } = props;
  const titleOf = useTeamTitles();
  const told = decisions && soFar(decisions, review.id, titleOf);
  const { standing } = finding;
  const stands =
    standing && standing.state !== 'undecided' ? standing.because : undefined;
  return (
    <Line>
      So far: {told || stands?.slice(0, 300) || 'nobody has decided'}.
    </Line>
  );
}

/** The one finding that the room talks about. */
export function ItemView(props: {
  review: Review;
  item: ReviewItem;
  n: number;
  all: boolean;
  onSay?: (team: string, here: boolean) => void;
  headingRef: RefObject<HTMLHeadingElement>;
  teamsRef: RefObject<HTMLButtonElement>;
  children?: ReactNode;
}) {
  const { review, item, n, all, onSay, headingRef, teamsRef } = props;
  const { finding } = item;
  const { word, rest } = reasonParts(item.item);
  const open = finding ? daysBetween(finding.firstSeen, review.now) : 0;
  return (
    <Frame>
      <p className="meta">
        {item.item.severity && <SeverityMark severity={item.item.severity} />}
        {finding && <span>{CATEGORY_WORDS[finding.category]}</span>}
        <span>
          <b>{word}</b>
          {rest && ` ${rest}`}
        </span>
        {open > 0 && (
          <span>
            open <b>{open}</b> {open === 1 ? 'day' : 'days'}
          </span>
        )}
        <span>
          {n} of {review.items.length}
        </span>
      </p>
      <h2 ref={headingRef} tabIndex={-1}>
        {item.item.title}
      </h2>
      {finding ? (
        <>
          <ChainPicture finding={finding} />
          <Columns>
            <div>
              {all && finding.summary && <Text>{finding.summary}</Text>}
              <EvidenceLines finding={finding} all={all} now={review.now} />
              <Move finding={finding} all={all} />
              {all && finding.why.length > 0 && (
                <>
                  <h3>Why {finding.severity}</h3>
                  <Text>
                    <span>{finding.why.join('; ')}</span>
                  </Text>
                </>
              )}
            </div>
            <TeamsHere
              review={review}
              finding={finding}
              onSay={onSay}
              firstRef={teamsRef}
            />
          </Columns>
        </>
      ) : (
        <Text>
          <span>
            {item.item.reason === 'move'
              ? 'A move with leverage over several findings: it is planned at one of them. Talk it over, and note what the room thinks.'
              : 'The finding is no longer stored.'}
          </span>
        </Text>
      )}
    </Frame>
  );
}
