import { styled } from '@mui/material/styles';
import type { Clocks } from '@posiwid/backstage-plugin-coupling-common';
import { useId, useMemo, useState } from 'react';
import { Section } from '../../../components/Section';
import { SelectWord } from '../../../components/SelectWord';
import { EmptyState } from '../../../components/States';
import { Act, Muted } from '../../../components/styled';
import { tokensOf, useTokens } from '../../../theme/tokens';
import { day } from '../../../time';
import { count } from '../../../words';
import { HourDetail } from './HourDetail';
import { MeetingsTable } from './MeetingsTable';
import { cellsOf, keyOf, SHADE_BOUNDS, type Clock } from './week';
import { WeekGrid, type Hour } from './WeekGrid';

/** A calendar of one thing, or of all on which jobs meet. */
const ALL = '';

const Controls = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 20,
  rowGap: 4,
  alignItems: 'baseline',
  margin: '2px 0 6px',
});

const Keys = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 6,
  rowGap: 4,
  marginTop: 6,
  color: tokensOf(theme).muted,
  fontSize: 12,
  '& i': {
    width: 28,
    font: `10px/13px ${theme.typography.fontFamily}`,
    textAlign: 'center',
  },
}));

/**
 * A week of the clocks that meet on one thing: hours shaded by how many jobs take part in a meeting that begins there. Says
 * the same as a table, and what to state where nothing is stated. Stands in a `Sheet`, whose width it follows.
 */
export function WeekCalendar(props: { clocks: Clocks }) {
  const { clocks } = props;
  return (
    <Section title="Clocks" aside={clocks.headline}>
      {clocks.meetings.length > 0 ? (
        <Calendar clocks={clocks} />
      ) : (
        <NoMeetings clocks={clocks} />
      )}
    </Section>
  );
}

function NoMeetings({ clocks }: { clocks: Clocks }) {
  if (clocks.scheduled === 0) {
    return (
      <EmptyState title="No schedules stated">
        <p>
          Add <code>posiwid.dev/runs-at</code> to what runs by the clock, such
          as <code>0 2 * * *</code> or <code>TZ=Europe/Berlin 0 2 * * *</code>:
          then this shows whose jobs start together on one thing.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No two jobs start together on one thing">
      <p>
        {count(clocks.scheduled, 'entity runs', 'entities run')} by the clock,
        as far as it is stated.
      </p>
    </EmptyState>
  );
}

function Calendar({ clocks }: { clocks: Clocks }) {
  const { from, meetings, scheduled, alone, hidden } = clocks;
  const tokens = useTokens();
  const tableId = useId();
  const [clock, setClock] = useState<Clock>('utc');
  const [chosen, setChosen] = useState(ALL);
  const [hour, setHour] = useState<Hour>();
  const [asTable, setAsTable] = useState(false);
  const shown = useMemo(
    () => ({
      from,
      meetings: meetings.some(({ target }) => target.ref === chosen)
        ? meetings.filter(({ target }) => target.ref === chosen)
        : meetings,
    }),
    [from, meetings, chosen],
  );
  const cells = useMemo(() => cellsOf(shown, clock), [shown, clock]);
  const zone = clock === 'utc' ? 'UTC' : localZone();
  const open = hour && cells.get(keyOf(hour.day, hour.hour));
  return (
    <>
      <Controls>
        <SelectWord
          label="On"
          value={shown.meetings === meetings ? ALL : chosen}
          options={[
            { value: ALL, title: `all ${meetings.length}` },
            ...meetings.map(({ target }) => ({
              value: target.ref,
              title: target.title || target.name,
            })),
          ]}
          onChange={setChosen}
        />
        <SelectWord
          label="Time"
          value={clock}
          options={[
            { value: 'utc', title: 'UTC' },
            { value: 'local', title: `${localZone()} (local)` },
          ]}
          onChange={value => setClock(value === 'local' ? 'local' : 'utc')}
        />
        <Muted>
          week from {day(from)}; {alone} of {scheduled} that run by the clock
          meet no other
          {hidden > 0 && `; ${hidden} not shown, as you may not read them`}
        </Muted>
        <Act
          type="button"
          aria-expanded={asTable}
          aria-controls={asTable ? tableId : undefined}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Hide the table' : 'Same data as a table'}
        </Act>
      </Controls>
      <WeekGrid
        cells={cells}
        zone={zone}
        selected={open ? hour : undefined}
        onSelect={setHour}
      />
      <Keys>
        jobs that start together
        {SHADE_BOUNDS.map((bound, i) => (
          <i
            key={bound}
            style={{
              background: tokens.cell[i + 1],
              color: i >= 3 ? tokens.onCellDark : tokens.text,
            }}
          >
            {i === 0 ? '2' : `${bound}+`}
          </i>
        ))}
      </Keys>
      {open && <HourDetail cell={open} zone={zone} />}
      {asTable && (
        <MeetingsTable id={tableId} clocks={shown} clock={clock} zone={zone} />
      )}
    </>
  );
}

function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
