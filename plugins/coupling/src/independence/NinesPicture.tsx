import type { Availability } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens } from '../theme/tokens';
import { downtime, minutes, nines, percent, range, rounded } from './numbers';

const MARGIN = 16;
const TICKS = 5;

/** Ends of the axis of nines: whole numbers around paper and joint. */
export function axisOf(paper: number, joint: { low: number; high: number }) {
  const all = [paper, joint.low, joint.high].map(nines);
  const from = Math.max(0, Math.floor(Math.min(...all)));
  const to = Math.max(from + 1, Math.ceil(Math.max(...all)));
  const step = Math.max(1, Math.ceil((to - from) / (TICKS - 1)));
  const ticks: number[] = [];
  for (let tick = from; tick <= to; tick += step) ticks.push(tick);
  return { from, to, ticks };
}

/** The largest round value that ends an axis of minutes. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 10].find(n => n * size >= value) ?? 10) * size;
}

/** Text at the ends of an axis stays inside the picture. */
function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < 60) return 'start';
  return x > width - 60 ? 'end' : 'middle';
}

/** Paper against joint on an axis of nines, and the joint value in minutes a month over the stated beta. */
export function NinesPicture(props: {
  paper: number;
  joint: { low: number; high: number };
  beta: Availability['beta'];
  width: number;
}) {
  const { paper, joint, beta, width } = props;
  const t = useTokens();
  const { from, to, ticks } = axisOf(paper, joint);
  const span = width - 2 * MARGIN;
  const x = (value: number) => MARGIN + ((value - from) / (to - from)) * span;
  const [lowX, highX, paperX] = [joint.high, joint.low, paper].map(u =>
    x(nines(u)),
  );
  const lost = [joint.low, joint.high].map(u =>
    Math.max(0, nines(paper) - nines(u)),
  );
  const most = roundUp(minutes(joint.high) * 1.05);
  const mx = (value: number) => MARGIN + (value / most) * span;
  const [minLow, minHigh] = [joint.low, joint.high].map(u => mx(minutes(u)));
  const paperRight = paperX > width / 2;
  const jointRight = highX < width / 2;
  return (
    <svg
      width={width}
      height={214}
      viewBox={`0 0 ${width} 214`}
      fontSize="12"
      fill={t.text}
      aria-hidden
      style={{ display: 'block' }}
    >
      {ticks.map((tick, i) => (
        <g key={tick} fill={t.muted} fontSize="11.5">
          <path d={`M${x(tick)} 22V114`} stroke={t.line} />
          <text x={x(tick)} y={14} textAnchor={anchorAt(x(tick), width)}>
            {i === ticks.length - 1 ? `${tick} nines` : tick}
          </text>
          <text x={x(tick)} y={129} textAnchor={anchorAt(x(tick), width)}>
            {downtime(10 ** -tick)}
          </text>
        </g>
      ))}
      <circle
        cx={paperX}
        cy={36}
        r="4.6"
        fill="none"
        stroke={t.text}
        strokeWidth="1.6"
      />
      <text
        x={paperX + (paperRight ? -10 : 10)}
        y={40}
        textAnchor={paperRight ? 'end' : 'start'}
      >
        on paper: {percent(paper)}
      </text>
      {lost[1] >= 0.05 && (
        <>
          <path
            d={`M${highX} 58H${paperX}M${highX} 54v8M${paperX} 54v8`}
            stroke={t.faint}
          />
          <text x={width / 2} y={78} textAnchor="middle" fontWeight="600">
            {range(lost[0], lost[1])} nines lost to sharing
          </text>
        </>
      )}
      <rect
        x={Math.min(lowX, highX)}
        y={90}
        width={Math.max(4, Math.abs(highX - lowX))}
        height={11}
        fill={lost[1] >= 0.05 ? t.severity.critical : t.fails}
      />
      <text
        x={jointRight ? Math.max(lowX, highX) + 10 : Math.min(lowX, highX) - 8}
        y={100}
        textAnchor={jointRight ? 'start' : 'end'}
      >
        joint:{' '}
        {percent(joint.high) === percent(joint.low)
          ? percent(joint.high)
          : `${percent(joint.high)} to ${percent(joint.low)}`}
      </text>
      <path d={`M${MARGIN} 188H${width - MARGIN}`} stroke={t.line} />
      <rect
        x={minLow}
        y={166}
        width={Math.max(4, minHigh - minLow)}
        height={11}
        fill={lost[1] >= 0.05 ? t.severity.critical : t.fails}
      />
      <g fill={t.muted}>
        {minLow > 70 && (
          <text x={minLow - 7} y={176} textAnchor="end">
            β {rounded(beta.low)}
          </text>
        )}
        {minHigh < width - 70 && (
          <text x={Math.max(minHigh, minLow + 4) + 7} y={176}>
            β {rounded(beta.high)}
          </text>
        )}
      </g>
      <text x={MARGIN} y={156} fill={t.muted} fontSize="11.5">
        minutes a month, joint
      </text>
      {[0, 0.25, 0.5, 0.75, 1].map(part => (
        <g key={part} fill={t.muted} fontSize="11.5">
          <path d={`M${mx(part * most)} 160V188`} stroke={t.line} />
          <text
            x={mx(part * most)}
            y={203}
            textAnchor={anchorAt(mx(part * most), width)}
          >
            {rounded(part * most)}
          </text>
        </g>
      ))}
    </svg>
  );
}
