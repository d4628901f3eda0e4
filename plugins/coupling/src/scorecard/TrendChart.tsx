/**
 * Trends of the emergent properties, by @mui/x-charts. Loaded with the first scorecard and not with the plugin: see
 * PropertyTrend, which is what the page uses.
 */
import { LineChart, type MarkElementProps } from '@mui/x-charts/LineChart';
import { ScatterChart } from '@mui/x-charts/ScatterChart';
import type { EmergentProperty } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens } from '../theme/tokens';
import { day } from '../time';
import {
  intervalText,
  monthName,
  propertyText,
  type PropertyId,
} from './scorecardWords';
import { trendRange } from './trend';

export const TREND_HEIGHT = 46;

const MARGIN = { top: 5, bottom: 5, left: 4, right: 6 };

interface Size {
  width: number;
}

/** The newest value. */
function EndDot(props: MarkElementProps) {
  return <circle cx={props.x} cy={props.y} r="2.8" fill={props.color} />;
}

/** A value by month as a line, with the range that the data leave open as a band. */
function Trend(props: Size & { property: EmergentProperty }) {
  const { property, width } = props;
  const { id, trend } = property;
  const t = useTokens();
  const { min, max } = trendRange(trend);
  const last = trend.reduce(
    (at, { value }, i) => (value === undefined ? at : i),
    -1,
  );
  const bands = trend.some(({ interval }) => interval !== undefined);
  const hidden = () => null;
  return (
    <LineChart
      width={width}
      height={TREND_HEIGHT}
      margin={MARGIN}
      hideLegend
      skipAnimation
      xAxis={[
        {
          data: trend.map(({ month }) => month),
          scaleType: 'point',
          position: 'none',
          valueFormatter: monthName,
        },
      ]}
      yAxis={[{ position: 'none', min, max }]}
      axisHighlight={{ x: 'line' }}
      series={[
        ...(bands
          ? [
              {
                data: trend.map(({ interval }) => interval?.low ?? null),
                stack: 'band',
                color: 'transparent',
                showMark: false,
                valueFormatter: hidden,
              },
              {
                data: trend.map(({ interval }) =>
                  interval ? interval.high - interval.low : null,
                ),
                stack: 'band',
                area: true,
                color: t.cell[1],
                showMark: false,
                valueFormatter: hidden,
              },
            ]
          : []),
        {
          data: trend.map(({ value }) => value ?? null),
          curve: id === 'blast-radius' ? 'stepAfter' : 'linear',
          color: t.cell[4],
          showMark: ({ index }) => index === last,
          valueFormatter: (value, { dataIndex }) => {
            const interval = trend[dataIndex]?.interval;
            return value === null
              ? 'no data'
              : `${propertyText(id, value)}${
                  interval ? `, ${intervalText(id, interval)}` : ''
                }`;
          },
        },
      ]}
      slots={{ mark: EndDot }}
      sx={{
        '& .MuiLineElement-root': { strokeWidth: 1.6 },
        // The library brightens areas; in the lightest blue nothing would be left of it.
        '& .MuiAreaElement-root': { filter: 'none' },
      }}
    />
  );
}

/** One point an incident, over time. */
function Points(
  props: Size & { id: PropertyId; points: EmergentProperty['points'] },
) {
  const { id, points, width } = props;
  const t = useTokens();
  return (
    <ScatterChart
      width={width}
      height={TREND_HEIGHT}
      margin={MARGIN}
      hideLegend
      skipAnimation
      xAxis={[{ scaleType: 'time', position: 'none' }]}
      yAxis={[{ position: 'none', min: 0 }]}
      series={[
        {
          data: points.map(({ at, value }, i) => ({
            id: i,
            x: new Date(at).getTime(),
            y: value,
          })),
          markerSize: 3,
          color: t.cell[4],
          valueFormatter: value =>
            value
              ? `${day(new Date(value.x).toISOString())}: ${propertyText(
                  id,
                  value.y,
                )}`
              : null,
        },
      ]}
    />
  );
}

export function TrendChart(props: Size & { property: EmergentProperty }) {
  const { property, width } = props;
  return property.id === 'recovery' && property.points.length > 0 ? (
    <Points id={property.id} points={property.points} width={width} />
  ) : (
    <Trend property={property} width={width} />
  );
}
