import { styled } from '@mui/material/styles';
import type { EvidenceState } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens } from '../../theme/tokens';
import { STATE_WORDS } from './sources';

const Pair = styled('span')({ whiteSpace: 'nowrap' });

const Mark = styled('svg')({
  width: 10,
  height: 10,
  marginRight: 6,
  verticalAlign: -0.5,
});

function Shape(props: { state: EvidenceState }) {
  const t = useTokens();
  switch (props.state) {
    case 'failing':
      return (
        <path
          d="M1.3 1.3l7.4 7.4M8.7 1.3L1.3 8.7"
          stroke={t.severity.critical}
          strokeWidth="2.2"
        />
      );
    case 'late':
      return <path d="M5 .8L9.6 9H.4z" fill={t.severity.high} />;
    case 'silent':
      return <path d="M0 5h10" stroke={t.severity.info} strokeWidth="2.2" />;
    case 'never':
      return (
        <circle
          cx="5"
          cy="5"
          r="4"
          fill="none"
          stroke={t.severity.info}
          strokeWidth="1.6"
          strokeDasharray="2.2 1.6"
        />
      );
    default:
      return <circle cx="5" cy="5" r="4" fill={t.fails} />;
  }
}

/** Disc speaks, triangle late, cross failing, dash silent, dotted ring not heard yet; with the word beside it. */
export function StateMark(props: { state: EvidenceState }) {
  return (
    <Pair>
      <Mark viewBox="0 0 10 10" aria-hidden>
        <Shape state={props.state} />
      </Mark>
      {STATE_WORDS[props.state]}
    </Pair>
  );
}
