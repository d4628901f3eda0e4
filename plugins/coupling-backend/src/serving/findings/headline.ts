import type { FindingFilters, FindingTable, Selection } from './FindingTable';
import { NO_TEAM, type FindingIndex } from './FindingIndex';

/** One sentence about a list of findings, e.g. "27 open risks touch Commerce, 3 of them critical". */
export function headlineOf(
  table: FindingTable,
  selection: Selection,
  filters: FindingFilters,
  index: FindingIndex,
): string {
  const resolvedOnly =
    filters.status?.length === 1 && filters.status[0] === 'resolved';
  const kind = resolvedOnly ? 'resolved risk' : 'open risk';
  const { count } = selection;
  const critical = table.ofSeverity(selection, 'critical');
  const where = placeOf(table, selection, filters, index);
  if (count === 0) {
    return isNarrowed(filters)
      ? `No ${kind}${where.which} passes these filters`
      : `No ${kind}s ${where.none}`.trim();
  }
  const verb = count === 1 ? 'touches' : 'touch';
  const risks = `${count.toLocaleString('en-US')} ${kind}${
    count === 1 ? '' : 's'
  }`;
  const tail =
    critical === 0
      ? ''
      : `, ${critical.toLocaleString('en-US')} of them critical`;
  return `${risks} ${verb} ${where.some}${tail}`;
}

/** Filters that may leave out all there is of a team: that nothing passes them does not say that there is nothing. */
function isNarrowed({ team, children, status, ...others }: FindingFilters) {
  return Object.values(others).some(wanted =>
    Array.isArray(wanted) ? wanted.length > 0 : Boolean(wanted),
  );
}

function placeOf(
  table: FindingTable,
  selection: Selection,
  filters: FindingFilters,
  index: FindingIndex,
): { some: string; none: string; which: string } {
  const asked = filters.team ?? [];
  if (asked.length === 1) {
    const name =
      asked[0] === NO_TEAM
        ? 'things without a living owner'
        : index.teamTitle(asked[0].toLocaleLowerCase('en-US'));
    return {
      some: name,
      none: `touch ${name}`,
      which: ` that touches ${name}`,
    };
  }
  const teams = table.teamsOf(selection).filter(team => index.isTeam(team));
  return {
    some: `${teams.length.toLocaleString('en-US')} team${
      teams.length === 1 ? '' : 's'
    }`,
    none: '',
    which: '',
  };
}
