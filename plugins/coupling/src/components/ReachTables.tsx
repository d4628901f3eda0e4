import { styled } from '@mui/material/styles';
import type {
  BlastRadius,
  EntitySummary,
} from '@posiwid/backstage-plugin-coupling-common';
import { Fragment, useState, type ReactNode } from 'react';
import { NO_OWNER } from '../refs';
import { count } from '../words';
import { EntityLink } from './EntityLink';
import { Num } from './Num';
import { Act, Muted, Ruled } from './styled';
import { TeamLink } from './TeamLink';

const SHOWN = 8;
const MAX_NAMES = 200;

const Pair = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  columnGap: 28,
  rowGap: 12,
  marginTop: 10,
  '&.columns': {
    '@container (min-width: 700px)': {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    },
  },
});

const Table = styled(Ruled)({
  fontSize: 12.5,
  tableLayout: 'fixed',
  '& td': { overflowWrap: 'anywhere' },
  '& .n': { width: 66 },
  '& tr.names td': { borderTop: 0, paddingTop: 0, fontSize: 12 },
});

interface Line {
  key: string;
  name: ReactNode;
  fails: number;
  degrades: number;
  keeps: number;
  /** Whether an entity is counted here. */
  holds: (entity: EntitySummary) => boolean;
}

type State = 'fails' | 'degrades';

const STATE_WORDS: Record<State, string> = {
  fails: 'that fail',
  degrades: 'that degrade',
};

/** A count that opens the entities behind it, where all of them are known. */
function Counted(props: {
  value: number;
  entities: readonly EntitySummary[];
  state: State;
  open: boolean;
  onToggle: () => void;
}) {
  const { value, entities, state, open, onToggle } = props;
  const known = value > 0 && entities.length === value;
  return (
    <Num
      value={value}
      onClick={known ? onToggle : undefined}
      expanded={open}
      label={
        known
          ? `${count(value, 'entity', 'entities')} ${STATE_WORDS[state]}`
          : undefined
      }
    />
  );
}

function Names(props: { entities: readonly EntitySummary[] }) {
  const { entities } = props;
  const more = entities.length - MAX_NAMES;
  return (
    <>
      {entities.slice(0, MAX_NAMES).map(({ ref, title }, i) => (
        <Fragment key={ref}>
          {i > 0 && ', '}
          <EntityLink entityRef={ref} title={title} />
        </Fragment>
      ))}
      {more > 0 && ` and ${more.toLocaleString('en')} more`}
    </>
  );
}

function Counts(props: {
  label: string;
  lines: readonly Line[];
  radius: BlastRadius;
}) {
  const { label, lines, radius } = props;
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<{ key: string; state: State }>();
  const isOpen = (key: string, state: State) =>
    open?.key === key && open.state === state;
  const toggle = (key: string, state: State) =>
    setOpen(isOpen(key, state) ? undefined : { key, state });
  const shown = all ? lines : lines.slice(0, SHOWN);
  return (
    <div>
      <Table aria-label={`What falls, by ${label}`}>
        <thead>
          <tr>
            <th scope="col">By {label}</th>
            <th scope="col" className="n">
              fail
            </th>
            <th scope="col" className="n">
              degrade
            </th>
            <th scope="col" className="n">
              keep
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(line => (
            <Fragment key={line.key}>
              <tr>
                <td>{line.name}</td>
                {(['fails', 'degrades'] as const).map(state => (
                  <td key={state} className="n">
                    <Counted
                      value={line[state]}
                      entities={radius[state].filter(line.holds)}
                      state={state}
                      open={isOpen(line.key, state)}
                      onToggle={() => toggle(line.key, state)}
                    />
                  </td>
                ))}
                <td className="n m">{line.keeps.toLocaleString('en')}</td>
              </tr>
              {open?.key === line.key && (
                <tr className="names">
                  <td colSpan={4}>
                    <Names entities={radius[open.state].filter(line.holds)} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </Table>
      {lines.length > shown.length && (
        <Act type="button" onClick={() => setAll(true)}>
          {lines.length - shown.length} more
        </Act>
      )}
    </div>
  );
}

/** Whether an entity has the team among its owners; `none` has what no living team owns. */
function isOf(entity: EntitySummary, team: string): boolean {
  return team === NO_OWNER
    ? entity.teams.every(({ standing }) => standing !== 'living')
    : entity.teams.some(({ ref }) => ref === team);
}

/** How many fail, degrade and keep working with a thing, by team and by system. */
export function ReachTables(props: {
  radius: BlastRadius;
  /** Side by side where there is room. */
  columns?: boolean;
}) {
  const { radius, columns } = props;
  return (
    <Pair className={columns ? 'columns' : undefined}>
      <Counts
        label="team"
        lines={radius.byTeam.map(({ team, ...counts }) => ({
          key: team.ref,
          name: <TeamLink team={team.ref === NO_OWNER ? NO_OWNER : team} />,
          holds: entity => isOf(entity, team.ref),
          ...counts,
        }))}
        radius={radius}
      />
      <Counts
        label="system"
        lines={radius.bySystem.map(({ ref, title, ...counts }) => ({
          key: ref ?? '',
          name: ref ? (
            <EntityLink entityRef={ref} title={title} />
          ) : (
            <Muted>{title}</Muted>
          ),
          holds: entity => entity.system === ref,
          ...counts,
        }))}
        radius={radius}
      />
    </Pair>
  );
}
