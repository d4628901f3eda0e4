import { useTokens } from '../../theme/tokens';
import { monthName } from '../scorecardWords';
import type { PictureProps } from './props';
import { pairRows } from './pairRows';

const ONE = 15;
const OTHER = 41;

/** Hours in which one of two was deployed; a line between the two means both in the same hour. */
export function PairPicture(props: PictureProps<'pair'>) {
  const { picture, width, verdict } = props;
  const t = useTokens();
  const { one, other, left, columns, radius, together } = pairRows(
    picture,
    width,
  );
  const both = verdict === 'contradicted' ? t.verdict.contradicted : t.cell[4];
  return (
    <>
      <text className="ink" y={ONE + 4}>
        <title>{picture.one}</title>
        {one}
      </text>
      <text className="ink" y={OTHER + 4}>
        <title>{picture.other}</title>
        {other}
      </text>
      {columns.map(({ at, x, one: first, other: second }) =>
        first && second ? (
          <g key={at} fill={both}>
            <path d={`M${x} ${ONE}V${OTHER}`} stroke={both} strokeWidth="1.5" />
            <circle cx={x} cy={ONE} r={radius} />
            <circle cx={x} cy={OTHER} r={radius} />
          </g>
        ) : (
          <circle
            key={at}
            cx={x}
            cy={first ? ONE : OTHER}
            r={Math.max(1, radius - 0.6)}
            fill="none"
            stroke={t.cell[4]}
            strokeWidth="1.4"
          />
        ),
      )}
      <text x={left - 4} y={62}>
        {columns.length === 0
          ? 'neither was deployed'
          : `${columns.length} hours since ${monthName(
              columns[0].at,
            )}; a line: both, ${together} times`}
      </text>
    </>
  );
}
