import { styled } from '@mui/material/styles';
import type {
  Independence,
  IndependencePart,
  IndependenceRow,
} from '@posiwid/backstage-plugin-coupling-common';
import { useId, useState } from 'react';
import { EntityLink } from '../components/EntityLink';
import { GradeLine } from '../components/GradeLine';
import { DottedButton, Muted, Unseen } from '../components/styled';
import { nameOf } from '../refs';
import { tokensOf } from '../theme/tokens';
import { EventName } from './EventName';
import { lanesOf, type Bar } from './lanes';
import { hatching } from './NoData';

/** Lanes of a layer that are drawn; the rest is in what the row opens. */
const MAX_LANES = 4;
/** Above this many members their names are left to the screen reader and the rows. */
const MAX_LABELS = 8;

const Table = styled('table')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'collapse',
    fontSize: 12.5,
    '& th': { fontWeight: 400, textAlign: 'left', color: t.muted },
    '& th, & td': { padding: '2px 0', verticalAlign: 'middle' },
    '& .layer': {
      width: 88,
      paddingRight: 6,
      overflowWrap: 'anywhere',
      '&::first-letter': { textTransform: 'uppercase' },
    },
    '& .words': { width: 76, paddingLeft: 10 },
    '& tr.more td': { padding: '2px 0 10px 88px' },
  };
});

const Labels = styled('span')(({ theme }) => ({
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: 'minmax(0, 1fr)',
  columnGap: 3,
  fontSize: 11.5,
  color: tokensOf(theme).muted,
  '& > span': {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
}));

const Lane = styled('div')({
  display: 'grid',
  columnGap: 3,
  '& + &': { marginTop: 1 },
});

type Look = 'alone' | 'shared' | 'soft' | 'assumed' | 'no-data';

const Block = styled('div', { shouldForwardProp: prop => prop !== 'look' })<{
  look: Look;
}>(({ theme, look }) => {
  const t = tokensOf(theme);
  const looks = {
    alone: {
      background: `color-mix(in srgb, ${t.severity.critical} 14%, transparent)`,
      boxShadow: `inset 4px 0 ${t.severity.critical}`,
    },
    shared: { background: t.cell[1] },
    soft: { border: `1px dashed ${t.faint}` },
    assumed: { border: `1px dotted ${t.faint}`, color: t.muted },
    'no-data': {
      border: `1px solid ${t.line}`,
      background: hatching(t.line),
      color: t.muted,
    },
  };
  return {
    minWidth: 0,
    minHeight: 21,
    borderRadius: 2,
    padding: '2px 8px',
    lineHeight: '17px',
    color: t.text,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '.thin &': {
      minHeight: 14,
      padding: '0 8px',
      lineHeight: '14px',
      fontSize: 11.5,
    },
    '&.all': { whiteSpace: 'normal', lineHeight: '16px' },
    '&.all > span': { background: t.surface, padding: '0 3px' },
    ...looks[look],
  };
});

const Parts = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': { padding: '2px 0', overflowWrap: 'anywhere' },
});

function lookOf(
  row: IndependenceRow,
  part: IndependencePart,
  members: number,
): Look {
  if (row.verdict === 'assumed') return 'assumed';
  if (part.by === 'degrades') return 'soft';
  // A team, an outside party or a clock stops nothing by itself, and a staged change not all at once: the words say so.
  const stopsAll =
    part.by !== 'decides' && row.layer !== 'clock' && row.words !== 'staged';
  return row.verdict === 'alone' && stopsAll && part.members.length === members
    ? 'alone'
    : 'shared';
}

/** What is said on a bar after its name: what limits the harm, or that somebody lives with it. */
function noteOf(part: IndependencePart): string | undefined {
  return part.mechanism ?? (part.accepted ? 'accepted' : undefined);
}

function BarBlock(props: { bar: Bar; row: IndependenceRow; members: number }) {
  const { bar, row, members } = props;
  const { part, from, to } = bar;
  const note = noteOf(part);
  const wide = to - from + 1 === members;
  return (
    <Block
      look={lookOf(row, part, members)}
      style={{ gridColumn: `${from + 1} / ${to + 2}` }}
      title={`${part.name}${note ? `: ${note}` : ''}`}
    >
      <EventName event={part} />
      {note && wide && <Muted>, {note}</Muted>}
    </Block>
  );
}

function Bars(props: { row: IndependenceRow; members: number }) {
  const { row, members } = props;
  const lanes = lanesOf(row.parts);
  if (lanes.length === 0) {
    const known = row.verdict === 'apart';
    return known ? (
      <Lane
        style={{ gridTemplateColumns: `repeat(${members}, minmax(0, 1fr))` }}
      >
        {Array.from({ length: members }, (_, i) => (
          <Block key={i} look="shared" aria-hidden />
        ))}
      </Lane>
    ) : (
      <Block look={row.verdict === 'assumed' ? 'assumed' : 'no-data'}>
        {row.verdict === 'assumed' ? 'nothing says either way' : ''}
      </Block>
    );
  }
  return (
    <div className={lanes.length > 1 ? 'thin' : undefined}>
      {lanes.slice(0, MAX_LANES).map((bars, i) => (
        <Lane
          key={i}
          style={{ gridTemplateColumns: `repeat(${members}, minmax(0, 1fr))` }}
        >
          {bars.map(bar => (
            <BarBlock
              key={`${bar.from} ${bar.part.name}`}
              bar={bar}
              row={row}
              members={members}
            />
          ))}
        </Lane>
      ))}
      {lanes.length > MAX_LANES && (
        <Muted style={{ fontSize: 11.5 }}>
          and {lanes.length - MAX_LANES} more
        </Muted>
      )}
    </div>
  );
}

const BY_WORDS: Record<IndependencePart['by'], string> = {
  fails: 'fail with it',
  degrades: 'degrade with it',
  changes: 'take its changes',
  decides: 'follow its decisions',
};

function PartLine(props: { part: IndependencePart; register: Independence }) {
  const { part, register } = props;
  const { members } = register;
  const who =
    part.members.length === members.length
      ? `all ${members.length}`
      : part.members.map(m => members[m]?.label).join(', ');
  return (
    <>
      <EventName event={part} />: {who} {BY_WORDS[part.by]};{' '}
      {part.mechanism ?? <Muted>no mechanism stated</Muted>}
      {part.accepted && `; accepted: ${part.accepted}`}{' '}
      <GradeLine grade={part.grade} />
      {part.way.length > 1 && (
        <div>
          <Muted>
            {part.way.map((step, i) => (
              <span key={`${i} ${step}`}>
                {i > 0 && ' → '}
                {step.includes(':') ? (
                  <EntityLink entityRef={step} title={nameOf(step)} />
                ) : (
                  step
                )}
              </span>
            ))}
          </Muted>
        </div>
      )}
    </>
  );
}

function Row(props: { row: IndependenceRow; register: Independence }) {
  const { row, register } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const { parts, words, layer } = row;
  return (
    <>
      <tr>
        <th scope="row" className="layer">
          {layer}
        </th>
        <td>
          <Bars row={row} members={register.members.length} />
        </td>
        <td className="words">
          {parts.length > 0 ? (
            <DottedButton
              type="button"
              aria-expanded={open}
              aria-controls={id}
              aria-label={`${layer}: ${words}`}
              onClick={() => setOpen(!open)}
            >
              {words}
            </DottedButton>
          ) : (
            <Muted>{words}</Muted>
          )}
        </td>
      </tr>
      {open && (
        <tr className="more" id={id}>
          <td colSpan={3}>
            <Parts>
              {parts.map((part, i) => (
                <li key={`${i} ${part.name}`}>
                  <PartLine part={part} register={register} />
                </li>
              ))}
            </Parts>
          </td>
        </tr>
      )}
    </>
  );
}

/**
 * What members share, a row a layer: one bar is one failure, as wide as the members that rest on it. The words on the
 * right open what each bar is, what limits its harm, and the way down to it.
 */
export function IndependenceRegister(props: {
  register: Independence;
  /** Accessible name. */
  label: string;
}) {
  const { register, label } = props;
  const { members } = register;
  const silent = register.rows.filter(({ verdict }) => verdict === 'no-data');
  const fold = silent.length > 2;
  const rows = fold
    ? register.rows.filter(row => !silent.includes(row))
    : register.rows;
  return (
    <Table aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className="layer">
            <Unseen>Layer</Unseen>
          </th>
          <th scope="col">
            <Labels>
              {members.length <= MAX_LABELS ? (
                members.map((member, i) => (
                  <span key={i} title={member.entity.ref}>
                    {member.label}
                  </span>
                ))
              ) : (
                <span>
                  {members.length} members, {members[0].label} to{' '}
                  {members[members.length - 1].label}
                </span>
              )}
            </Labels>
          </th>
          <th scope="col" className="words">
            <Unseen>How far apart</Unseen>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Row key={row.layer} row={row} register={register} />
        ))}
        {fold && (
          <tr>
            <th scope="row" className="layer">
              {silent.length} more
            </th>
            <td>
              <Block look="no-data" className="all">
                <span>{silent.map(({ layer }) => layer).join(', ')}</span>
              </Block>
            </td>
            <td className="words">
              <Muted>no data</Muted>
            </td>
          </tr>
        )}
      </tbody>
    </Table>
  );
}
