import { useTokens } from '../../theme/tokens';
import { percentWords } from '../scorecardWords';
import { anchorAt, axisFor } from './axis';
import { FONT, GUTTER, plotWidth } from './measures';
import type { PictureProps } from './props';
import { wrapText } from './wrap';

const LINE = 36.5;

/** A share with the range that the data leave open, against the promise. */
export function SharePicture(props: PictureProps<'share'>) {
  const { picture, width, verdict } = props;
  const t = useTokens();
  const { part, whole, promised, interval, what } = picture;
  // Its words need more room than those of other pictures.
  const plot = plotWidth(width) - 16;
  const share = whole > 0 ? part / whole : 0;
  const { end, x } = axisFor([promised, share, interval?.high ?? 0], plot);
  const colour =
    verdict === 'contradicted' ? t.verdict.contradicted : t.cell[4];
  const limit = x(promised);
  const from = x(interval?.low ?? share);
  const to = x(interval?.high ?? share);
  return (
    <>
      <path
        d={`M0 ${LINE}H${plot}M0.5 ${LINE - 3}v6M${plot - 0.5} ${LINE - 3}v6`}
        stroke={t.faint}
      />
      {interval && (
        <rect
          x={from}
          y={LINE - 5}
          width={Math.max(1, to - from)}
          height="10"
          fill={colour}
          opacity=".3"
        />
      )}
      <path
        d={`M${limit.toFixed(1)} 18V48`}
        stroke={t.text}
        strokeDasharray="3 3"
      />
      <circle cx={x(share)} cy={LINE} r="4.6" fill={colour} />
      <text
        className="ink"
        x={x(share)}
        y={18}
        textAnchor={anchorAt(x(share), plot, 70)}
      >
        {percentWords(share)}
        {interval &&
          `, ${percentWords(interval.low)} to ${percentWords(interval.high)}`}
      </text>
      <text
        className="ink"
        x={limit}
        y={60}
        textAnchor={anchorAt(limit, plot, 50)}
      >
        promise: {percentWords(promised)}
      </text>
      {limit < plot - 90 && (
        <text x={plot} y={60} textAnchor="end">
          {percentWords(end)}
        </text>
      )}
      {[
        `${part.toLocaleString('en')} of ${whole.toLocaleString('en')}`,
        ...wrapText(what, FONT, GUTTER + 8, 3),
      ].map((line, i) => (
        <text key={line} x={plot + 8} y={18 + 13 * i}>
          {line}
        </text>
      ))}
    </>
  );
}
