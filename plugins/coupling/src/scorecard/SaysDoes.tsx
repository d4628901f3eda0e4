import { styled } from '@mui/material/styles';
import type { Scorecard } from '@posiwid/backstage-plugin-coupling-common';
import { Fragment } from 'react';
import { DottedButton, Muted } from '../components/styled';
import { TeamLinks } from '../components/TeamLink';
import { tokensOf } from '../theme/tokens';
import { day } from '../time';
import { monthName, observationCount, promiseKey } from './scorecardWords';

const Grid = styled('dl')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'grid',
    gridTemplateColumns: '46px minmax(0, 1fr)',
    alignItems: 'baseline',
    margin: '0 0 14px',
    '& dt': { color: t.muted, fontSize: 13 },
    '& dd': { margin: '0 0 5px', minWidth: 0, overflowWrap: 'anywhere' },
    '& q': { fontStyle: 'italic', quotes: '"“" "”"' },
    '& .said, & .done': { fontSize: 18, lineHeight: '24px', margin: 0 },
    '& .done': { fontWeight: 600 },
    '& small': { display: 'block', fontSize: 11.5, color: t.muted },
    '&.compact .said, &.compact .done': { fontSize: 14, lineHeight: '19px' },
  };
});

/** `read from Dec 2025 to Nov 2026: 7 incidents, 580 deployments`. */
export function readWords({ read }: Scorecard): string {
  const counts = read.counts
    .filter(({ count }) => count > 0)
    .map(({ value, count }) => observationCount(value, count))
    .join(', ');
  if (!counts) {
    return 'nothing about it was observed';
  }
  const span =
    read.from && read.to
      ? ` ${monthName(read.from)} to ${monthName(read.to)}`
      : '';
  return `read from${span ? `${span}:` : ''} ${counts}`;
}

/** The sentence of what it does; each clause opens the evidence that it was read from. */
function Does(props: {
  scorecard: Scorecard;
  onOpen?: (promise: string) => void;
}) {
  const { scorecard, onOpen } = props;
  const { does, clauses, promises } = scorecard;
  const parts: (string | { text: string; promise: number })[] = [];
  let rest = does;
  for (const clause of clauses) {
    const at = rest
      .toLocaleLowerCase('en-US')
      .indexOf(clause.text.toLocaleLowerCase('en-US'));
    if (onOpen && at >= 0 && clause.text && promises[clause.promise]) {
      const end = at + clause.text.length;
      parts.push(rest.slice(0, at), {
        text: rest.slice(at, end),
        promise: clause.promise,
      });
      rest = rest.slice(end);
    }
  }
  parts.push(rest);
  return (
    <>
      {parts.map((part, i) =>
        typeof part === 'string' ? (
          <Fragment key={i}>{part}</Fragment>
        ) : (
          <DottedButton
            key={i}
            type="button"
            aria-haspopup="dialog"
            title="What this was read from"
            style={{ fontWeight: 'inherit' }}
            onClick={() => onOpen?.(promiseKey(promises[part.promise]))}
          >
            {part.text}
          </DottedButton>
        ),
      )}
    </>
  );
}

/** What it is said to be for, in its owner's words, and what it was seen doing. */
export function SaysDoes(props: {
  scorecard: Scorecard;
  compact?: boolean;
  onOpen?: (promise: string) => void;
}) {
  const { scorecard, compact, onOpen } = props;
  const { stated, kind } = scorecard;
  const mayState = kind !== 'team' && kind !== 'platform';
  return (
    <Grid className={compact ? 'compact' : undefined}>
      {mayState && (
        <>
          <dt>Says</dt>
          <dd>
            {stated ? (
              <>
                <p className="said">
                  <q>{stated.text}</q>
                </p>
                <small>
                  <TeamLinks teams={stated.by} />, in{' '}
                  <code>posiwid.dev/purpose</code>
                  {stated.confirmedAt &&
                    ` · confirmed ${day(stated.confirmedAt)}`}
                </small>
              </>
            ) : (
              <Muted>no purpose is stated</Muted>
            )}
          </dd>
        </>
      )}
      <dt>Does</dt>
      <dd>
        <p className="done">
          <Does scorecard={scorecard} onOpen={onOpen} />
        </p>
        <small>
          {readWords(scorecard)}
          {onOpen &&
            scorecard.clauses.length > 0 &&
            '; each clause opens its evidence'}
        </small>
      </dd>
    </Grid>
  );
}
