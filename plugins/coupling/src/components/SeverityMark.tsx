import { styled } from '@mui/material/styles';
import type { Severity } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens } from '../theme/tokens';
import { Unseen } from './styled';

const Mark = styled('svg')({
  width: 10,
  height: 10,
  flex: 'none',
  display: 'inline-block',
  verticalAlign: '-0.5px',
});

const Pair = styled('span')({ whiteSpace: 'nowrap' });

const Word = styled('span')({ marginLeft: 5 });

function Shape(props: { severity: Severity }) {
  switch (props.severity) {
    case 'critical':
      return <path d="M5 0l5 5-5 5-5-5z" fill="currentColor" />;
    case 'high':
      return <path d="M5 .7 10 9.6H0z" fill="currentColor" />;
    case 'medium':
      return <circle cx="5" cy="5" r="4.2" fill="currentColor" />;
    case 'low':
      return (
        <circle
          cx="5"
          cy="5"
          r="3.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
        />
      );
    default:
      return <path d="M1 5h8" stroke="currentColor" strokeWidth="2" />;
  }
}

/** A severity as a shape and its word; with `wordless` the word is for screen readers only. */
export function SeverityMark(props: {
  severity: Severity;
  wordless?: boolean;
}) {
  const { severity, wordless } = props;
  const tokens = useTokens();
  return (
    <Pair>
      <Mark
        viewBox="0 0 10 10"
        aria-hidden
        style={{ color: tokens.severity[severity] }}
      >
        <Shape severity={severity} />
      </Mark>
      {wordless ? <Unseen>{severity}</Unseen> : <Word>{severity}</Word>}
    </Pair>
  );
}
