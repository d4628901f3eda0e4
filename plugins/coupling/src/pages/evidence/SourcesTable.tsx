import { styled } from '@mui/material/styles';
import type { EvidenceProblem } from '@posiwid/backstage-plugin-coupling-common';
import { DottedLink, Muted, Ruled, folded } from '../../components/styled';
import { Fold } from '../../independence/Fold';
import { observationCount } from '../../scorecard/scorecardWords';
import { tokensOf } from '../../theme/tokens';
import { ago, day, moment } from '../../time';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';
import { StateMark } from './StateMark';
import type { Spoken } from './sources';

const Table = styled(Ruled)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    tableLayout: 'fixed',
    '& td, & tbody th': { overflowWrap: 'anywhere', verticalAlign: 'top' },
    '& tbody th': {
      font: 'inherit',
      fontSize: 13,
      color: t.text,
      whiteSpace: 'normal',
      borderTop: `1px solid ${t.line}`,
      padding: '4px 12px 4px 0',
    },
    '& b': { fontWeight: 600 },
    '& small': { display: 'block', fontSize: 11.5, color: t.muted },
    '& .source': { width: '22%' },
    '& .state': { width: 116 },
    '& .spoke': { width: 118 },
    '& .next': { width: 132 },
    '& .below': { display: 'none' },
    '@container (max-width: 900px)': {
      '& .spoke, & .next': folded,
      '& .source': { width: '30%' },
      '& .below': { display: 'block' },
    },
  };
});

function secondsSince(at: string): number {
  return Math.max(0, (Date.now() - new Date(at).getTime()) / 1000);
}

/** When it last sent something; that it never did. */
function Spoke(props: { spoken: Spoken }) {
  const { collector, source } = props.spoken;
  const at = [collector?.lastSpokeAt, source?.lastReceivedAt]
    .filter((each): each is string => each !== undefined)
    .sort()
    .pop();
  return at ? (
    <time dateTime={at} title={moment(at)}>
      {ago(secondsSince(at))}
    </time>
  ) : (
    <Muted>never</Muted>
  );
}

function Next(props: { spoken: Spoken }) {
  const { collector } = props.spoken;
  if (!collector) {
    return <Muted>is sent</Muted>;
  }
  if (collector.retryAt) {
    return (
      <>
        not before {moment(collector.retryAt).slice(-5)} UTC
        <small>after {count(collector.failures, 'failure')}</small>
      </>
    );
  }
  if (!collector.scheduled) {
    return <Muted>is told</Muted>;
  }
  return collector.nextRunAt ? (
    <time dateTime={collector.nextRunAt} title={moment(collector.nextRunAt)}>
      {moment(collector.nextRunAt).slice(-5)} UTC
    </time>
  ) : (
    <Muted>on schedule</Muted>
  );
}

function Kinds(props: { spoken: Spoken }) {
  const { source, collector, id } = props.spoken;
  const paths = useCouplingPaths();
  if (!source && collector && collector.stored > 0) {
    return (
      <Muted>
        {count(collector.stored, 'observation')}, in the name of other sources
      </Muted>
    );
  }
  if (!source || source.observations === 0) {
    return <Muted>no observation</Muted>;
  }
  return (
    <>
      {source.kinds.map(({ kind, count: n }, i) => {
        const to = paths.evidence({ kind: [kind], source: id });
        const words = observationCount(kind, n);
        return (
          <span key={kind}>
            {i > 0 && ', '}
            {to ? <DottedLink to={to}>{words}</DottedLink> : words}
          </span>
        );
      })}
      {source.firstAt && source.lastAt && (
        <small>
          {day(source.firstAt)} to {day(source.lastAt)}
        </small>
      )}
    </>
  );
}

function problemsOf({ collector, source }: Spoken): EvidenceProblem[] {
  return [...(collector?.problems ?? []), ...(source?.problems ?? [])].sort(
    (a, b) => (a.at < b.at ? 1 : -1),
  );
}

/** How much was refused, and the last of what was said about it. */
function Unread(props: { spoken: Spoken }) {
  const { spoken } = props;
  const problems = problemsOf(spoken);
  const refused = spoken.source?.refused ?? spoken.collector?.refused ?? 0;
  if (problems.length === 0 && refused === 0) {
    return <Muted>nothing</Muted>;
  }
  const [first, ...rest] = problems;
  return (
    <>
      {refused > 0 && `${count(refused, 'observation')} refused. `}
      {first && (
        <>
          {first.message} <Muted>{ago(secondsSince(first.at))}</Muted>
        </>
      )}
      {rest.length > 0 && (
        <Fold words={`${rest.length} more`}>
          {rest.map((problem, i) => (
            <div key={i}>
              {problem.message} <Muted>{ago(secondsSince(problem.at))}</Muted>
            </div>
          ))}
        </Fold>
      )}
    </>
  );
}

/** Each source: whether it speaks, when it last did, of what, what could not be read of it, and when it is asked next. */
export function SourcesTable(props: { sources: readonly Spoken[] }) {
  return (
    <Table aria-label="Sources of evidence">
      <thead>
        <tr>
          <th scope="col" className="source">
            Source
          </th>
          <th scope="col" className="state">
            State
          </th>
          <th scope="col" className="spoke">
            Last spoke
          </th>
          <th scope="col">Observations</th>
          <th scope="col">Could not be read</th>
          <th scope="col" className="next">
            Asked next
          </th>
        </tr>
      </thead>
      <tbody>
        {props.sources.map(spoken => (
          <tr key={spoken.id}>
            <th scope="row" className="source">
              <b>{spoken.title}</b>
              {spoken.title !== spoken.id && <small>{spoken.id}</small>}
            </th>
            <td className="state">
              <StateMark state={spoken.state} />
              <small className="below">
                spoke <Spoke spoken={spoken} />
                <br />
                next: <Next spoken={spoken} />
              </small>
            </td>
            <td className="spoke">
              <Spoke spoken={spoken} />
            </td>
            <td>
              <Kinds spoken={spoken} />
            </td>
            <td>
              <Unread spoken={spoken} />
            </td>
            <td className="next">
              <Next spoken={spoken} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
