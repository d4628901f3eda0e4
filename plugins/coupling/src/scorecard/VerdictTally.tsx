import { styled } from '@mui/material/styles';
import type { Verdict } from '@posiwid/backstage-plugin-coupling-common';
import { DottedLink, Muted } from '../components/styled';
import { count } from '../words';
import { VERDICTS, promisesIn } from './scorecardWords';
import { VerdictMark } from './VerdictMark';

const Line = styled('span')({
  display: 'inline-flex',
  flexWrap: 'wrap',
  columnGap: 18,
  rowGap: 2,
  fontVariantNumeric: 'tabular-nums',
});

const Each = styled('span')({ fontWeight: 600, whiteSpace: 'nowrap' });

/** How many promises there are, and of each verdict how many; `to` opens the promises of one. */
export function VerdictTally(props: {
  verdicts: Record<Verdict, number>;
  to?: (verdict: Verdict) => string | undefined;
  /** Without the sum before it. */
  short?: boolean;
}) {
  const { verdicts, to, short } = props;
  const all = promisesIn(verdicts);
  if (all === 0) {
    return <Muted>no promise is stated</Muted>;
  }
  return (
    <Line>
      {!short && <span>{count(all, 'promise')}:</span>}
      {VERDICTS.filter(verdict => verdicts[verdict] > 0).map(verdict => {
        const mark = (
          <VerdictMark verdict={verdict} count={verdicts[verdict]} />
        );
        const href = to?.(verdict);
        return (
          <Each key={verdict}>
            {href ? <DottedLink to={href}>{mark}</DottedLink> : mark}
          </Each>
        );
      })}
    </Line>
  );
}
