import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { tokensOf } from '../theme/tokens';
import { NARROW } from './styled';

const Frame = styled('header')({ marginBottom: 18 });

/** Below the sentence, which has the whole width: what is said of it on the left, the controls on the right. */
const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  alignItems: 'baseline',
  columnGap: 32,
  rowGap: 6,
  marginTop: 3,
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
  flex: '1 1 300px',
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
  marginLeft: 'auto',
  color: tokensOf(theme).muted,
  [`@container (max-width: ${NARROW}px)`]: {
    justifyContent: 'flex-start',
    marginLeft: 0,
  },
}));

/** One computed sentence that opens a page, and the line below it with the controls of the page on the right. */
export function Headline(props: {
  sentence: string;
  second?: ReactNode;
  controls?: ReactNode;
}) {
  const { second } = props;
  const sentence = <Sentence>{props.sentence}</Sentence>;
  return (
    <Frame>
      {second && sentence}
      <Line>
        {second ? <Second>{second}</Second> : sentence}
        {props.controls && <Controls>{props.controls}</Controls>}
      </Line>
    </Frame>
  );
}
