import { styled } from '@mui/material/styles';
import type { Review } from '@posiwid/backstage-plugin-coupling-common';
import { useEffect, useMemo, useState } from 'react';
import { clockWords, isDecided } from '../../../review/reviewWords';
import { tokensOf } from '../../../theme/tokens';

const Frame = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    padding: '12px 24px 16px',
    borderTop: `1px solid ${t.line}`,
    fontSize: 16,
    color: t.muted,
    '& b': {
      fontSize: 46,
      lineHeight: '52px',
      letterSpacing: -1,
      color: t.text,
      fontVariantNumeric: 'tabular-nums',
    },
    '& p': { margin: '9px 0 0' },
    '& [data-over]': { color: t.warning },
    '@media (max-width: 1000px)': {
      padding: '2px 24px 8px',
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: 10,
      '& > div': { order: 1, flexBasis: '100%' },
      '& b': { fontSize: 30, lineHeight: '36px' },
      '& p': { margin: '0 0 0 auto' },
    },
  };
});

const Bar = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    height: 8,
    marginTop: 4,
    background: t.line,
    '& > div': { height: '100%', background: t.accent },
    '& > [data-over]': { background: t.severity.high },
  };
});

/** The time of the backend on this screen, so that all screens show the same; milliseconds, once a second. */
function useBackendTime(review: Review): number {
  // How far the clock of the backend is ahead of this one, as of the newest answer.
  const ahead = useMemo(
    () => Date.parse(review.now) - Date.now(),
    [review.now],
  );
  const [here, setHere] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setHere(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return here + ahead;
}

/** Time of the item and of the meeting, and how much is decided. */
export function Clock(props: { review: Review }) {
  const { review } = props;
  const now = useBackendTime(review);
  const { items, current, currentSince, startedAt, series } = review;
  const item = items.find(each => each.item.key === current)?.item;
  const spent = currentSince ? (now - Date.parse(currentSince)) / 1000 : 0;
  const given = (item?.minutes ?? series.settings.itemMinutes) * 60;
  const over = spent > given;
  const left = startedAt
    ? series.settings.minutes - (now - Date.parse(startedAt)) / 60_000
    : series.settings.minutes;
  const decided = items.filter(isDecided).length;
  return (
    <Frame role="timer" aria-label="Time" aria-live="off">
      <b>{clockWords(spent)}</b>{' '}
      <span data-over={over || undefined}>
        of {clockWords(given)} on this item
        {over && `, ${clockWords(spent - given)} over`}
      </span>
      <Bar aria-hidden>
        <div
          data-over={over || undefined}
          style={{
            width: `${Math.min(100, Math.max(0, (100 * spent) / given))}%`,
          }}
        />
      </Bar>
      <p>
        {decided} of {items.length} decided,{' '}
        {left >= 0
          ? `${Math.ceil(left)} min left`
          : `${Math.ceil(-left)} min over time`}
      </p>
    </Frame>
  );
}
