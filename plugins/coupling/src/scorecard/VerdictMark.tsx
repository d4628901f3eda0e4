import { styled } from '@mui/material/styles';
import type { Verdict } from '@posiwid/backstage-plugin-coupling-common';
import { Unseen } from '../components/styled';
import { useTokens } from '../theme/tokens';

const Pair = styled('span')({ whiteSpace: 'nowrap' });

const Mark = styled('svg')({
  width: 10,
  height: 10,
  flex: 'none',
  marginRight: 6,
  verticalAlign: -0.5,
});

function Shape(props: { verdict: Verdict }) {
  const { verdict } = props;
  const colour = useTokens().verdict[verdict];
  switch (verdict) {
    case 'contradicted':
      return (
        <path
          d="M1.3 1.3l7.4 7.4M8.7 1.3L1.3 8.7"
          stroke={colour}
          strokeWidth="2.2"
        />
      );
    case 'kept':
      return (
        <path
          d="M.8 5.4l3 3L9.3 1.8"
          fill="none"
          stroke={colour}
          strokeWidth="2.2"
        />
      );
    case 'expired':
      return (
        <path
          d="M.5 .5h9v9h-9zM.5 5L5 .5M.5 9.5l9-9M5 9.5L9.5 5"
          fill="none"
          stroke={colour}
          strokeWidth="1.2"
        />
      );
    default:
      return (
        <circle
          cx="5"
          cy="5"
          r="4"
          fill="none"
          stroke={colour}
          strokeWidth="1.6"
          strokeDasharray="2.2 1.6"
        />
      );
  }
}

/**
 * Cross contradicted, check kept, dotted ring unproven, hatched square expired; with the word beside it, and how many
 * there are where they are counted.
 */
export function VerdictMark(props: {
  verdict: Verdict;
  count?: number;
  wordless?: boolean;
}) {
  const { verdict, count, wordless } = props;
  const words = `${
    count === undefined ? '' : `${count.toLocaleString('en')} `
  }${verdict}`;
  return (
    <Pair>
      <Mark viewBox="0 0 10 10" aria-hidden>
        <Shape verdict={verdict} />
      </Mark>
      {wordless ? <Unseen>{words}</Unseen> : words}
    </Pair>
  );
}
