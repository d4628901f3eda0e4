import { styled } from '@mui/material/styles';
import type {
  Remark,
  Review,
  ReviewItem,
} from '@posiwid/backstage-plugin-coupling-common';
import { useEffect, useRef } from 'react';
import { useTeamTitles } from '../../../components';
import type { Change } from '../../../review/outbox';
import { usePersonTitle } from '../../../review/PeoplePicker';
import { hourWords, lineOf } from '../../../review/reviewWords';
import { nameOf } from '../../../refs';
import { tokensOf } from '../../../theme/tokens';

/** Characters of a line: the log is read at a glance, the minutes have all of it. */
const SHOWN = 220;

const Lines = styled('ol')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    maxHeight: 78,
    overflowY: 'auto',
    '& li': {
      display: 'grid',
      gridTemplateColumns: '66px minmax(0, 1fr)',
    },
    '& li:last-of-type': { fontWeight: 600 },
    '& li[data-unsent]': { fontStyle: 'italic', fontWeight: 400 },
    '& time': {
      color: t.muted,
      fontVariantNumeric: 'tabular-nums',
      fontWeight: 400,
    },
    '& span': {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      unicodeBidi: 'isolate',
    },
    // What was just decided is read out: all of it.
    '& li:last-of-type span': { whiteSpace: 'normal' },
    '& i': { fontStyle: 'normal', fontWeight: 400, color: t.muted },
    '&:focus-visible': { outline: `2px solid ${t.accent}` },
    '@media (max-width: 1000px)': { maxHeight: 52 },
  };
});

interface Line {
  id: string;
  at: string;
  text: string;
  by?: string;
  unsent?: boolean;
}

/** What an item is about in a word or two. */
function nameIn({ item, finding }: ReviewItem): string {
  return finding?.subjects[0]
    ? nameOf(finding.subjects[0])
    : item.title.slice(0, 40);
}

/** Everything said and decided in the meeting, the oldest first, with what is not sent yet at the end. */
export function linesOf(
  review: Review,
  unsent: readonly Change[],
  titleOf: (ref: string) => string,
): Line[] {
  const lines: Line[] = review.items.flatMap((each, i) => {
    const about = nameIn(each);
    const remark = (what: string) => (said: Remark, at: number) => ({
      id: `${each.item.key} ${what} ${at}`,
      at: said.at,
      by: said.by,
      text: `${i + 1} ${about}: ${what}, ${said.text.slice(0, SHOWN)}`,
    });
    return [
      ...each.decisions.map(({ id, at, by, body }) => ({
        id,
        at,
        by,
        text: `${i + 1} ${about}: ${lineOf(body, titleOf).slice(0, SHOWN)}`,
      })),
      ...each.notes.map(remark('note')),
      ...each.dissents.map(remark('dissent')),
    ];
  });
  const known = new Set(lines.map(({ id }) => id));
  const waiting = unsent.flatMap((change): Line[] => {
    const key = change.kind === 'decision' ? change.findingId : change.body.key;
    const n = review.items.findIndex(({ item }) => item.key === key) + 1;
    if (known.has(change.id) || n === 0) return [];
    const { id, at, body } = change;
    if (change.kind === 'decision') {
      const text = `${n} ${lineOf(change.body, titleOf).slice(0, SHOWN)}`;
      return [{ id, at, text, unsent: true }];
    }
    return body.kind === 'noted' || body.kind === 'dissented'
      ? [{ id, at, text: `${n} ${body.text}`.slice(0, SHOWN), unsent: true }]
      : [];
  });
  return [
    ...lines.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    ...waiting,
  ];
}

/** The minutes as they form. */
export function MeetingLog(props: {
  review: Review;
  unsent: readonly Change[];
}) {
  const { review, unsent } = props;
  const titleOf = useTeamTitles();
  const personOf = usePersonTitle();
  const lines = linesOf(review, unsent, titleOf);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [lines.length]);
  const { timezone } = review.series.settings;
  return (
    <Lines ref={list} aria-label="Said and decided so far" tabIndex={0}>
      {lines.map(({ id, at, text, by, unsent: waits }) => (
        <li key={id} data-unsent={waits || undefined}>
          <time dateTime={at}>{hourWords(at, timezone)}</time>
          <span title={text}>
            {text} {by && <i>{personOf(by)}</i>}
            {waits && <i> not sent yet</i>}
          </span>
        </li>
      ))}
      {lines.length === 0 && (
        <li>
          <span />
          <i>Nothing is decided yet.</i>
        </li>
      )}
    </Lines>
  );
}
