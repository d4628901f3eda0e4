import { styled } from '@mui/material/styles';
import type { Clocks } from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink } from '../../../components/EntityLink';
import { Num } from '../../../components/Num';
import { Ruled } from '../../../components/styled';
import { JobLines, MeetingFindings } from './MeetingLines';
import { startAt, whenWords, type Clock } from './week';

const Table = styled(Ruled)({
  marginTop: 8,
  tableLayout: 'fixed',
  '& .thing': { width: '20%' },
  '& .when': { width: '20%' },
  '& .few': { width: 44 },
  '& .findings': { width: '24%' },
  '& td': { overflowWrap: 'anywhere' },
});

/** All that the calendar shows, as a table: one row a thing on which jobs meet. */
export function MeetingsTable(props: {
  id: string;
  clocks: Pick<Clocks, 'from' | 'meetings'>;
  clock: Clock;
  zone: string;
}) {
  const { id, clocks, clock, zone } = props;
  return (
    <Table id={id} aria-label="Jobs that start together">
      <thead>
        <tr>
          <th className="thing">They meet on</th>
          <th className="when">When, {zone}</th>
          <th>Jobs</th>
          <th className="n few">fail</th>
          <th className="findings">Findings</th>
        </tr>
      </thead>
      <tbody>
        {clocks.meetings.map(meeting => (
          <tr key={meeting.target.ref}>
            <td>
              <EntityLink
                entityRef={meeting.target.ref}
                title={meeting.target.title}
                kind
              />
            </td>
            <td>
              {whenWords(
                meeting.at.map(minutes => startAt(clocks.from, minutes, clock)),
              )}
            </td>
            <td>
              <JobLines meeting={meeting} />
            </td>
            <td className="n">
              <Num value={meeting.fails} />
            </td>
            <td>
              <MeetingFindings meeting={meeting} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
