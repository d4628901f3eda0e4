import { styled } from '@mui/material/styles';
import type { ClaimSummary } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens } from '../theme/tokens';
import { VERDICT_WORDS } from './claimWords';

const Pair = styled('span')({ whiteSpace: 'nowrap' });

const Mark = styled('svg')({
  width: 10,
  height: 10,
  marginRight: 6,
  verticalAlign: -0.5,
});

/** Cross defeated, disc holds, dotted ring unproven; with the word beside it. */
export function Verdict(props: { verdict: ClaimSummary['verdict'] }) {
  const { verdict } = props;
  const t = useTokens();
  return (
    <Pair>
      <Mark viewBox="0 0 10 10" aria-hidden>
        {verdict === 'defeated' && (
          <path
            d="M1.5 1.5l7 7M8.5 1.5l-7 7"
            stroke={t.severity.critical}
            strokeWidth="2"
          />
        )}
        {verdict === 'holds' && <circle cx="5" cy="5" r="4" fill={t.fails} />}
        {verdict === 'unknown' && (
          <circle
            cx="5"
            cy="5"
            r="3.8"
            fill="none"
            stroke={t.faint}
            strokeWidth="1.4"
            strokeDasharray="1.6 1.6"
          />
        )}
      </Mark>
      {VERDICT_WORDS[verdict]}
    </Pair>
  );
}
