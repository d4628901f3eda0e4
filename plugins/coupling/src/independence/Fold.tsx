import { styled } from '@mui/material/styles';
import type { PropsWithChildren } from 'react';
import { tokensOf } from '../theme/tokens';

const Details = styled('details')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    marginTop: 4,
    '& > summary': {
      color: t.muted,
      fontSize: 12,
      cursor: 'pointer',
      width: 'max-content',
      '&:hover': { color: t.accent },
      '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
    },
  };
});

/** More of the same behind one line; closed at first. */
export function Fold(props: PropsWithChildren<{ words: string }>) {
  return (
    <Details>
      <summary>{props.words}</summary>
      {props.children}
    </Details>
  );
}
