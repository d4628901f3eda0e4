import { styled } from '@mui/material/styles';
import type { SeriesView } from '@posiwid/backstage-plugin-coupling-common';
import {
  AccentLink,
  DottedLink,
  Muted,
  Ruled,
  useTeamTitles,
} from '../../components';
import { cadenceWords } from '../../review/cadence';
import { usePersonTitle } from '../../review/PeoplePicker';
import {
  dateWords,
  hourWords,
  scopeWords,
  STATE_WORDS,
} from '../../review/reviewWords';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';

const Table = styled(Ruled)({
  '& td': { padding: '9px 16px 9px 0' },
  // Columns fold into the second line of the name.
  '@container (max-width: 900px)': {
    '& .fold': { display: 'none' },
  },
  '& .folded': { display: 'none' },
  '@container (max-width: 900px) ': { '& .folded': { display: 'block' } },
});

/** The review of a series that is called or under way, else the last one that was held. */
function Newest(props: { series: SeriesView }) {
  const { open, last, settings, id } = props.series;
  const paths = useCouplingPaths();
  const review = open ?? last;
  if (!review) return <Muted>none yet</Muted>;
  const to = paths.review(review.id);
  const at = review.endedAt ?? review.startedAt ?? review.plannedAt;
  const words = `no. ${review.number} ${STATE_WORDS[review.state]}`;
  return (
    <span key={id}>
      {to ? (
        <AccentLink
          to={to}
          style={review.state === 'running' ? { fontWeight: 600 } : undefined}
        >
          {words}
        </AccentLink>
      ) : (
        words
      )}{' '}
      <Muted>{dateWords(at, settings.timezone)}</Muted>
    </span>
  );
}

function Participants(props: { series: SeriesView }) {
  const { participants, facilitator } = props.series.settings;
  const titleOf = usePersonTitle();
  const shown = participants.slice(0, 3).map(titleOf).join(', ');
  return (
    <>
      {titleOf(facilitator)} facilitates
      {participants.length > 0 && <>; {shown}</>}
      {participants.length > 3 && <> +{participants.length - 3}</>}
    </>
  );
}

/** The series of reviews, each with when it meets next and what it is about. */
export function SeriesTable(props: { series: readonly SeriesView[] }) {
  const paths = useCouplingPaths();
  const titleOf = useTeamTitles();
  return (
    <Table aria-label="Series of reviews">
      <thead>
        <tr>
          <th>Series</th>
          <th>Next meeting</th>
          <th>Open or last review</th>
          <th className="fold">About</th>
          <th className="fold">Who</th>
        </tr>
      </thead>
      <tbody>
        {props.series.map(series => {
          const { id, settings, nextAt, retired, held } = series;
          const to = paths.series(id);
          const about = scopeWords(settings.scope, titleOf);
          return (
            <tr key={id}>
              <td>
                <b>
                  {to ? (
                    <DottedLink to={to}>{settings.name}</DottedLink>
                  ) : (
                    settings.name
                  )}
                </b>
                <div>
                  <Muted>
                    {cadenceWords(settings.cadence)}, {settings.minutes} min
                    {held > 0 && `, held ${count(held, 'time')}`}
                  </Muted>
                </div>
                <div className="folded">
                  <Muted>
                    About {about}. <Participants series={series} />
                  </Muted>
                </div>
              </td>
              <td>
                {retired || nextAt.length === 0 ? (
                  <Muted>{retired ? 'retired' : 'none'}</Muted>
                ) : (
                  <>
                    {dateWords(nextAt[0], settings.timezone)}{' '}
                    <Muted>
                      {hourWords(nextAt[0], settings.timezone)}{' '}
                      {settings.timezone}
                    </Muted>
                  </>
                )}
              </td>
              <td>
                <Newest series={series} />
              </td>
              <td className="fold">{about}</td>
              <td className="fold">
                <Participants series={series} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
