import { styled } from '@mui/material/styles';
import type { PropsWithChildren } from 'react';
import { tokensOf } from '../theme/tokens';

const Line = styled('p')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    margin: '18px 0 0',
    paddingTop: 8,
    borderTop: `1px solid ${t.line}`,
    color: t.muted,
    fontSize: 12,
  };
});

/**
 * The last line of every view: what it does not show. `hidden` counts what this reader may not see in the catalog.
 */
export function LeavesOut(props: PropsWithChildren<{ hidden?: number }>) {
  const { hidden = 0 } = props;
  return (
    <Line>
      What this view leaves out: {props.children}
      {hidden > 0 &&
        `, and ${hidden.toLocaleString(
          'en',
        )} that you may not read in the catalog`}
      .
    </Line>
  );
}
