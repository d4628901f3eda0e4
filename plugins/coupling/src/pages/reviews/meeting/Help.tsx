import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import { Act } from '../../../components';
import { Check } from '../../../components/Check';
import { tokensOf } from '../../../theme/tokens';
import { KEYS, keysAreOff, switchKeys } from './roomKeys';

const Body = styled('div')(({ theme }) => ({
  padding: '20px 28px',
  color: tokensOf(theme).text,
  fontFamily: theme.typography.fontFamily,
  fontSize: 17,
  lineHeight: '26px',
  '& h2': { font: 'inherit', fontSize: 20, fontWeight: 600, margin: '0 0 8px' },
  '& dl': {
    display: 'grid',
    gridTemplateColumns: '60px 1fr',
    margin: '0 0 14px',
  },
  '& dt': { fontWeight: 600 },
  '& dd': { margin: 0 },
}));

/** Every key of the meeting. */
export function Help(props: { onClose: () => void }) {
  const id = useId();
  const [off, setOff] = useState(keysAreOff);
  return (
    <Dialog
      open
      onClose={props.onClose}
      aria-labelledby={id}
      transitionDuration={0}
      sx={{ zIndex: 1500 }}
    >
      <Body>
        <h2 id={id}>Keys of the meeting</h2>
        <dl>
          {KEYS.flatMap(([key, what]) => [
            <dt key={key}>{key}</dt>,
            <dd key={`${key} what`}>{what}</dd>,
          ])}
        </dl>
        <p>
          <Check
            checked={off}
            onChange={() => {
              switchKeys(!off);
              setOff(!off);
            }}
          >
            Single keys do nothing on this machine
          </Check>
        </p>
        {/* A dialog has to take the focus somewhere. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <Act type="button" autoFocus onClick={props.onClose}>
          Close
        </Act>
      </Body>
    </Dialog>
  );
}
