import { styled } from '@mui/material/styles';
import type { Claim } from '@posiwid/backstage-plugin-coupling-common';
import { useMemo } from 'react';
import { Section } from '../components/Section';
import { Muted, Ruled } from '../components/styled';
import { useWidth } from '../map/useWidth';
import { count } from '../words';
import { methodWords, orderWords } from './claimWords';
import { EventName } from './EventName';
import { Fold } from './Fold';
import { RiskGroupsPicture } from './RiskGroupsPicture';
import { groupCount, riskBands } from './riskRows';

const WIDTH = 430;

const Table = styled(Ruled)({
  fontSize: 12.5,
  '& td': { overflowWrap: 'anywhere' },
});

function RiskGroupsTable(props: { claim: Claim }) {
  const { claim } = props;
  return (
    <Table aria-label="Risk groups">
      <thead>
        <tr>
          <th scope="col">Together</th>
          <th scope="col">What it takes</th>
          <th scope="col">Members that fall</th>
        </tr>
      </thead>
      <tbody>
        {claim.groups.map((group, i) => (
          <tr key={i}>
            <td>{orderWords(claim, group.events.length)}</td>
            <td>
              {group.events.map((event, e) => (
                <div key={`${event.kind} ${event.name}`}>
                  {e > 0 && 'and '}
                  <EventName event={event} layer />
                  {event.kind === 'change' && <Muted>, a bad change</Muted>}
                </div>
              ))}
            </td>
            <td>
              {group.fells.map((fells, e) => (
                <div key={e}>
                  {fells.length === 0 && 'none alone, only together'}
                  {fells.length === claim.members.length
                    ? `all ${fells.length}`
                    : fells.map(m => claim.members[m]?.label).join(', ')}
                </div>
              ))}
            </td>
          </tr>
        ))}
        {claim.byOrder.map(({ order, count: groups }) => (
          <tr key={`order ${order}`}>
            <td>{orderWords(claim, order)}</td>
            <td colSpan={2}>
              <Muted>{groupCount(groups)} in all</Muted>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What together leaves too few members, as a picture with its table. */
export function RiskGroups(props: { claim: Claim }) {
  const { claim } = props;
  const [ref, width] = useWidth<HTMLDivElement>(WIDTH);
  const bands = useMemo(() => riskBands(claim), [claim]);
  return (
    <Section
      title="Risk groups"
      aside={
        claim.method === 'none'
          ? 'not counted'
          : `${groupCount(claim.count)}, ${methodWords(claim)}, of ${count(
              claim.events,
              'event',
            )}`
      }
    >
      <div ref={ref}>
        <RiskGroupsPicture claim={claim} bands={bands} width={width} />
      </div>
      <Fold words="As a table">
        <RiskGroupsTable claim={claim} />
      </Fold>
    </Section>
  );
}
