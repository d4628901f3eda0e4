import type {
  AgendaItem,
  SeriesView,
} from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { messageOf } from '../../api/errors';
import {
  AccentLink,
  Act,
  DottedLink,
  EmptyState,
  Headline,
  LeavesOut,
  Muted,
  QueryState,
  RowsSkeleton,
  Ruled,
  Section,
  SeverityMark,
  useTeamTitles,
} from '../../components';
import { cadenceWords } from '../../review/cadence';
import { Confirm } from '../../review/Confirm';
import { Solid, Wrong } from '../../review/fields';
import { usePersonTitle } from '../../review/PeoplePicker';
import {
  useAgenda,
  useCallReview,
  useReviews,
  useSeriesList,
  useSetSeries,
} from '../../review/queries';
import {
  agendaSentence,
  dateWords,
  dayWords,
  hourWords,
  reasonParts,
  scopeWords,
  STATE_WORDS,
  whenOf,
} from '../../review/reviewWords';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';
import { useUrlState } from '../../url/useUrlState';
import { REVIEWS_PARAMS } from './reviewsUrl';
import { SeriesForm } from './SeriesForm';

function Title(props: { item: AgendaItem }) {
  const { key, title, reason } = props.item;
  const to = useCouplingPaths().risks({ finding: key });
  return to && reason !== 'move' ? (
    <DottedLink to={to}>{title}</DottedLink>
  ) : (
    <>{title}</>
  );
}

function Items(props: {
  items: readonly AgendaItem[];
  fits: number;
  minutes: number;
}) {
  const { items, fits, minutes } = props;
  if (items.length === 0) {
    return (
      <EmptyState title="Nothing is to decide">
        <p>Nothing is new, worse, back, overdue or about to lapse.</p>
      </EmptyState>
    );
  }
  return (
    <Ruled aria-label="Agenda as it would be now">
      <tbody>
        {items.flatMap((item, i) => {
          const { word, rest } = reasonParts(item);
          return [
            i === fits && (
              <tr key="beyond">
                <td />
                <td colSpan={3} className="m">
                  Beyond the {minutes} minutes:{' '}
                  {count(items.length - fits, 'item')}
                </td>
              </tr>
            ),
            <tr key={item.key}>
              <td className="n m" style={{ width: 28 }}>
                {i + 1}
              </td>
              <td style={{ width: 84 }}>
                {item.severity && <SeverityMark severity={item.severity} />}
              </td>
              <td>
                <Title item={item} />
                <div>
                  <b>{word}</b> <Muted>{rest}</Muted>
                </div>
              </td>
              <td className="n m" style={{ width: 60, whiteSpace: 'nowrap' }}>
                {item.minutes} min
              </td>
            </tr>,
          ];
        })}
      </tbody>
    </Ruled>
  );
}

function Held(props: { series: SeriesView }) {
  const { id, settings } = props.series;
  const reviews = useReviews(id);
  const paths = useCouplingPaths();
  return (
    <QueryState query={reviews} skeleton={<RowsSkeleton rows={3} />}>
      {items =>
        items.length === 0 ? (
          <p>
            <Muted>None was called yet.</Muted>
          </p>
        ) : (
          <Ruled aria-label="Reviews of this series">
            <tbody>
              {items.map(review => {
                const to = paths.review(review.id);
                const at =
                  review.endedAt ?? review.startedAt ?? review.plannedAt;
                return (
                  <tr key={review.id}>
                    <td>
                      {to ? (
                        <AccentLink to={to}>no. {review.number}</AccentLink>
                      ) : (
                        <>no. {review.number}</>
                      )}
                    </td>
                    <td>{STATE_WORDS[review.state]}</td>
                    <td>{dateWords(at, settings.timezone)}</td>
                    <td className="m">
                      {review.items !== undefined && `${review.items} items`}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </Ruled>
        )
      }
    </QueryState>
  );
}

function Controls(props: { series: SeriesView }) {
  const { series } = props;
  const [, setUrl] = useUrlState(REVIEWS_PARAMS);
  const [asking, setAsking] = useState(false);
  const call = useCallReview();
  const set = useSetSeries();
  const { open, retired, settings, version, id } = series;
  const retire = (now: boolean) => {
    setAsking(false);
    set.mutate({ id, change: { after: version, settings, retired: now } });
  };
  return (
    <>
      {!retired && (
        <Solid
          type="button"
          disabled={call.isPending}
          onClick={() =>
            open
              ? setUrl({ review: open.id, series: undefined })
              : call.mutate(id, {
                  onSuccess: review =>
                    setUrl({ review: review.id, series: undefined }),
                })
          }
        >
          {open ? `Open no. ${open.number}` : 'Call the next review'}
        </Solid>
      )}
      <Act type="button" onClick={() => setUrl({ edit: id })}>
        Edit
      </Act>
      {retired ? (
        <Act type="button" onClick={() => retire(false)}>
          Take up again
        </Act>
      ) : (
        <Act type="button" onClick={() => setAsking(true)}>
          Retire
        </Act>
      )}
      <Wrong>
        {call.isError && messageOf(call.error)}
        {set.isError && messageOf(set.error)}
      </Wrong>
      {asking && (
        <Confirm
          title={`Retire ${settings.name}?`}
          act="Retire"
          onAct={() => retire(true)}
          onCancel={() => setAsking(false)}
        >
          It meets no more and leaves the list. Its reviews and what was decided
          in them stay, and it can be taken up again.
        </Confirm>
      )}
    </>
  );
}

/** `Every fourth Wednesday`, at the start of a sentence. */
function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}

function Series(props: { series: SeriesView; mayRun: boolean }) {
  const { series, mayRun } = props;
  const { settings, retired } = series;
  const agenda = useAgenda(retired ? undefined : series.id);
  const titleOf = useTeamTitles();
  const personOf = usePersonTitle();
  const paths = useCouplingPaths();
  const back = paths.page('reviews');
  const when = whenOf(series);
  const about = agenda.data ? `: ${agendaSentence(agenda.data)}` : '';
  const sentence =
    retired || !when
      ? `${settings.name} is retired`
      : `${settings.name} meets on ${dayWords(
          when,
          settings.timezone,
        )}${about}`;
  const people = settings.participants.map(personOf).join(', ');
  return (
    <>
      <Headline
        sentence={sentence}
        second={
          <>
            {capital(cadenceWords(settings.cadence))}, {settings.minutes} min,
            about {scopeWords(settings.scope, titleOf)};{' '}
            {personOf(settings.facilitator)} facilitates
            {people && `, with ${people}`}.{' '}
            {series.nextAt.length > 0 && (
              <>
                Next:{' '}
                {series.nextAt
                  .map(at => dateWords(at, settings.timezone))
                  .join(', ')}
                , {hourWords(series.nextAt[0], settings.timezone)}{' '}
                {settings.timezone}.{' '}
              </>
            )}
            {back && <AccentLink to={back}>All series</AccentLink>}
          </>
        }
        controls={mayRun && <Controls series={series} />}
      />
      {!retired && (
        <Section title="Agenda, as it would be now">
          <QueryState query={agenda} skeleton={<RowsSkeleton rows={5} />}>
            {data => (
              <Items
                items={data.items}
                fits={data.fits}
                minutes={settings.minutes}
              />
            )}
          </QueryState>
        </Section>
      )}
      <Section title="Reviews">
        <Held series={series} />
      </Section>
      <LeavesOut>
        {agenda.data
          ? `${agenda.data.leftOut} open findings that are neither new nor worse nor due, ${agenda.data.belowSeverity} of them new and below ${settings.minSeverity}`
          : 'open findings about which nothing has changed'}
      </LeavesOut>
    </>
  );
}

/** One series: when it meets, what would come on its agenda now, and its reviews. */
export function SeriesPage(props: { id: string }) {
  const [{ edit }, setUrl] = useUrlState(REVIEWS_PARAMS);
  const query = useSeriesList();
  return (
    <QueryState query={query}>
      {({ items, mayRun }) => {
        const series = items.find(({ id }) => id === props.id);
        if (!series) {
          return (
            <EmptyState
              title="There is no such series"
              action={
                <Act
                  type="button"
                  onClick={() => setUrl({ series: undefined })}
                >
                  All series
                </Act>
              }
            >
              <p>The address names none that is stored.</p>
            </EmptyState>
          );
        }
        if (edit === series.id && mayRun) {
          return (
            <SeriesForm
              key={series.version}
              series={series}
              taken={[]}
              onDone={() => setUrl({ edit: undefined })}
              onCancel={() => setUrl({ edit: undefined })}
            />
          );
        }
        return <Series series={series} mayRun={mayRun} />;
      }}
    </QueryState>
  );
}
