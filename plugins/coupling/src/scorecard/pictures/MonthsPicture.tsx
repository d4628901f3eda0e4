import { useTokens } from '../../theme/tokens';
import { Hatch } from './Hatch';
import { BASE, HEIGHT } from './measures';
import { marginLabels, monthBars } from './monthBars';
import type { PictureProps } from './props';

/** Minutes lost by month against what the promise leaves a month; months without data are hatched. */
export function MonthsPicture(props: PictureProps<'months'>) {
  const { picture, width, id } = props;
  const t = useTokens();
  const { plot, bars, limitY, labels } = monthBars(picture, width);
  return (
    <>
      <Hatch id={id} />
      <path d={`M0 ${BASE}H${plot}`} stroke={t.faint} />
      {bars.map(bar => {
        const fill = bar.over ? t.verdict.contradicted : t.cell[3];
        return (
          <g key={bar.month}>
            <rect
              x={bar.x}
              y={bar.y}
              width={bar.width}
              height={bar.height}
              fill={bar.minutes === undefined ? `url(#${id})` : fill}
            />
            <text x={bar.x + bar.width / 2} y={HEIGHT - 2} textAnchor="middle">
              {bar.letter}
            </text>
          </g>
        );
      })}
      <path
        d={`M0 ${limitY.toFixed(1)}H${plot}`}
        stroke={t.text}
        strokeDasharray="3 3"
      />
      {marginLabels(picture.promised, limitY, plot).map(label => (
        <text key={label.words} x={label.x} y={label.y}>
          {label.words}
        </text>
      ))}
      {labels.map(label => (
        <text
          key={label.words + label.text}
          className="ink halo"
          x={label.x}
          y={label.y}
          textAnchor={label.anchor}
        >
          <title>{label.text}</title>
          {label.words}
        </text>
      ))}
    </>
  );
}
