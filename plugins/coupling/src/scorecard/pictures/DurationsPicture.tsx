import { useTokens } from '../../theme/tokens';
import { minutesWords, shortDay } from '../scorecardWords';
import { anchorAt, axisFor } from './axis';
import { plotWidth } from './measures';
import type { PictureProps } from './props';

const LINE = 36.5;

/** The middle of some values; of an even number of them the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How long each of several things took, on an axis of minutes, with the promise and the longest of them. */
export function DurationsPicture(props: PictureProps<'durations'>) {
  const { picture, width, verdict } = props;
  const t = useTokens();
  const { items, promised } = picture;
  const plot = plotWidth(width);
  const { end, x } = axisFor(
    [promised, ...items.map(({ minutes }) => minutes)],
    plot,
  );
  const limit = x(promised);
  const bad = verdict === 'contradicted' ? t.verdict.contradicted : t.cell[4];
  const longest = items.reduce<(typeof items)[number] | undefined>(
    (most, each) => (most && most.minutes >= each.minutes ? most : each),
    undefined,
  );
  const middle = median(items.map(({ minutes }) => minutes));
  const longX = longest ? x(longest.minutes) : 0;
  const apart = longest !== undefined && Math.abs(longX - x(middle)) > 90;
  return (
    <>
      <path
        d={`M0 ${LINE}H${plot}M0.5 ${LINE - 3}v6M${plot - 0.5} ${LINE - 3}v6`}
        stroke={t.faint}
      />
      <path
        d={`M${limit.toFixed(1)} 16V48`}
        stroke={t.text}
        strokeDasharray="3 3"
      />
      {items.map((item, i) => (
        <circle
          key={`${i} ${item.at}`}
          cx={x(item.minutes)}
          cy={LINE}
          r="4.6"
          fill={item.over ? bad : t.verdict.kept}
          stroke={t.surface}
        >
          <title>{`${shortDay(item.at)}: ${minutesWords(item.minutes)}. ${
            item.text
          }`}</title>
        </circle>
      ))}
      {items.length > 1 && (
        <text
          className="ink"
          x={x(middle)}
          y={24}
          textAnchor={anchorAt(x(middle), plot, 40)}
        >
          median {minutesWords(middle)}
        </text>
      )}
      {longest && (items.length === 1 || apart) && (
        <text x={longX} y={24} textAnchor={anchorAt(longX, plot, 45)}>
          {shortDay(longest.at)}, {minutesWords(longest.minutes)}
        </text>
      )}
      {limit > 70 && (
        <text y={60} x={0}>
          0
        </text>
      )}
      <text
        className="ink"
        x={limit}
        y={60}
        textAnchor={anchorAt(limit, plot, 55)}
      >
        promise: {minutesWords(promised)}
      </text>
      {limit < plot - 100 && (
        <text x={plot} y={60} textAnchor="end">
          {minutesWords(end)}
        </text>
      )}
    </>
  );
}
