import { styled } from '@mui/material/styles';
import type { BlastRadius } from '@posiwid/backstage-plugin-coupling-common';
import { useState, type ReactNode } from 'react';
import { NO_OWNER } from '../refs';
import { EntityLink } from './EntityLink';
import { Act, Muted, Ruled } from './styled';
import { TeamLink } from './TeamLink';

const SHOWN = 8;

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
});

interface Line {
  key: string;
  name: ReactNode;
  fails: number;
  degrades: number;
  keeps: number;
}

function Counts(props: { label: string; lines: readonly Line[] }) {
  const { label, lines } = props;
  const [all, setAll] = useState(false);
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
          {shown.map(({ key, name, fails, degrades, keeps }) => (
            <tr key={key}>
              <td>{name}</td>
              <td className="n">{fails.toLocaleString('en')}</td>
              <td className="n">{degrades.toLocaleString('en')}</td>
              <td className="n m">{keeps.toLocaleString('en')}</td>
            </tr>
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
          ...counts,
        }))}
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
          ...counts,
        }))}
      />
    </Pair>
  );
}
