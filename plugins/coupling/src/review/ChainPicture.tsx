import { styled } from '@mui/material/styles';
import type {
  Finding,
  Grade,
  Step,
} from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink, TeamLinks, Unseen } from '../components';
import { tokensOf } from '../theme/tokens';
import { count } from '../words';

/** Steps drawn in a row; of a longer chain the middle is counted. */
const MOST = 5;

const Row = styled('ol')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    alignItems: 'flex-start',
    fontSize: 17,
    lineHeight: '23px',
    '& > li': { display: 'flex', alignItems: 'flex-start', minWidth: 0 },
    '& > li[data-edge]': { flex: '1 1 auto' },
    '& .name': { fontSize: 21, lineHeight: '27px', fontWeight: 600 },
    '& .node': { maxWidth: 210, overflowWrap: 'break-word' },
    '& .teams, & .word': { color: t.muted },
    '& .edge': {
      flex: '1 0 96px',
      padding: '0 10px',
      textAlign: 'center',
    },
    '& .wire': { display: 'flex', alignItems: 'center', color: t.text },
    '& .wire > :first-of-type': { flex: 1, minWidth: 0, height: 27 },
    '& .wire > :last-of-type': { flex: 'none', width: 9, height: 14 },
    '& .word': { fontSize: 16, lineHeight: '20px', marginTop: 4 },
    '@media (max-width: 1000px)': {
      flexDirection: 'column',
      '& > li, & > li[data-edge]': {
        width: '100%',
        display: 'block',
        flex: 'none',
      },
      '& .node': { maxWidth: 'none', display: 'flex', columnGap: 12 },
      '& .edge': {
        display: 'flex',
        columnGap: 10,
        padding: '0 0 0 4px',
        textAlign: 'left',
      },
      '& .wire': { width: 56, flex: 'none' },
    },
  };
});

const End = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    borderLeft: `3px solid ${t.severity.critical}`,
    paddingLeft: 14,
    marginLeft: 18,
    minWidth: 130,
    '& > :not(.name)': { color: t.muted },
    '@media (max-width: 1000px)': { marginTop: 6 },
  };
});

const DASHES: Record<Grade, string | undefined> = {
  tested: undefined,
  observed: undefined,
  declared: '7 5',
  inferred: '0 6',
};

/** A coupling as a line in the style of its grade, with its direction. */
function Line(props: { grade: Grade }) {
  const { grade } = props;
  const common = {
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 2,
    vectorEffect: 'non-scaling-stroke' as const,
    strokeDasharray: DASHES[grade],
    strokeLinecap: (grade === 'inferred' ? 'round' : 'butt') as
      | 'round'
      | 'butt',
  };
  return (
    <>
      <div className="wire">
        <svg viewBox="0 0 100 27" preserveAspectRatio="none" aria-hidden>
          {grade === 'tested' ? (
            <path d="M0 11H100M0 16H100" {...common} />
          ) : (
            <path d="M0 13.5H100" {...common} />
          )}
        </svg>
        <svg viewBox="0 0 9 14" aria-hidden>
          <path d="M0 1L9 7L0 13Z" fill="currentColor" />
        </svg>
      </div>
      <Unseen>{grade}</Unseen>
    </>
  );
}

function Node(props: { step: Pick<Step, 'ref' | 'teams'> }) {
  const { ref, teams } = props.step;
  return (
    <div className="node">
      <div className="name">
        <EntityLink entityRef={ref} />
      </div>
      {teams.length > 0 && (
        <div className="teams">
          <TeamLinks teams={teams} max={2} />
        </div>
      )}
    </div>
  );
}

/** What the chain comes to: how much fails, in how many teams. */
function Reach(props: { finding: Finding }) {
  const { reach } = props.finding;
  if (!reach || reach.fails + reach.degrades === 0) return null;
  const { fails, degrades, ofEntities, teams } = reach;
  return (
    <li>
      <End>
        <div className="name">
          {fails > 0
            ? `${fails} of ${count(ofEntities, 'entity', 'entities')} fail`
            : `${degrades} of ${count(
                ofEntities,
                'entity',
                'entities',
              )} degrade`}
        </div>
        <div>
          {fails > 0 && degrades > 0 && `${degrades} degrade, `}
          in {count(teams, 'team')}
        </div>
      </End>
    </li>
  );
}

/** The chain of a finding from its cause to what stands on it, drawn in a row with the teams below. */
export function ChainPicture(props: { finding: Finding }) {
  const { finding } = props;
  const { steps, subjects } = finding;
  if (steps.length === 0) {
    return (
      <Row aria-label="What it is about" style={{ columnGap: 40 }}>
        {subjects.slice(0, MOST).map(ref => (
          <li key={ref}>
            <Node step={{ ref, teams: [] }} />
          </li>
        ))}
        {subjects.length > MOST && <li>and {subjects.length - MOST} more</li>}
        <Reach finding={finding} />
      </Row>
    );
  }
  const cut = steps.length > MOST;
  const head = cut ? steps.slice(0, 2) : steps;
  const tail = cut ? steps.slice(-2) : [];
  const between = steps.length - head.length - tail.length;
  const drawn = (part: readonly Step[], offset: number) =>
    part.map((step, i) => {
      const last = offset + i === steps.length - 1;
      return (
        <li key={`${offset + i} ${step.ref}`} data-edge={!last || undefined}>
          <Node step={step} />
          {!last && (
            <div className="edge">
              <Line grade={step.grade ?? 'inferred'} />
              <div className="word">{step.coupling ?? 'needs'}</div>
            </div>
          )}
        </li>
      );
    });
  return (
    <Row aria-label="Chain">
      {drawn(head, 0)}
      {cut && (
        <li data-edge>
          <div className="node">
            <div className="name">{between} more</div>
            <div className="teams">between</div>
          </div>
          <div className="edge">
            <Line grade={steps[steps.length - 3].grade ?? 'inferred'} />
          </div>
        </li>
      )}
      {drawn(tail, steps.length - tail.length)}
      <Reach finding={finding} />
    </Row>
  );
}
