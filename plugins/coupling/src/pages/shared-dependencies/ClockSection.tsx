import type { QueryOf } from '@posiwid/backstage-plugin-coupling-common';
import { RowsSkeleton } from '../../components/Skeletons';
import { QueryState } from '../../components/States';
import { useClocks } from '../../independence';
import { WeekCalendar } from './calendar';

/** The week of jobs that start together on one target. */
export function ClockSection(props: { scope: QueryOf<'getClocks'> }) {
  const query = useClocks(props.scope);
  return (
    <div style={{ marginTop: 26 }}>
      <QueryState query={query} skeleton={<RowsSkeleton />}>
        {clocks => <WeekCalendar clocks={clocks} />}
      </QueryState>
    </div>
  );
}
