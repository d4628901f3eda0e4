import type { Picture } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens } from '../../theme/tokens';
import { monthName, shortDay } from '../scorecardWords';
import { timeScale } from './axis';
import { plotWidth } from './measures';
import type { PictureProps } from './props';

const LINE = 32.5;

type Outcome = Extract<
  Picture,
  { kind: 'events' }
>['events'][number]['outcome'];

/** Cross failed, disc passed, half a disc partial. */
function Mark(props: { outcome: Outcome; x: number }) {
  const { outcome, x } = props;
  const t = useTokens();
  switch (outcome) {
    case 'failed':
      return (
        <path
          d={`M${x - 4} ${LINE - 4}l8 8m0 -8l-8 8`}
          stroke={t.verdict.contradicted}
          strokeWidth="2.2"
        />
      );
    case 'passed':
      return (
        <circle
          cx={x}
          cy={LINE}
          r="4.6"
          fill={t.verdict.kept}
          stroke={t.surface}
        />
      );
    default:
      return (
        <>
          <circle
            cx={x}
            cy={LINE}
            r="4.2"
            fill={t.surface}
            stroke={t.verdict.expired}
            strokeWidth="1.4"
          />
          <path
            d={`M${x} ${LINE - 4.2}a4.2 4.2 0 0 0 0 8.4z`}
            fill={t.verdict.expired}
          />
        </>
      );
  }
}

/** Things that passed or failed, in time, the last of them in words. */
export function EventsPicture(props: PictureProps<'events'>) {
  const { picture, width } = props;
  const t = useTokens();
  const { events } = picture;
  const plot = plotWidth(width);
  const x = timeScale(
    events.map(({ at }) => at),
    8,
    plot - 8,
  );
  const last = events[events.length - 1];
  return (
    <>
      <path d={`M0 ${LINE}H${plot}`} stroke={t.faint} />
      {events.map((event, i) => (
        <g key={`${i} ${event.at}`}>
          <title>{`${shortDay(event.at)}: ${event.text}, ${
            event.outcome
          }`}</title>
          <Mark outcome={event.outcome} x={x(event.at)} />
        </g>
      ))}
      {last && (
        <>
          <text className="ink" x={plot} y={18} textAnchor="end">
            {shortDay(last.at)}: {last.outcome}
          </text>
          <text y={54}>{monthName(events[0].at)}</text>
          {events.length > 1 && (
            <text x={plot} y={54} textAnchor="end">
              {monthName(last.at)}
            </text>
          )}
        </>
      )}
    </>
  );
}
