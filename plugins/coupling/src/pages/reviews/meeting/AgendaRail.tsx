import { styled } from '@mui/material/styles';
import type {
  Review,
  ReviewItem,
} from '@posiwid/backstage-plugin-coupling-common';
import { useEffect, useRef } from 'react';
import { useTeamTitles } from '../../../components';
import { dateWords, outcomeOf, reasonParts } from '../../../review/reviewWords';
import { tokensOf } from '../../../theme/tokens';
import { Clock } from './Clock';

const Frame = styled('nav')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    gridArea: 'agenda',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    minWidth: 0,
    background: t.raised,
    borderRight: `1px solid ${t.line}`,
    paddingTop: 20,
    '& h1': {
      font: 'inherit',
      fontSize: 20,
      lineHeight: '26px',
      fontWeight: 600,
      margin: 0,
      padding: '0 24px',
    },
    '& h1 + p': {
      margin: '1px 0 12px',
      padding: '0 24px',
      color: t.muted,
      fontSize: 16,
    },
    '@media (max-width: 1000px)': {
      borderRight: 0,
      borderBottom: `1px solid ${t.line}`,
      paddingTop: 10,
      '& h1 + p': { margin: '0 0 6px' },
    },
  };
});

const Items = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  '@media (max-width: 1000px)': { maxHeight: 122 },
});

const Row = styled('li')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    borderTop: `1px solid ${t.line}`,
    '& button': {
      font: 'inherit',
      fontSize: 17,
      lineHeight: '22px',
      width: '100%',
      textAlign: 'left',
      color: t.text,
      background: 'none',
      border: 0,
      borderLeft: '5px solid transparent',
      padding: '9px 10px 9px 14px',
      display: 'grid',
      gridTemplateColumns: '27px minmax(0, 1fr)',
      columnGap: 10,
      cursor: 'pointer',
    },
    '& button:disabled': { cursor: 'default' },
    '& button:focus-visible': {
      outline: `2px solid ${t.accent}`,
      outlineOffset: -2,
    },
    '& button > span:first-of-type': {
      textAlign: 'right',
      color: t.muted,
      fontVariantNumeric: 'tabular-nums',
    },
    '& .line': {
      display: 'block',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    '& small': { fontSize: 16, color: t.muted, fontWeight: 400 },
    '& b': { fontWeight: 600, color: t.text },
    '&[data-done] button': { color: t.muted },
    '&[aria-current] button': {
      background: t.surface,
      borderLeftColor: t.accent,
      fontWeight: 600,
      color: t.text,
    },
  };
});

function Words(props: { item: ReviewItem }) {
  const titleOf = useTeamTitles();
  const { word, rest } = reasonParts(props.item.item);
  const outcome = outcomeOf(props.item, titleOf);
  return outcome ? (
    <small className="line">
      {word} → <b>{outcome.word}</b> {outcome.rest}
    </small>
  ) : (
    <small className="line">
      <b>{word}</b>
      {rest && `: ${rest}`}
    </small>
  );
}

/** The agenda at the side: what is on, what came of what was, and the clock. */
export function AgendaRail(props: {
  review: Review;
  onGo?: (key: string) => void;
}) {
  const { review, onGo } = props;
  const { series, items, current, startedAt, plannedAt, since, agenda } =
    review;
  const { name, timezone } = series.settings;
  const last = since ?? agenda.since;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current
      ?.querySelector('[aria-current]')
      ?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);
  return (
    <Frame aria-label="Agenda">
      <h1>{name}</h1>
      <p>
        {dateWords(startedAt ?? plannedAt, timezone)}
        {last && `, since ${dateWords(last, timezone).slice(4, -5)}`}
      </p>
      <Items ref={list} tabIndex={onGo ? undefined : 0} aria-label="Items">
        {items.map((each, i) => (
          <Row
            key={each.item.key}
            aria-current={each.item.key === current ? 'step' : undefined}
            data-done={each.decisions.length > 0 || undefined}
          >
            <button
              type="button"
              disabled={!onGo}
              title={each.item.title}
              onClick={() => onGo?.(each.item.key)}
            >
              <span>{i + 1}</span>
              <span>
                <span className="line">{each.item.title}</span>
                <Words item={each} />
              </span>
            </button>
          </Row>
        ))}
      </Items>
      <Clock review={review} />
    </Frame>
  );
}
