import { styled } from '@mui/material/styles';
import type { Grade } from '@posiwid/backstage-plugin-coupling-common';
import { tokensOf } from '../theme/tokens';
import { Unseen } from './styled';

const Line = styled('svg')(({ theme }) => ({
  width: 22,
  height: 6,
  flex: 'none',
  verticalAlign: 2,
  color: tokensOf(theme).muted,
}));

const Pair = styled('span')({ whiteSpace: 'nowrap' });

const Word = styled('span')({ marginLeft: 6 });

function Stroke(props: { grade: Grade }) {
  switch (props.grade) {
    case 'tested':
      return (
        <path d="M0 1.2h22M0 4.8h22" stroke="currentColor" strokeWidth="1.4" />
      );
    case 'observed':
      return <path d="M0 3h22" stroke="currentColor" strokeWidth="1.6" />;
    case 'declared':
      return (
        <path
          d="M0 3h22"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeDasharray="5 3.5"
        />
      );
    default:
      return (
        <path
          d="M1 3h22"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeDasharray="0 4"
          strokeLinecap="round"
        />
      );
  }
}

/** How well something is known, as a line style and its word; with `wordless` the word is for screen readers only. */
export function GradeLine(props: { grade: Grade; wordless?: boolean }) {
  const { grade, wordless } = props;
  return (
    <Pair>
      <Line viewBox="0 0 22 6" aria-hidden>
        <Stroke grade={grade} />
      </Line>
      {wordless ? <Unseen>{grade}</Unseen> : <Word>{grade}</Word>}
    </Pair>
  );
}
