import { fitText } from '../../map/textWidth';
import { useTokens } from '../../theme/tokens';
import { numberWords } from '../scorecardWords';
import { anchorAt, axisFor } from './axis';
import { FONT, plotWidth } from './measures';
import type { PictureProps } from './props';

const TOP = 22;
const THICK = 14;

/** One number as a bar against its bound. */
export function BoundPicture(props: PictureProps<'bound'>) {
  const { picture, width, verdict } = props;
  const t = useTokens();
  const { value, promised, what } = picture;
  const plot = plotWidth(width);
  const { x } = axisFor([value, promised], plot);
  const limit = x(promised);
  return (
    <>
      <path d={`M0 ${TOP + THICK + 0.5}H${plot}`} stroke={t.faint} />
      <rect
        x="0"
        y={TOP}
        width={x(value)}
        height={THICK}
        fill={verdict === 'contradicted' ? t.verdict.contradicted : t.cell[3]}
      />
      <path
        d={`M${limit.toFixed(1)} ${TOP - 6}V${TOP + THICK + 8}`}
        stroke={t.text}
        strokeDasharray="3 3"
      />
      <text className="ink" y={14}>
        {fitText(`${numberWords(value)} ${what}`, FONT, width)}
      </text>
      <text
        className="ink"
        x={limit}
        y={58}
        textAnchor={anchorAt(limit, plot, 50)}
      >
        promise: {numberWords(promised)}
      </text>
    </>
  );
}
