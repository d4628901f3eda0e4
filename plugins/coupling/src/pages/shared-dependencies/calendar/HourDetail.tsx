import { styled } from '@mui/material/styles';
import { EntityLink } from '../../../components/EntityLink';
import { Num } from '../../../components/Num';
import { Muted } from '../../../components/styled';
import { tokensOf } from '../../../theme/tokens';
import { useCouplingPaths } from '../../../url/paths';
import { count } from '../../../words';
import { JobLines, MeetingFindings } from './MeetingLines';
import { DAYS, timeOf, whenWords, type Cell } from './week';

const Frame = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    marginTop: 10,
    '& h4': { font: 'inherit', fontWeight: 600, margin: '0 0 4px' },
    '& .thing': {
      display: 'grid',
      gridTemplateColumns: 'minmax(150px, 1fr) minmax(0, 2fr) minmax(0, 1fr)',
      columnGap: 20,
      rowGap: 4,
      padding: '5px 0',
      borderTop: `1px solid ${t.line}`,
    },
    '@container (max-width: 760px)': {
      '& .thing': { gridTemplateColumns: '1fr' },
    },
  };
});

/** What meets in one hour, thing by thing; said aloud when another hour is opened. */
export function HourDetail(props: { cell: Cell; zone: string }) {
  const { cell, zone } = props;
  const paths = useCouplingPaths();
  return (
    <Frame aria-live="polite">
      <h4>
        {DAYS[cell.day]} {timeOf({ hour: cell.hour, minute: 0 })} {zone}:{' '}
        {count(cell.jobs, 'job')}
      </h4>
      {cell.meetings.map(({ meeting, starts }) => (
        <div className="thing" key={meeting.target.ref}>
          <div>
            <Muted>{whenWords(starts)} on</Muted>{' '}
            <EntityLink
              entityRef={meeting.target.ref}
              title={meeting.target.title}
              kind
            />
            <div>
              <Num
                value={meeting.fails}
                to={paths.entityMap(meeting.target.ref)}
                label={`${meeting.fails} entities fail with ${
                  meeting.target.title || meeting.target.name
                }`}
              />{' '}
              <Muted>{meeting.fails === 1 ? 'fails' : 'fail'} with it</Muted>
            </div>
          </div>
          <JobLines meeting={meeting} />
          <MeetingFindings meeting={meeting} />
        </div>
      ))}
    </Frame>
  );
}
