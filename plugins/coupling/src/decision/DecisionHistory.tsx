import { styled } from '@mui/material/styles';
import type { Decision } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { SeverityMark } from '../components/SeverityMark';
import { AccentLink, Act, Unseen } from '../components/styled';
import { tokensOf } from '../theme/tokens';
import { moment } from '../time';
import { useCouplingPaths } from '../url/paths';
import { count } from '../words';
import { withdrawnIn } from './history';
import { LongText } from './LongText';
import { Person } from './Person';
import { saidOf } from './saidOf';

/** Decisions that are shown at first: the newest. */
const SHOWN = 6;

const List = styled('ol')({ margin: '8px 0 0', padding: 0, listStyle: 'none' });

const Item = styled('li')(({ theme }) => ({
  borderTop: `1px solid ${tokensOf(theme).line}`,
  padding: '5px 0',
  overflowWrap: 'anywhere',
}));

/** Taken back: still to be read, and no longer true. */
const Struck = styled('s')(({ theme }) => ({ color: tokensOf(theme).muted }));

const Small = styled('div')(({ theme }) => ({
  color: tokensOf(theme).muted,
  fontSize: '0.94em',
}));

function Seen(props: { decision: Decision }) {
  const { severity, reach } = props.decision.seen;
  return (
    <>
      seen at <SeverityMark severity={severity} />
      {reach !== undefined && `, reach ${reach.toLocaleString('en')}`}
    </>
  );
}

function ReviewLink(props: { id: string }) {
  const to = useCouplingPaths().review(props.id);
  return (
    <>
      {' · '}
      {to ? <AccentLink to={to}>in a review</AccentLink> : 'in a review'}
    </>
  );
}

function OneDecision(props: { decision: Decision; isWithdrawn: boolean }) {
  const { decision, isWithdrawn } = props;
  const { at, by, body, needsSecond, reviewId } = decision;
  const said = <LongText text={saidOf(body)} />;
  return (
    <Item>
      <div>
        <Person entityRef={by} />{' '}
        {isWithdrawn ? (
          <Struck>
            <Unseen>taken back since: </Unseen>
            {said}
          </Struck>
        ) : (
          said
        )}
      </div>
      {body.approvedBy && body.approvedBy.length > 0 && (
        <Small>
          {needsSecond ? 'asked to approve:' : 'approved by'}{' '}
          {body.approvedBy.join(', ')}
        </Small>
      )}
      <Small>
        <time dateTime={at}>{moment(at)}</time> · <Seen decision={decision} />
        {reviewId !== undefined && <ReviewLink id={reviewId} />}
      </Small>
    </Item>
  );
}

/** Everything that was decided about a finding, oldest first. What was taken back is struck through, never left out. */
export function DecisionHistory(props: { decisions: readonly Decision[] }) {
  const { decisions } = props;
  const [all, setAll] = useState(false);
  const withdrawn = withdrawnIn(decisions);
  const earlier = all ? 0 : Math.max(0, decisions.length - SHOWN);
  return (
    <>
      {earlier > 0 && (
        <Act type="button" onClick={() => setAll(true)}>
          {count(earlier, 'earlier decision')}
        </Act>
      )}
      <List aria-label="What was decided, oldest first">
        {decisions.slice(earlier).map(decision => (
          <OneDecision
            key={decision.id}
            decision={decision}
            isWithdrawn={withdrawn.has(decision.id)}
          />
        ))}
      </List>
    </>
  );
}
