import type {
  Claim,
  RiskEvent,
  RiskGroup,
} from '@posiwid/backstage-plugin-coupling-common';

/** One line of the picture: an event and the members it fells. */
export interface RiskRow {
  event: RiskEvent;
  fells: number[];
  /** The first event of its group; the others read "and …". */
  first: boolean;
  /** Fells no member alone, only with the others of its group. */
  jointly: boolean;
}

/** The groups of as many events, as they stand in the picture. */
export interface RiskBand {
  order: number;
  /** All groups of that order, as a decimal string; there may be more than are drawn. */
  count: string;
  rows: RiskRow[];
  /** Groups drawn. */
  drawn: number;
}

/** Lines that are drawn for each number of events. */
const MAX_ROWS = 8;

/** Only the first few orders are drawn; the table has the counts of all. */
const MAX_BANDS = 4;

function rowsOf(group: RiskGroup): RiskRow[] {
  return group.events.map((event, i) => ({
    event,
    fells: group.fells[i] ?? [],
    first: i === 0,
    jointly: (group.fells[i] ?? []).length === 0,
  }));
}

/** Risk groups by number of events, fewest first; of each, as many as fit. Orders that are only counted have no rows. */
export function riskBands(
  claim: Pick<Claim, 'groups' | 'byOrder'>,
): RiskBand[] {
  const orders = new Map(
    claim.byOrder.map(({ order, count }) => [order, count]),
  );
  for (const { events } of claim.groups) {
    if (!orders.has(events.length)) {
      orders.set(
        events.length,
        String(
          claim.groups.filter(g => g.events.length === events.length).length,
        ),
      );
    }
  }
  return [...orders]
    .filter(([, count]) => count !== '0')
    .sort(([a], [b]) => a - b)
    .slice(0, MAX_BANDS)
    .map(([order, count]) => {
      const rows: RiskRow[] = [];
      let drawn = 0;
      for (const group of claim.groups) {
        if (group.events.length !== order) {
          continue;
        }
        if (drawn > 0 && rows.length + order > MAX_ROWS) {
          break;
        }
        rows.push(...rowsOf(group));
        drawn += 1;
      }
      return { order, count, rows, drawn };
    });
}

/** `1,204 groups`; what is more than a million in words of its length. */
export function groupCount(count: string): string {
  if (count.length > 9) {
    return `about 10^${count.length - 1} groups`;
  }
  return `${Number(count).toLocaleString('en')} ${
    count === '1' ? 'group' : 'groups'
  }`;
}
