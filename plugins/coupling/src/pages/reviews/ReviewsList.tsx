import type { SeriesView } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import {
  Act,
  Analysed,
  EmptyState,
  Headline,
  LeavesOut,
  QueryState,
} from '../../components';
import { Check } from '../../components/Check';
import { useAgenda, useSeriesList } from '../../review/queries';
import { agendaSentence, dayWords, whenOf } from '../../review/reviewWords';
import { useUrlState } from '../../url/useUrlState';
import { count } from '../../words';
import { NEW, REVIEWS_PARAMS } from './reviewsUrl';
import { SeriesForm } from './SeriesForm';
import { SeriesTable } from './SeriesTable';

/** The series that meets next, or is meeting now. */
function nextOf(series: readonly SeriesView[]): SeriesView | undefined {
  const running = series.find(({ open }) => open?.state === 'running');
  if (running) return running;
  return series
    .filter(({ retired, nextAt }) => !retired && nextAt.length > 0)
    .sort((a, b) => (whenOf(a)! < whenOf(b)! ? -1 : 1))[0];
}

/** What the next review is about, as far as that is known. */
function useSentence(series: readonly SeriesView[]): string {
  const next = nextOf(series);
  const agenda = useAgenda(next?.id);
  if (!next) return 'No review is planned';
  const { name, timezone } = next.settings;
  if (next.open?.state === 'running') return `${name} is under way`;
  const day = dayWords(whenOf(next)!, timezone);
  const what = agenda.data && `: ${agendaSentence(agenda.data)}`;
  return `The next review is on ${day}${what ?? ''}`;
}

function NoSeries(props: { mayRun: boolean }) {
  const [, setUrl] = useUrlState(REVIEWS_PARAMS);
  return (
    <>
      <Headline sentence="No review is planned yet" />
      <div style={{ maxWidth: 620 }}>
        <p>
          A review is the meeting in which findings are decided: what is new,
          worse, back again or overdue comes on its agenda by itself, each item
          is accepted until a day, assigned, planned or put off, and the next
          analysis says whether it is gone.
        </p>
        {!props.mayRun && (
          <p>
            Making a series takes the permission{' '}
            <code>coupling.review.run</code>.
          </p>
        )}
      </div>
      {props.mayRun && (
        <SeriesForm
          taken={[]}
          onDone={({ id }) => setUrl({ series: id, edit: undefined })}
        />
      )}
    </>
  );
}

function List(props: { items: readonly SeriesView[]; mayRun: boolean }) {
  const { items, mayRun } = props;
  const [, setUrl] = useUrlState(REVIEWS_PARAMS);
  const [withRetired, setWithRetired] = useState(false);
  const sentence = useSentence(items);
  const retired = items.filter(series => series.retired).length;
  const shown = withRetired ? items : items.filter(series => !series.retired);
  return (
    <>
      <Headline
        sentence={sentence}
        second={<Analysed />}
        controls={
          mayRun && (
            <Act type="button" onClick={() => setUrl({ edit: NEW })}>
              New series
            </Act>
          )
        }
      />
      {shown.length > 0 ? (
        <SeriesTable series={shown} />
      ) : (
        <EmptyState title="Every series is retired">
          <p>What was decided in their reviews is kept.</p>
        </EmptyState>
      )}
      {retired > 0 && (
        <p>
          <Check
            checked={withRetired}
            onChange={() => setWithRetired(!withRetired)}
          >
            with {count(retired, 'retired series', 'retired series')}
          </Check>
        </p>
      )}
      <LeavesOut>
        decisions that were taken outside of a review; they stand with their
        findings
      </LeavesOut>
    </>
  );
}

/** Every series of reviews, and the form that makes one. */
export function ReviewsList() {
  const [{ edit }, setUrl] = useUrlState(REVIEWS_PARAMS);
  const query = useSeriesList();
  return (
    <QueryState query={query}>
      {({ items, mayRun }) => {
        if (items.length === 0) return <NoSeries mayRun={mayRun} />;
        if (edit === NEW && mayRun) {
          return (
            <SeriesForm
              taken={items.map(({ id }) => id)}
              onDone={({ id }) => setUrl({ series: id, edit: undefined })}
              onCancel={() => setUrl({ edit: undefined })}
            />
          );
        }
        return <List items={items} mayRun={mayRun} />;
      }}
    </QueryState>
  );
}
