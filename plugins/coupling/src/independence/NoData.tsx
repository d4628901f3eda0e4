import { styled } from '@mui/material/styles';
import { tokensOf } from '../theme/tokens';

/** Hatching is "no data": never a colour of success or failure. */
export function hatching(colour: string): string {
  return `repeating-linear-gradient(135deg, ${colour} 0 1px, transparent 1px 6px)`;
}

const Frame = styled('span')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'inline-flex',
    alignItems: 'center',
    border: `1px solid ${t.faint}`,
    borderRadius: 3,
    fontSize: 11.5,
    lineHeight: '14px',
    color: t.muted,
    paddingRight: 7,
    whiteSpace: 'nowrap',
    '&::before': {
      content: '""',
      width: 14,
      alignSelf: 'stretch',
      marginRight: 5,
      background: hatching(t.faint),
    },
  };
});

/** Nothing is known: hatched, with the words. */
export function NoData(props: { words?: string }) {
  return <Frame>{props.words ?? 'no data'}</Frame>;
}
