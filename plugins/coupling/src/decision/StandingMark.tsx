import { styled } from '@mui/material/styles';
import type { StandingState } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens } from '../theme/tokens';
import { STANDING_ASKS, STANDING_WORDS, type Ask } from './standingWords';

const Mark = styled('svg')({
  width: 10,
  height: 10,
  flex: 'none',
  display: 'inline-block',
  verticalAlign: '-0.5px',
});

const Pair = styled('span')({ whiteSpace: 'nowrap' });

const Word = styled('span')({ marginLeft: 5 });

const BOX = {
  x: 0.75,
  y: 0.75,
  width: 8.5,
  height: 8.5,
  stroke: 'currentColor',
  strokeWidth: 1.5,
  fill: 'none',
};

/** Boxes, so that none is taken for a severity: empty, half full, full; crossed where what was decided no longer holds. */
function Shape(props: { ask: Ask }) {
  switch (props.ask) {
    case 'again':
      return (
        <>
          <rect {...BOX} />
          <path
            d="M2.5 2.5l5 5M7.5 2.5l-5 5"
            stroke="currentColor"
            strokeWidth="1.5"
          />
        </>
      );
    case 'wait':
      return (
        <>
          <rect {...BOX} />
          <path d="M.75 5h8.5v4.25H.75z" fill="currentColor" />
        </>
      );
    case 'nothing':
      return <rect {...BOX} fill="currentColor" />;
    case 'gone':
      return (
        <path
          d="M1 5.2l2.8 3L9 2"
          stroke="currentColor"
          strokeWidth="1.8"
          fill="none"
        />
      );
    default:
      return <rect {...BOX} />;
  }
}

/** Where a finding stands, as a shape and its word. */
export function StandingMark(props: { state: StandingState }) {
  const { state } = props;
  const tokens = useTokens();
  const ask = STANDING_ASKS[state];
  return (
    <Pair>
      <Mark
        viewBox="0 0 10 10"
        aria-hidden
        style={{ color: ask === 'again' ? tokens.warning : tokens.faint }}
      >
        <Shape ask={ask} />
      </Mark>
      <Word>{STANDING_WORDS[state]}</Word>
    </Pair>
  );
}
