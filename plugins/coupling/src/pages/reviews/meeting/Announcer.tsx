import type { Review } from '@posiwid/backstage-plugin-coupling-common';
import { useEffect, useRef, useState } from 'react';
import { Unseen, useTeamTitles } from '../../../components';
import { usePersonTitle } from '../../../review/PeoplePicker';
import { lineOf, reasonParts } from '../../../review/reviewWords';

/** Says to screen readers what the room sees: another item, and each decision, by whomever. */
export function Announcer(props: { review: Review }) {
  const { review } = props;
  const { items, current } = review;
  const titleOf = useTeamTitles();
  const personOf = usePersonTitle();
  const [went, setWent] = useState('');
  const [decided, setDecided] = useState('');
  const seen = useRef<Set<string>>();
  const last = useRef(current);

  useEffect(() => {
    if (current === last.current) return;
    last.current = current;
    const n = items.findIndex(({ item }) => item.key === current);
    if (n < 0) return;
    const { item } = items[n];
    const { word, rest } = reasonParts(item);
    setWent(
      `Item ${n + 1} of ${items.length}: ${item.title}. ${
        item.severity ? `${item.severity}, ` : ''
      }${word}${rest ? `: ${rest}` : ''}`,
    );
  }, [current, items]);

  useEffect(() => {
    const all = items.flatMap(({ decisions }, i) =>
      decisions.map(decision => ({ n: i + 1, decision })),
    );
    const before = seen.current;
    seen.current = new Set(all.map(({ decision }) => decision.id));
    const fresh = all.filter(
      ({ decision }) => before && !before.has(decision.id),
    );
    if (fresh.length === 0) return;
    setDecided(
      fresh
        .map(
          ({ n, decision: { body, by } }) =>
            `Item ${n}: ${lineOf(body, titleOf).slice(0, 300)}, ${personOf(
              by,
            )}`,
        )
        .join('. '),
    );
    // Titles of teams change nothing that has to be said again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [items]);

  return (
    <>
      <Unseen role="status" aria-label="Item">
        {went}
      </Unseen>
      <Unseen role="status" aria-label="Decisions">
        {decided}
      </Unseen>
    </>
  );
}
