import { styled } from '@mui/material/styles';
import type {
  EntitySummary,
  PromiseView,
} from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink } from '../components/EntityLink';
import { GradeLine } from '../components/GradeLine';
import { Num } from '../components/Num';
import {
  DottedButton,
  DottedLink,
  Muted,
  Ruled,
  folded,
} from '../components/styled';
import { tokensOf } from '../theme/tokens';
import { days, daysBetween } from '../time';
import { useCouplingPaths } from '../url/paths';
import { LEVERAGE_WORDS, count } from '../words';
import { Picture } from './pictures';
import { leadingNumber, promiseKey } from './scorecardWords';
import { VerdictMark } from './VerdictMark';

const Table = styled(Ruled)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    tableLayout: 'fixed',
    '& thead th': {
      padding: '0 16px 3px 0',
      borderBottom: `1px solid ${t.rule}`,
    },
    '& td': {
      padding: '6px 16px 5px 0',
      lineHeight: '18px',
      overflowWrap: 'anywhere',
    },
    '& tbody tr:first-of-type td, & tbody tr:first-of-type th': {
      borderTop: 0,
    },
    '& tbody th': {
      font: 'inherit',
      fontSize: 13,
      color: t.text,
      padding: '6px 16px 5px 0',
      lineHeight: '18px',
      verticalAlign: 'top',
      whiteSpace: 'normal',
      overflowWrap: 'anywhere',
      borderTop: `1px solid ${t.line}`,
    },
    '& b': { fontWeight: 600 },
    '& small': {
      display: 'block',
      fontSize: 11.5,
      lineHeight: '15px',
      marginTop: 1,
      color: t.muted,
    },
    '& .promise': { width: '16.5%' },
    '& .does': { width: '37%' },
    '& .verdict': { width: '13.5%' },
    '& .points': { width: '15%' },
    '& .below': { display: 'none' },
    '&.compact .move': folded,
    '&.compact .promise': { width: '20%' },
    '&.compact .does': { width: '40%' },
    '&.compact .verdict': { width: '17%' },
    '&.compact .points': { width: 'auto' },
    '@container (max-width: 980px)': {
      '&& .points, &&.compact .points': folded,
      '& .move': folded,
      '&&& .promise': { width: '25%' },
      '&&& .does': { width: 'auto' },
      '&&& .verdict': { width: 142 },
      '& .below': { display: 'block', marginTop: 4, fontSize: 12 },
    },
    // Where not even three columns fit, the picture stands below promise and verdict.
    '@container (max-width: 560px)': {
      '& thead': { display: 'none' },
      '& tbody': { display: 'block' },
      '& tbody tr': {
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) 150px',
        borderTop: `1px solid ${t.line}`,
        padding: '4px 0',
      },
      '&&& tbody th, &&& td': { border: 0, padding: '3px 12px 3px 0' },
      '&&& .promise, &&& .verdict, &&& .does': { width: 'auto' },
      '& .verdict': { gridColumn: 2, gridRow: 1 },
      '& .does': { gridColumn: '1 / -1' },
      '&&& .points, &&& .move': { display: 'none' },
    },
  };
});

function MoveWords(props: { promise: PromiseView }) {
  const { move } = props.promise;
  const paths = useCouplingPaths();
  if (!move) {
    return (
      <Muted>
        {props.promise.verdict === 'kept' ? 'none needed' : 'none known'}
      </Muted>
    );
  }
  const to = move.target ? paths.risks({ entity: move.target }) : undefined;
  return (
    <>
      {move.text}
      <small>
        retires{' '}
        <Num
          value={move.findings.length}
          to={move.findings.length > 0 ? to : undefined}
          label={`retires ${count(move.findings.length, 'finding')}`}
        />{' '}
        {move.findings.length === 1 ? 'finding' : 'findings'} ·{' '}
        {LEVERAGE_WORDS[move.leverage].toLocaleLowerCase('en-US')}
      </small>
    </>
  );
}

/** What breaks a promise: the last of the way to it. */
export function indictedBy(promise: PromiseView): EntitySummary | undefined {
  const way = promise.indicts?.way;
  return way?.[way.length - 1];
}

function Points(props: { promise: PromiseView }) {
  const { promise } = props;
  const by = indictedBy(promise);
  if (!by) {
    return <Muted>none</Muted>;
  }
  return (
    <>
      <EntityLink entityRef={by.ref} title={by.title} kind />
      <small>→ {promise.indicts?.words}</small>
    </>
  );
}

function Title(props: { promise: PromiseView }) {
  const { promise } = props;
  const { of } = promise;
  const to = useCouplingPaths().scorecard(of?.ref ?? '');
  return (
    <>
      <b>{promise.title}</b>
      <small>
        {of && (
          <>{to ? <DottedLink to={to}>{of.title}</DottedLink> : of.title}: </>
        )}
        {promise.claim}
      </small>
    </>
  );
}

/** The grade of the evidence and its age; without evidence, that there is none. */
function Known(props: { promise: PromiseView }) {
  const { grade, newest } = props.promise;
  if (!grade) {
    return <>nothing was observed</>;
  }
  return (
    <>
      <GradeLine grade={grade} />
      {newest
        ? `, ${days(daysBetween(newest, new Date()))}`
        : grade === 'declared' && ' only'}
    </>
  );
}

function VerdictWords(props: {
  promise: PromiseView;
  onOpen?: (promise: string) => void;
}) {
  const { promise, onOpen } = props;
  const [number, rest] = leadingNumber(promise.words);
  return (
    <>
      <b>
        <VerdictMark verdict={promise.verdict} />
      </b>
      <small>
        {onOpen ? (
          <DottedButton
            type="button"
            aria-haspopup="dialog"
            aria-label={`${promise.words}: how ${
              promise.title
            } was judged, ${count(promise.observations, 'observation')}`}
            style={{ fontWeight: 600 }}
            onClick={() => onOpen(promiseKey(promise))}
          >
            {number}
          </DottedButton>
        ) : (
          number
        )}
        {rest}
      </small>
      <small>
        <Known promise={promise} />
      </small>
    </>
  );
}

/**
 * Promises, each with a picture of what was seen, its verdict with the evidence behind it, the coupling that it comes down
 * to and the move that would mend it. Where there is no room, the last two stand below the picture.
 */
export function PromiseTable(props: {
  promises: readonly PromiseView[];
  label: string;
  compact?: boolean;
  onOpen?: (promise: string) => void;
}) {
  const { promises, label, compact, onOpen } = props;
  return (
    <Table aria-label={label} className={compact ? 'compact' : undefined}>
      <thead>
        <tr>
          <th scope="col" className="promise">
            Promise
          </th>
          <th scope="col" className="does">
            What it does
          </th>
          <th scope="col" className="verdict">
            Verdict
          </th>
          <th scope="col" className="points">
            Coupling it points to
          </th>
          <th scope="col" className="move">
            Structural move
          </th>
        </tr>
      </thead>
      <tbody>
        {promises.map(promise => (
          <tr key={promiseKey(promise)}>
            <th scope="row" className="promise">
              <Title promise={promise} />
            </th>
            <td className="does">
              <Picture picture={promise.picture} verdict={promise.verdict} />
              <div className="below">
                {indictedBy(promise) && <Points promise={promise} />}
                {promise.move && (
                  <div style={{ marginTop: 3 }}>
                    <MoveWords promise={promise} />
                  </div>
                )}
              </div>
            </td>
            <td className="verdict">
              <VerdictWords promise={promise} onOpen={onOpen} />
            </td>
            <td className="points">
              <Points promise={promise} />
            </td>
            <td className="move">
              <MoveWords promise={promise} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
