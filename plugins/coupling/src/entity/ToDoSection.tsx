import { styled } from '@mui/material/styles';
import type {
  Count,
  EntityView,
  StandingState,
} from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { useFindings } from '../api/queries';
import {
  AccentLink,
  Act,
  DottedButton,
  Muted,
  QueryState,
  RowsSkeleton,
  Ruled,
  Section,
  SeverityMark,
} from '../components';
import { useOpenFinding } from '../components/FindingDrawer';
import { dayWords, today } from '../decision/calendar';
import { LongText } from '../decision/LongText';
import { sentenceOf } from '../decision/sentenceOf';
import { StandingMark } from '../decision/StandingMark';
import { useCouplingPaths } from '../url/paths';
import { count } from '../words';
import { AHEAD, toDoOf, type ToDo } from './toDo';

/** As many as one request gives. */
const LIMIT = 500;
const SHOWN = 12;

const GIVEN: StandingState[] = ['assigned', 'planned', 'overdue'];
const OWN: StandingState[] = ['lapsed', 'overdue', 'still-found', 'accepted'];
const OPEN: StandingState[] = ['undecided', 'proposed', 'disputed', 'deferred'];

const Table = styled(Ruled)({
  tableLayout: 'fixed',
  '& td': { padding: '5px 12px 5px 0', overflowWrap: 'anywhere' },
  '& .what': { width: 128 },
  '& .by': { width: 216 },
  '& .nowrap': { whiteSpace: 'nowrap' },
  '& .folded': { display: 'none' },
  '@container (max-width: 640px)': {
    '& .by': { display: 'none' },
    '& .what': { width: 110 },
    '& .folded': { display: 'block' },
  },
});

const Title = styled('div')({
  display: 'grid',
  gridTemplateColumns: '10px minmax(0, 1fr)',
  columnGap: 6,
});

/** What comes below it is no section of the same column. */
const Frame = styled('div')({ marginBottom: 22 });

const DAY_MS = 24 * 60 * 60 * 1000;

/** `in 6 days`, `3 days ago`. */
function away(day: string): string {
  const days = Math.round((Date.parse(day) - Date.parse(today())) / DAY_MS);
  if (days === 0) return 'today';
  return days > 0 ? `in ${count(days, 'day')}` : `${count(-days, 'day')} ago`;
}

function By(props: { toDo: ToDo }) {
  const { what, by } = props.toDo;
  if (by === undefined) {
    return <Muted>{what === 'given' ? 'no date' : 'decide again'}</Muted>;
  }
  const word = { overdue: 'was due ', ending: 'ends ', given: 'due ' };
  return (
    <>
      {word[what as keyof typeof word]}
      {dayWords(by)} <Muted className="nowrap">{away(by)}</Muted>
    </>
  );
}

function Row(props: { toDo: ToDo }) {
  const { toDo } = props;
  const { id, severity, title, standing } = toDo.finding;
  const [, open] = useOpenFinding();
  return (
    <tr>
      <td className="what">
        {standing && <StandingMark state={standing.state} />}
      </td>
      <td className="by">
        <By toDo={toDo} />
      </td>
      <td>
        <Title>
          <SeverityMark severity={severity} wordless />
          <span>
            <DottedButton type="button" onClick={() => open(id)}>
              {title}
            </DottedButton>
          </span>
        </Title>
        <div className="folded">
          <By toDo={toDo} />
        </div>
        {standing && standing.state !== 'assigned' && (
          <div>
            <Muted>
              <LongText text={sentenceOf(standing)} />
            </Muted>
          </div>
        )}
      </td>
    </tr>
  );
}

function Rows(props: { items: readonly ToDo[] }) {
  const { items } = props;
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <>
      <Table aria-label="To do next">
        <thead>
          <tr>
            <th scope="col" className="what">
              Stands
            </th>
            <th scope="col" className="by">
              By
            </th>
            <th scope="col">What couples, and what was decided</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(toDo => (
            <Row key={toDo.finding.id} toDo={toDo} />
          ))}
        </tbody>
      </Table>
      {items.length > shown.length && (
        <Act type="button" onClick={() => setAll(true)}>
          {items.length - shown.length} more
        </Act>
      )}
    </>
  );
}

/** How many findings wait for a decision, with the way to them. */
function Waiting(props: { team: string; facet: readonly Count[] | undefined }) {
  const { team, facet = [] } = props;
  const paths = useCouplingPaths();
  const n = facet
    .filter(({ value }) => OPEN.some(state => state === value))
    .reduce((sum, each) => sum + each.count, 0);
  const to = paths.risks({ team: [team], children: false, standing: OPEN });
  const words = `${count(n, 'finding')} ${
    n === 1 ? 'waits' : 'wait'
  } for a decision`;
  return (
    <p style={{ margin: '8px 0 0' }}>
      {n > 0 && to ? (
        <AccentLink to={to}>{words}</AccentLink>
      ) : (
        <Muted>{words}</Muted>
      )}
    </p>
  );
}

function OfTeam(props: { team: string }) {
  const { team } = props;
  const given = useFindings({ holder: [team], standing: GIVEN, limit: LIMIT });
  const own = useFindings({
    team: [team],
    children: false,
    standing: OWN,
    limit: LIMIT,
  });
  const skeleton = <RowsSkeleton rows={3} height={18} />;
  return (
    <QueryState query={own} skeleton={skeleton}>
      {named => (
        <QueryState query={given} skeleton={skeleton}>
          {held => {
            const toDo = toDoOf(held.items, named.items, today());
            return (
              <>
                {toDo.length === 0 ? (
                  <p style={{ margin: '2px 0' }}>
                    Nothing is late, given to this team, or accepted for no more
                    than {AHEAD} days.
                  </p>
                ) : (
                  <Rows items={toDo} />
                )}
                <Waiting team={team} facet={named.facets.standing} />
              </>
            );
          }}
        </QueryState>
      )}
    </QueryState>
  );
}

/** What a team has to do next: what is late, what no longer holds, what it was given, and which acceptances end. */
export function ToDoSection(props: { view: EntityView }) {
  const { kind, ref } = props.view;
  return kind === 'team' ? (
    <Frame>
      <Section title="To do next" aside="what is late first, then by day">
        <OfTeam team={ref} />
      </Section>
    </Frame>
  ) : null;
}
