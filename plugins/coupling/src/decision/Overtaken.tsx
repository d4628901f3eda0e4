import { styled } from '@mui/material/styles';
import type { OvertakenDecision } from '@posiwid/backstage-plugin-coupling-common';
import { tokensOf } from '../theme/tokens';
import { count } from '../words';
import { LongText } from './LongText';
import { saidOf } from './saidOf';
import { StandingMark } from './StandingMark';
import { Person } from './Person';

const Frame = styled('div')(({ theme }) => ({
  borderLeft: `3px solid ${tokensOf(theme).warning}`,
  padding: '2px 0 2px 10px',
  margin: '10px 0',
  '&:focus': { outline: 'none' },
  '& p': { margin: '0 0 4px' },
  '& ul': { margin: '0 0 4px', paddingLeft: 18 },
}));

/** What others decided while a form was filled in. Nothing of the form was kept by the backend, and nothing of it is lost here. */
export function Overtaken(props: { by: OvertakenDecision }) {
  const { since, standing } = props.by;
  return (
    <Frame role="alert" tabIndex={-1} data-focus>
      <p>
        <strong>
          {since.length === 1
            ? 'Somebody decided while you were writing.'
            : `${count(
                since.length,
                'decision',
              )} came in while you were writing.`}
        </strong>{' '}
        Yours was not kept; what you wrote is still here.
      </p>
      <ul>
        {since.map(decision => (
          <li key={decision.id}>
            <Person entityRef={decision.by} />{' '}
            <LongText text={saidOf(decision.body)} />
          </li>
        ))}
      </ul>
      <p>
        Now: <StandingMark state={standing.state} />
      </p>
    </Frame>
  );
}
