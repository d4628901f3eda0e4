import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { tokensOf } from '../theme/tokens';
import { NARROW } from './styled';

const Frame = styled('header')({
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'flex-end',
  columnGap: 32,
  rowGap: 8,
  marginBottom: 18,
  [`@container (max-width: ${NARROW}px)`]: {
    flexDirection: 'column',
    alignItems: 'flex-start',
    '& > div': { flex: 'none', maxWidth: '100%' },
  },
  // The sentence comes first: many controls take two lines rather than half of the width.
  '& > div:first-of-type': { flex: '1 0 52%' },
});

const Sentence = styled('h2')(({ theme }) => ({
  fontFamily: theme.typography.fontFamily,
  fontSize: 22,
  lineHeight: '28px',
  fontWeight: 600,
  letterSpacing: '-.2px',
  margin: 0,
  overflowWrap: 'anywhere',
}));

const Second = styled('div')(({ theme }) => ({
  marginTop: 3,
  color: tokensOf(theme).muted,
}));

const Controls = styled('div')(({ theme }) => ({
  display: 'flex',
  flex: '0 1 auto',
  flexWrap: 'wrap',
  justifyContent: 'flex-end',
  columnGap: 20,
  rowGap: 4,
  alignItems: 'baseline',
  color: tokensOf(theme).muted,
  [`@container (max-width: ${NARROW}px)`]: { justifyContent: 'flex-start' },
}));

/** One computed sentence that opens a page, the line below it, and the controls of the page on the right. */
export function Headline(props: {
  sentence: string;
  second?: ReactNode;
  controls?: ReactNode;
}) {
  return (
    <Frame>
      <div>
        <Sentence>{props.sentence}</Sentence>
        {props.second && <Second>{props.second}</Second>}
      </div>
      {props.controls && <Controls>{props.controls}</Controls>}
    </Frame>
  );
}
