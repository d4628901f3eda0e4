import { styled } from '@mui/material/styles';
import type { Observation } from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink } from '../components/EntityLink';
import { Muted, Ruled, folded } from '../components/styled';
import { tokensOf } from '../theme/tokens';
import { moment } from '../time';
import { observationLinks, observationWords } from './observationWords';
import { OBSERVATION_WORDS } from './scorecardWords';

/** Entities that are named of one observation; the rest is counted. */
const NAMED = 4;

const Table = styled(Ruled)({
  tableLayout: 'fixed',
  fontSize: 12.5,
  '& td': { overflowWrap: 'anywhere' },
  '& .at': { width: 128 },
  '& .kind': { width: 132 },
  '& .source': { width: '22%' },
  '& .below': {
    display: 'none',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '&.narrow .source, &.narrow .kind': folded,
  '&.narrow .at': { width: 104 },
  '&.narrow .below': { display: 'block' },
  '@container (max-width: 760px)': {
    '& .source, & .kind': folded,
    '& .at': { width: 104 },
    '& .below': { display: 'block' },
  },
});

const OutsideLink = styled('a')(({ theme }) => ({
  color: tokensOf(theme).accent,
  marginLeft: 8,
}));

/** An id is for machines: two lines of it tell it apart, all of it is in its title. */
const Id = styled(Muted)({
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 2,
  overflow: 'hidden',
});

function Names(props: { observation: Observation }) {
  const { about, kind } = props.observation;
  const between = kind === 'calls' || kind === 'communication' ? ' → ' : ', ';
  const more = about.length - NAMED;
  return (
    <>
      {about.slice(0, NAMED).map(({ ref, known }, i) => (
        <span key={ref}>
          {i > 0 && between}
          <EntityLink entityRef={ref} missing={!known} />
          {!known && <Muted> (not in the catalog)</Muted>}
        </span>
      ))}
      {more > 0 && <Muted> and {more} more</Muted>}
    </>
  );
}

/** Observations with their times, what they say, what they name, and where they are from. */
export function ObservationTable(props: {
  items: readonly Observation[];
  label: string;
  /** In a drawer. */
  narrow?: boolean;
}) {
  const { items, label, narrow } = props;
  return (
    <Table aria-label={label} className={narrow ? 'narrow' : undefined}>
      <thead>
        <tr>
          <th scope="col" className="at">
            Seen, UTC
          </th>
          <th scope="col" className="kind">
            Kind
          </th>
          <th scope="col">What was seen</th>
          <th scope="col" className="source">
            Source
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(item => {
          const [kind] = OBSERVATION_WORDS[item.kind] ?? [item.kind];
          return (
            <tr key={`${item.source} ${item.id}`}>
              <td className="at">
                <time dateTime={item.at}>{moment(item.at)}</time>
              </td>
              <td className="kind">{kind}</td>
              <td>
                <Names observation={item} />
                <div>
                  {observationWords(item)}
                  {observationLinks(item).map(({ title, href }) => (
                    <OutsideLink
                      key={title}
                      href={href}
                      target="_blank"
                      rel="noopener noreferrer"
                    >
                      {title}
                    </OutsideLink>
                  ))}
                </div>
                <Muted className="below" title={item.id}>
                  {kind} · {item.source} {item.id}
                </Muted>
              </td>
              <td className="source">
                {item.source} <Id title={item.id}>{item.id}</Id>
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
