import { fitText, textWidth } from '../../map/textWidth';
import { useTokens } from '../../theme/tokens';
import { Hatch } from './Hatch';
import { FONT, GUTTER, plotWidth } from './measures';
import type { PictureProps } from './props';

/** Hatched: nothing was observed. Beside it, what was looked for and not found. */
export function NoDataPicture(props: PictureProps<'no-data'>) {
  const { picture, width, id } = props;
  const t = useTokens();
  const plot = plotWidth(width);
  const words = fitText(`no data: ${picture.why}`, FONT, plot - 28);
  const wide = Math.min(plot - 12, textWidth(words, FONT) + 20);
  return (
    <>
      <Hatch id={id} />
      <rect
        x=".5"
        y="7.5"
        width={plot - 1}
        height="46"
        fill={`url(#${id})`}
        stroke={t.line}
      />
      <rect
        x={(plot - wide) / 2}
        y="20"
        width={wide}
        height="21"
        fill={t.surface}
      />
      <text className="ink" x={plot / 2} y="34.5" textAnchor="middle">
        <title>{picture.why}</title>
        {words}
      </text>
      {picture.counts.slice(0, 3).map(({ what, count }, i) => (
        <text key={what} x={plot + 8} y={27 + 15 * i}>
          {fitText(`${count.toLocaleString('en')} ${what}`, FONT, GUTTER - 8)}
        </text>
      ))}
    </>
  );
}
