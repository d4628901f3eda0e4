import { styled } from '@mui/material/styles';
import { useTokens } from '../theme/tokens';

const Bar = styled('svg')({
  width: '100%',
  height: 12,
  display: 'block',
  overflow: 'visible',
});

/** Width of the drawing in its own units; the page stretches it. */
const WIDTH = 192;

/**
 * How much of everything fails (dark) and degrades (light) with a thing, on a base line that stands for all of it. For
 * a coupling by change rather than at run time, an outlined bar.
 */
export function ReachBar(props: {
  fails: number;
  degrades: number;
  of: number;
  by: 'failure' | 'change';
}) {
  const { fails, degrades, of, by } = props;
  const t = useTokens();
  const unit = of > 0 ? WIDTH / of : 0;
  const dark = Math.min(WIDTH, fails * unit);
  const light = Math.min(WIDTH - dark, degrades * unit);
  const label =
    by === 'change'
      ? `${fails + degrades} of ${of} take its changes`
      : `${fails} of ${of} fail, ${degrades} degrade`;
  return (
    <Bar
      viewBox={`0 0 ${WIDTH} 12`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <path
        d={`M0 11.5H${WIDTH}`}
        stroke={t.line}
        vectorEffect="non-scaling-stroke"
      />
      {by === 'change' ? (
        <rect
          x="0.5"
          y="1.5"
          width={Math.max(0, dark + light - 1)}
          height="8"
          fill="none"
          stroke={t.fails}
          vectorEffect="non-scaling-stroke"
        />
      ) : (
        <>
          <rect x="0" y="1.5" width={dark} height="8" fill={t.fails} />
          <rect x={dark} y="1.5" width={light} height="8" fill={t.degrades} />
        </>
      )}
    </Bar>
  );
}
