import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useId, type PropsWithChildren } from 'react';
import { Act } from '../components/styled';
import { tokensOf } from '../theme/tokens';
import { Buttons, Solid } from './fields';

const Body = styled('div')(({ theme }) => ({
  padding: '20px 24px',
  maxWidth: 480,
  color: tokensOf(theme).text,
  fontFamily: theme.typography.fontFamily,
  fontSize: 15,
  lineHeight: '22px',
  '& h2': { font: 'inherit', fontSize: 18, fontWeight: 600, margin: '0 0 6px' },
  '& p': { margin: '0 0 16px' },
}));

/** Asks before something that cannot be taken back. Enter does it, Escape does not. */
export function Confirm(
  props: PropsWithChildren<{
    title: string;
    act: string;
    onAct: () => void;
    onCancel: () => void;
  }>,
) {
  const id = useId();
  return (
    <Dialog
      open
      onClose={props.onCancel}
      aria-labelledby={id}
      transitionDuration={0}
      sx={{ zIndex: 1500 }}
    >
      <Body>
        <h2 id={id}>{props.title}</h2>
        <p>{props.children}</p>
        <Buttons>
          {/* A dialog has to take the focus somewhere. */}
          {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
          <Solid type="button" autoFocus onClick={props.onAct}>
            {props.act}
          </Solid>
          <Act type="button" onClick={props.onCancel}>
            Cancel
          </Act>
        </Buttons>
      </Body>
    </Dialog>
  );
}
