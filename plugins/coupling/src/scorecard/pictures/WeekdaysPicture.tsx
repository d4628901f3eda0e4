import { useTokens } from '../../theme/tokens';
import { WEEKDAYS } from '../scorecardWords';
import { BASE, HEIGHT, TOP } from './measures';
import type { PictureProps } from './props';

const WIDE = 282;

/** Deployments by weekday. Of a day that stands out, a dashed frame shows what the other working days would make of it. */
export function WeekdaysPicture(props: PictureProps<'weekdays'>) {
  const { picture, width, verdict } = props;
  const t = useTokens();
  const { counts, frozen } = picture;
  const plot = Math.min(WIDE, width);
  const pitch = plot / 7;
  const most = Math.max(1, ...counts);
  const height = (n: number) => (n / most) * (BASE - TOP - 11);
  const usual = counts.filter((_, i) => i < 5 && !frozen.includes(i));
  const expected =
    usual.reduce((sum, n) => sum + n, 0) / Math.max(1, usual.length);
  const bad = verdict === 'contradicted' ? t.verdict.contradicted : t.cell[3];
  return (
    <>
      <path d={`M0 ${BASE}H${plot}`} stroke={t.faint} />
      {counts.map((n, i) => {
        const x = i * pitch + pitch * 0.14;
        const wide = pitch * 0.72;
        const out = frozen.includes(i);
        const top = BASE - height(out ? Math.max(n, expected) : n);
        return (
          <g key={WEEKDAYS[i]}>
            {out && expected > n && (
              <rect
                x={x + 0.5}
                y={top}
                width={wide - 1}
                height={BASE - top}
                fill="none"
                stroke={t.faint}
                strokeDasharray="3 2"
              />
            )}
            <rect
              x={x}
              y={BASE - height(n)}
              width={wide}
              height={height(n)}
              fill={out ? bad : t.cell[3]}
            />
            <text
              className="ink"
              x={x + wide / 2}
              y={top - 4}
              textAnchor="middle"
            >
              {n.toLocaleString('en')}
            </text>
            <text
              className={out ? 'ink' : undefined}
              x={x + wide / 2}
              y={HEIGHT - 2}
              textAnchor="middle"
            >
              {WEEKDAYS[i]}
            </text>
          </g>
        );
      })}
      {width - plot >= 100 && (
        <>
          <text x={plot + 14} y={22}>
            deployments by
          </text>
          <text x={plot + 14} y={36}>
            weekday, UTC
          </text>
        </>
      )}
    </>
  );
}
