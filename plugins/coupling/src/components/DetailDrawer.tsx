/** A drawer on the right side that says everything about the one thing that the address names, and what its inside is set in. */
import Drawer from '@mui/material/Drawer';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { tokensOf } from '../theme/tokens';
import { Act } from './styled';

const Panel = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    boxSizing: 'border-box',
    maxWidth: '100vw',
    minHeight: '100%',
    padding: '16px 22px 28px',
    background: t.surface,
    borderLeft: `1px solid ${t.faint}`,
    color: t.text,
    fontFamily: theme.typography.fontFamily,
    fontSize: 12.5,
    lineHeight: '18px',
    '& *': { boxSizing: 'border-box' },
  };
});

/** The first line; what closes the drawer comes last in it. */
export const DetailTop = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 16,
  alignItems: 'baseline',
  '& > :last-child': { marginLeft: 'auto' },
});

export const DetailTitle = styled('h2')(({ theme }) => ({
  fontFamily: theme.typography.fontFamily,
  fontSize: 17,
  lineHeight: '22px',
  fontWeight: 600,
  margin: '8px 0 4px',
  overflowWrap: 'anywhere',
}));

export const DetailText = styled('p')({
  margin: '0 0 4px',
  overflowWrap: 'anywhere',
});

/** The word that closes a drawer. */
export function CloseButton(props: { onClose: () => void }) {
  return (
    <Act type="button" onClick={props.onClose}>
      Close
    </Act>
  );
}

/** Holds the focus while it is open and gives it back; Escape closes it. */
export function DetailDrawer(props: {
  open: boolean;
  onClose: () => void;
  /** Of the element that names it. */
  titleId: string;
  /** px */
  width: number;
  children: ReactNode;
}) {
  const { open, onClose, titleId, width, children } = props;
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={onClose}
      ModalProps={{ 'aria-labelledby': titleId }}
      slotProps={{ backdrop: { invisible: true } }}
      PaperProps={
        {
          elevation: 0,
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': titleId,
        } as object
      }
      transitionDuration={120}
    >
      <Panel style={{ width }}>{children}</Panel>
    </Drawer>
  );
}
