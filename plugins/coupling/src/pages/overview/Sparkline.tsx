import { styled } from '@mui/material/styles';
import { useTokens } from '../../theme/tokens';

const Drawing = styled('svg')({
  width: '100%',
  maxWidth: 132,
  height: 22,
  display: 'block',
});

const WIDTH = 132;
const HEIGHT = 22;
const MARGIN = 4;

/** A count at a moment in milliseconds. */
export interface SparkPoint {
  at: number;
  value: number;
}

/** The steps of a count over time, as an SVG path; a count holds until the next one. */
export function stepPath(points: readonly SparkPoint[]): string {
  const from = points[0].at;
  const span = Math.max(1, points[points.length - 1].at - from);
  const values = points.map(point => point.value);
  const low = Math.min(...values);
  const range = Math.max(1, Math.max(...values) - low);
  const x = (at: number) =>
    MARGIN + ((WIDTH - 2 * MARGIN) * (at - from)) / span;
  const y = (value: number) =>
    HEIGHT - MARGIN - ((HEIGHT - 2 * MARGIN) * (value - low)) / range;
  return points
    .map((point, i) => {
      const px = x(point.at).toFixed(1);
      const py = y(point.value).toFixed(1);
      return i === 0 ? `M${px} ${py}` : `H${px}V${py}`;
    })
    .join('');
}

/** A count over time; nothing when there is not yet a second point to compare with. */
export function Sparkline(props: { points: readonly SparkPoint[] }) {
  const { points } = props;
  const t = useTokens();
  if (points.length < 2) {
    return null;
  }
  const path = stepPath(points);
  const end = path.match(/([\d.]+)V([\d.]+)$/);
  const first = points[0].value;
  const last = points[points.length - 1].value;
  return (
    <Drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`from ${first} to ${last}`}
    >
      <title>{`from ${first} to ${last}`}</title>
      <path d={path} fill="none" stroke={t.muted} strokeWidth="1.5" />
      {end && <circle cx={end[1]} cy={end[2]} r="2.2" fill={t.text} />}
    </Drawing>
  );
}
