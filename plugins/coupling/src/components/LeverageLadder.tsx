import { styled } from '@mui/material/styles';
import type { Leverage } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens } from '../theme/tokens';
import { LEVERAGES, LEVERAGE_WORDS } from '../words';

const Pair = styled('span')(({ theme }) => ({
  whiteSpace: 'nowrap',
  fontSize: 12,
  color: theme.palette.text.secondary,
}));

const Ladder = styled('svg')({ width: 34, height: 10, marginLeft: 8 });

/** How deep a change reaches (Meadows, Leverage Points, 1999), as a word and its step on a ladder of six. */
export function LeverageLadder(props: { leverage: Leverage }) {
  const tokens = useTokens();
  return (
    <Pair>
      {LEVERAGE_WORDS[props.leverage]}
      <Ladder viewBox="0 0 34 10" aria-hidden>
        {LEVERAGES.map((step, i) => (
          <rect
            key={step}
            x={6 * i}
            y={6.6 - 1.3 * i}
            width="4"
            height={3.4 + 1.3 * i}
            fill={step === props.leverage ? tokens.text : tokens.line}
          />
        ))}
      </Ladder>
    </Pair>
  );
}
