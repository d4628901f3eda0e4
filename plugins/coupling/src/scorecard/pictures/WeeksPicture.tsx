import { useTokens } from '../../theme/tokens';
import { numberWords, shortDay } from '../scorecardWords';
import { BASE, HEIGHT, TOP, plotWidth } from './measures';
import type { PictureProps } from './props';

/** A count by week against the promise; weeks below it are light. */
export function WeeksPicture(props: PictureProps<'weeks'>) {
  const { picture, width, verdict } = props;
  const t = useTokens();
  const { weeks, promised } = picture;
  const plot = plotWidth(width);
  const most = Math.max(1, promised * 1.25, ...weeks.map(({ count }) => count));
  const y = (n: number) => BASE - (n / most) * (BASE - TOP);
  const pitch = plot / Math.max(1, weeks.length);
  const below =
    verdict === 'contradicted' ? t.verdict.contradicted : t.degrades;
  const limit = y(promised);
  return (
    <>
      <path d={`M0 ${BASE}H${plot}`} stroke={t.faint} />
      {weeks.map(({ from, count }, i) => (
        <rect
          key={from}
          x={i * pitch + pitch * 0.15}
          y={y(count)}
          width={pitch * 0.7}
          height={BASE - y(count)}
          fill={count < promised ? below : t.cell[3]}
        >
          <title>{`${shortDay(from)}: ${count}`}</title>
        </rect>
      ))}
      <path
        d={`M0 ${limit.toFixed(1)}H${plot}`}
        stroke={t.text}
        strokeDasharray="3 3"
      />
      {weeks.length > 0 && (
        <>
          <text y={HEIGHT - 2}>{shortDay(weeks[0].from)}</text>
          {weeks.length > 1 && (
            <text x={plot} y={HEIGHT - 2} textAnchor="end">
              {shortDay(weeks[weeks.length - 1].from)}
            </text>
          )}
        </>
      )}
      <text x={plot + 4} y={Math.min(BASE - 14, Math.max(12, limit + 4))}>
        promise: {numberWords(promised)}
      </text>
      <text x={plot + 4} y={HEIGHT - 8}>
        each week
      </text>
    </>
  );
}
