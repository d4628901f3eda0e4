import { styled } from '@mui/material/styles';
import type { EmergentProperty } from '@posiwid/backstage-plugin-coupling-common';
import { lazy, Suspense } from 'react';
import { hatching } from '../independence/NoData';
import { useWidth } from '../map/useWidth';
import { tokensOf } from '../theme/tokens';
import { PROPERTY_WORDS } from './scorecardWords';
import { isDrawn, trendWords } from './trend';

// The chart library is several times the size of the rest of the page: words and numbers do not wait for it.
const TrendChart = lazy(() =>
  import('./TrendChart').then(m => ({ default: m.TrendChart })),
);

const HEIGHT = 46;
const WIDTH = 204;

const Frame = styled('div')({ height: HEIGHT, overflow: 'hidden' });

const Nothing = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    height: HEIGHT - 12,
    margin: '6px 0',
    border: `1px solid ${t.line}`,
    background: hatching(t.faint),
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    '& > span': {
      background: t.surface,
      padding: '0 8px',
      fontSize: 11.5,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      maxWidth: '88%',
    },
  };
});

/** A property over time, its numbers in words for who does not see it; hatched where nothing was observed. */
export function PropertyTrend(props: { property: EmergentProperty }) {
  const { property } = props;
  const [ref, width] = useWidth<HTMLDivElement>(WIDTH);
  if (!isDrawn(property)) {
    return (
      <Nothing>
        <span title={property.noData}>
          {property.value === undefined ? 'no data' : 'no trend'}
        </span>
      </Nothing>
    );
  }
  return (
    <Frame
      ref={ref}
      role="img"
      aria-label={`${PROPERTY_WORDS[property.id]}: ${trendWords(property)}`}
    >
      <Suspense fallback={null}>
        <TrendChart property={property} width={width} />
      </Suspense>
    </Frame>
  );
}
