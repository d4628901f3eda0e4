import { styled } from '@mui/material/styles';
import type {
  EntityView,
  Interface,
  TeamRef,
} from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import {
  Act,
  EntityLink,
  Muted,
  Ruled,
  Section,
  SeverityMark,
  TeamLinks,
} from '../components';
import { tokensOf } from '../theme/tokens';
import { count } from '../words';
import { ContractWords } from './ContractWords';
import { voiceOf } from './entityWords';

/** Rows shown of each side before the rest is asked for. */
const SHOWN = 15;

const Table = styled(Ruled)(({ theme }) => ({
  tableLayout: 'fixed',
  fontSize: 12.5,
  lineHeight: '16px',
  '& td': { overflowWrap: 'anywhere' },
  '& .contract': { width: 118 },
  '& .other': { width: '34%' },
  '& th.side': {
    color: tokensOf(theme).muted,
    fontSize: 11.5,
    padding: '7px 0 2px',
    borderTop: `1px solid ${tokensOf(theme).line}`,
  },
  '& th.side + th': { borderTop: `1px solid ${tokensOf(theme).line}` },
  '& tr.first td': { borderTop: 0 },
}));

function Rows(props: {
  title: string;
  items: readonly Interface[];
  otherSide: (item: Interface) => readonly TeamRef[];
}) {
  const { title, items, otherSide } = props;
  const [all, setAll] = useState(false);
  if (items.length === 0) {
    return null;
  }
  const shown = all ? items : items.slice(0, SHOWN);
  const more = items.length - shown.length;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3} className="side">
          {title}
        </th>
      </tr>
      {shown.map((item, i) => (
        <tr key={item.provider.ref} className={i === 0 ? 'first' : undefined}>
          <td>
            <EntityLink
              entityRef={item.provider.ref}
              title={item.provider.title}
              kind
            />{' '}
            {item.severity && (
              <SeverityMark severity={item.severity} wordless />
            )}
          </td>
          <td>
            <TeamLinks teams={otherSide(item)} max={2} />
          </td>
          <td>
            <ContractWords interface={item} />
          </td>
        </tr>
      ))}
      {more > 0 && (
        <tr>
          <td colSpan={3}>
            <Act type="button" onClick={() => setAll(true)}>
              {count(more, 'more interface')}
            </Act>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** The interfaces that a thing shares with other teams: what it needs of them, and what they need of it. */
export function TeamInterfaces(props: { view: EntityView }) {
  const { view } = props;
  const { needs, neededBy } = view;
  const voice = voiceOf(view);
  const teams = new Set([
    ...needs.flatMap(({ provider }) => provider.teams.map(({ ref }) => ref)),
    ...neededBy.flatMap(({ consumerTeams }) =>
      consumerTeams.map(({ ref }) => ref),
    ),
  ]);
  const total = needs.length + neededBy.length;
  return (
    <Section
      title="Interfaces with other teams"
      aside={total > 0 && `${total} with ${count(teams.size, 'team')}`}
    >
      {total === 0 ? (
        <Muted>
          None that is declared or observed: whatever {voice.it} needs, and
          whatever needs {voice.it}, has the same owner.
        </Muted>
      ) : (
        <Table aria-label="Interfaces with other teams">
          <thead>
            <tr>
              <th scope="col">Interface</th>
              <th scope="col" className="other">
                Other side
              </th>
              <th scope="col" className="contract">
                Contract
              </th>
            </tr>
          </thead>
          <Rows
            title={voice.need}
            items={needs}
            otherSide={item => item.provider.teams}
          />
          <Rows
            title={voice.neededBy}
            items={neededBy}
            otherSide={item => item.consumerTeams}
          />
        </Table>
      )}
    </Section>
  );
}
