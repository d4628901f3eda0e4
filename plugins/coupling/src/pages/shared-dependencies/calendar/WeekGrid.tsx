import { styled } from '@mui/material/styles';
import {
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type SyntheticEvent,
} from 'react';
import { tokensOf } from '../../../theme/tokens';
import { count } from '../../../words';
import {
  DAYS,
  HOURS,
  keyOf,
  moveInWeek,
  shadeOf,
  timeOf,
  type Cell,
} from './week';

export interface Hour {
  day: number;
  hour: number;
}

/** The page scrolls sideways inside this frame below the width that 24 readable cells take. */
const Frame = styled('div')({ overflowX: 'auto', padding: '0 3px 3px 0' });

const Grid = styled('table')(({ theme }) => {
  const t = tokensOf(theme);
  const shades = t.cell.map((colour, shade) => [
    `& .c${shade}`,
    { background: colour, color: shade >= 4 ? t.onCellDark : t.text },
  ]);
  return {
    tableLayout: 'fixed',
    width: '100%',
    minWidth: 660,
    borderCollapse: 'separate',
    borderSpacing: 2,
    fontVariantNumeric: 'tabular-nums',
    '& th': {
      fontWeight: 400,
      fontSize: 11.5,
      lineHeight: '16px',
      color: t.muted,
      padding: 0,
      textAlign: 'center',
    },
    '& th.day': { width: 44, color: t.text, textAlign: 'left' },
    '& td': {
      height: 26,
      padding: 0,
      fontSize: 12,
      textAlign: 'center',
    },
    '& td.full': { cursor: 'pointer' },
    '& td:focus-visible': {
      outline: `2px solid ${t.accent}`,
      outlineOffset: 1,
    },
    '& td[aria-selected="true"]': {
      outline: `2px solid ${t.text}`,
      outlineOffset: -1,
    },
    ...Object.fromEntries(shades),
  };
});

/**
 * Seven days by 24 hours, with the number of jobs that meet in each hour. One cell is in the order of tabs; arrow keys, Home
 * and End move, Enter or a click opens what meets there.
 */
export function WeekGrid(props: {
  cells: ReadonlyMap<number, Cell>;
  /** Name of the time zone, for what is read out. */
  zone: string;
  selected: Hour | undefined;
  onSelect: (hour: Hour) => void;
}) {
  const { cells, zone, selected, onSelect } = props;
  const [moved, setMoved] = useState<Hour>();
  const first = cells.values().next().value as Cell | undefined;
  const active = moved ?? selected ?? first ?? { day: 0, hour: 0 };
  const grid = useRef<HTMLTableElement>(null);
  const wantsFocus = useRef(false);
  useLayoutEffect(() => {
    if (wantsFocus.current) {
      wantsFocus.current = false;
      grid.current?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
    }
  }, [active.day, active.hour]);

  const open = (place: Hour) => {
    setMoved(place);
    if (cells.has(keyOf(place.day, place.hour))) onSelect(place);
  };
  const onClick = (event: SyntheticEvent) => {
    const place = placeOf(event.target);
    if (place) open(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeOf(event.target);
    if (!place || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(place);
      return;
    }
    const next = moveInWeek(place, event.key, event.ctrlKey);
    if (next) {
      event.preventDefault();
      wantsFocus.current = true;
      setMoved(next);
    }
  };
  return (
    <Frame>
      <Grid
        ref={grid}
        role="grid"
        aria-label={`Jobs that start together, by day and hour, ${zone}`}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr role="row">
            <th className="day" role="columnheader" scope="col">
              {zone === 'UTC' ? 'UTC' : 'local'}
            </th>
            {Array.from({ length: HOURS }, (_, hour) => (
              <th key={hour} role="columnheader" scope="col">
                {String(hour).padStart(2, '0')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((name, day) => (
            <tr key={name} role="row">
              <th className="day" role="rowheader" scope="row">
                {name.slice(0, 3)}
              </th>
              {Array.from({ length: HOURS }, (_, hour) => {
                const cell = cells.get(keyOf(day, hour));
                const isActive = active.day === day && active.hour === hour;
                return (
                  <td
                    key={hour}
                    role="gridcell"
                    data-day={day}
                    data-hour={hour}
                    tabIndex={isActive ? 0 : -1}
                    aria-selected={
                      selected?.day === day && selected.hour === hour
                    }
                    aria-label={labelOf(name, hour, zone, cell)}
                    className={`c${shadeOf(cell?.jobs ?? 0)}${
                      cell ? ' full' : ''
                    }`}
                  >
                    {cell?.jobs}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Grid>
    </Frame>
  );
}

function placeOf(target: EventTarget): Hour | undefined {
  const cell = (target as Element).closest<HTMLElement>('[data-day]');
  return cell
    ? { day: Number(cell.dataset.day), hour: Number(cell.dataset.hour) }
    : undefined;
}

function labelOf(
  day: string,
  hour: number,
  zone: string,
  cell: Cell | undefined,
): string {
  const at = `${day} ${timeOf({ hour, minute: 0 })} ${zone}`;
  if (!cell) return `${at}: none`;
  const on = cell.meetings.map(
    ({ meeting: { target } }) => target.title || target.name,
  );
  return `${at}: ${count(cell.jobs, 'job')} on ${
    on.length > 3
      ? `${on.slice(0, 2).join(', ')} and ${on.length - 2} more`
      : on.join(', ')
  }`;
}
