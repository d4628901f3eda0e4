/**
 * The findings that one audience may see, made ready to be filtered, counted and put in order again and again. A list of
 * 50,000 takes a few milliseconds: every filter is a mask over the rows, and one pass over the masks says which rows pass all of
 * them and which pass all but one, which is what the counts beside a filter are about.
 */
import type {
  Count,
  FindingPage,
  FindingStatus,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import { CATEGORIES, GRADES, SEVERITIES } from '@posiwid/coupling-engine';
import { STANDING_STATES } from '../../governance/decisions';
import type { Visible } from '../visibility';
import { Column } from './Column';
import type { FindingIndex } from './FindingIndex';
import { inOrder, type Sort } from './order';
import type { ServedFinding } from './types';

export type FindingFilters = Omit<
  QueryOf<'listFindings'>,
  'sort' | 'limit' | 'cursor'
>;

const COLUMNS = [
  'team',
  'teamAndParents',
  'category',
  'severity',
  'status',
  'standing',
  'holder',
  'rule',
  'system',
  'domain',
  'entity',
  'grade',
] as const;
type ColumnName = (typeof COLUMNS)[number];

/** Columns that change with every decision. */
const OF_STANDINGS: ColumnName[] = ['standing', 'holder'];

/** What is shown when the status is left out. */
const CURRENT: FindingStatus[] = ['new', 'open', 'regressed'];
const STATUSES: FindingStatus[] = ['new', 'open', 'regressed', 'resolved'];

/** Which rows pass the filters. */
export interface Selection {
  /** By row, how many filters it fails, and the last of them: a position in `filters`. */
  failed: Uint8Array;
  last: Uint8Array;
  filters: string[];
  count: number;
}

/**
 * What the counts beside the filters are counted in, and in which order they are given; the most first where none is stated.
 * Places are parts of the catalog that a finding is in without naming them: a reader may be kept from one of them.
 */
const FACETS: Record<
  keyof FindingPage['facets'],
  { order?: readonly string[]; places?: true }
> = {
  team: {},
  category: { order: CATEGORIES },
  severity: { order: SEVERITIES },
  status: { order: STATUSES },
  standing: { order: STANDING_STATES },
  grade: { order: GRADES },
  rule: {},
  system: { places: true },
  domain: { places: true },
};

/** How many systems or domains are given to choose from. */
const PLACES_SHOWN = 500;

export class FindingTable {
  private readonly columns = new Map<ColumnName, Column>();
  private readonly orders = new Map<Sort, Uint32Array>();
  private standingsOf: number | undefined;
  /** What a search looks through, by row. */
  private texts: string[] | undefined;

  /**
   * @param version - changes with where findings stand; everything else about them does not change
   */
  constructor(
    private readonly findings: readonly ServedFinding[],
    private readonly index: FindingIndex,
    private readonly version: () => number,
    private readonly visible: Visible,
  ) {}

  /** @param anyStatus - resolved ones too, when no status is asked for */
  select(filters: FindingFilters, anyStatus = false): Selection {
    const masks = this.masksOf(filters, anyStatus);
    const names = [...masks.keys()];
    const rows = this.findings.length;
    // How many filters a row fails, and the last of them.
    const failed = new Uint8Array(rows);
    const last = new Uint8Array(rows);
    [...masks.values()].forEach((mask, number) => {
      for (let row = 0; row < rows; row++) {
        if (mask[row] === 0) {
          failed[row] += 1;
          last[row] = number;
        }
      }
    });
    let count = 0;
    for (let row = 0; row < rows; row++) if (failed[row] === 0) count += 1;
    return { failed, last, filters: names, count };
  }

  /** The selected findings from a position on, in order. */
  page(
    { failed }: Selection,
    sort: Sort,
    { offset, limit }: { offset: number; limit: number },
  ): ServedFinding[] {
    const page: ServedFinding[] = [];
    let position = 0;
    for (const row of this.order(sort)) {
      if (failed[row] > 0) continue;
      if (position >= offset) page.push(this.findings[row]);
      position += 1;
      if (page.length === limit) break;
    }
    return page;
  }

  /** All that are selected, in order of severity. */
  all(selection: Selection): ServedFinding[] {
    const whole = { offset: 0, limit: Infinity };
    return this.page(selection, 'severity', whole);
  }

  /**
   * For each filter, how many findings each of its values would give with all the other filters as they are. Values that would
   * give none are left out.
   */
  facets(
    { failed, last, filters }: Selection,
    children: boolean,
  ): FindingPage['facets'] {
    const names = Object.keys(FACETS) as (keyof typeof FACETS)[];
    const counters = names.map(name =>
      this.column(
        name === 'team' && children ? 'teamAndParents' : name,
      ).counter(),
    );
    // By filter, the counter of the facet beside it.
    const beside = filters.map(filter =>
      names.indexOf(filter as keyof typeof FACETS),
    );
    for (let row = 0; row < failed.length; row++) {
      if (failed[row] === 0) {
        for (const counter of counters) counter.add(row);
      } else if (failed[row] === 1) {
        counters[beside[last[row]]]?.add(row);
      }
    }
    return Object.fromEntries(
      names.map((name, i) => {
        const { order, places } = FACETS[name];
        const counts = inFacetOrder(counters[i].counts(), order);
        return [name, places ? this.placesAmong(counts) : counts];
      }),
    ) as FindingPage['facets'];
  }

  /** Those that the reader may see, by their titles. */
  private placesAmong(counts: Count[]): Count[] {
    return counts
      .filter(({ value }) => this.visible(value))
      .slice(0, PLACES_SHOWN)
      .map(each => ({ ...each, title: this.index.placeTitle(each.value) }));
  }

  /** How many of the selected are of a severity. */
  ofSeverity(selection: Selection, severity: string): number {
    const counts = this.count('severity', selection);
    return counts.find(({ value }) => value === severity)?.count ?? 0;
  }

  /** Teams named in the selected. */
  teamsOf(selection: Selection): string[] {
    return this.count('team', selection).map(({ value }) => value);
  }

  /** Works out what the first question would otherwise wait for. */
  warmUp(): void {
    for (const name of COLUMNS) this.column(name);
    this.order('severity');
  }

  private count(name: ColumnName, { failed }: Selection): Count[] {
    const counter = this.column(name).counter();
    for (let row = 0; row < failed.length; row++) {
      if (failed[row] === 0) counter.add(row);
    }
    return counter.counts();
  }

  private masksOf(
    filters: FindingFilters,
    anyStatus: boolean,
  ): Map<string, Uint8Array> {
    const masks = new Map<string, Uint8Array>();
    const add = (
      filter: string,
      column: ColumnName,
      wanted: readonly string[] | undefined,
    ) => {
      if (!wanted || wanted.length === 0) return;
      const mask = new Uint8Array(this.findings.length);
      this.column(column).mark(wanted, mask);
      masks.set(filter, mask);
    };
    const withParents = filters.children ?? true;
    add('team', withParents ? 'teamAndParents' : 'team', filters.team);
    add('category', 'category', filters.category);
    add('severity', 'severity', filters.severity);
    add(
      'status',
      'status',
      filters.status ?? (anyStatus ? undefined : CURRENT),
    );
    add('standing', 'standing', filters.standing);
    add('holder', 'holder', filters.holder);
    add('rule', 'rule', filters.rule);
    add('system', 'system', filters.system);
    add('domain', 'domain', filters.domain);
    add('entity', 'entity', filters.entity);
    add('grade', 'grade', filters.grade && [filters.grade]);
    const text = filters.q?.trim().toLocaleLowerCase('en-US');
    if (text) masks.set('q', this.holding(text));
    return masks;
  }

  private holding(text: string): Uint8Array {
    this.texts ??= this.findings.map(finding => this.index.of(finding).text);
    const mask = new Uint8Array(this.texts.length);
    this.texts.forEach((whole, row) => {
      if (whole.includes(text)) mask[row] = 1;
    });
    return mask;
  }

  private column(name: ColumnName): Column {
    if (this.standingsOf !== this.version()) {
      OF_STANDINGS.forEach(each => this.columns.delete(each));
      this.standingsOf = this.version();
    }
    let column = this.columns.get(name);
    if (!column) {
      column = new Column(this.findings.length, row =>
        this.valuesOf(name, this.findings[row]),
      );
      this.columns.set(name, column);
    }
    return column;
  }

  private valuesOf(name: ColumnName, finding: ServedFinding): Iterable<string> {
    const { dto } = finding;
    const traits = () => this.index.of(finding);
    switch (name) {
      case 'team':
        return traits().teams;
      case 'teamAndParents':
        return traits().teamsAndParents;
      case 'system':
        return traits().systems;
      case 'domain':
        return traits().domains;
      case 'entity':
        return traits().entities;
      case 'grade':
        // At least this grade.
        return GRADES.slice(traits().grade);
      case 'standing':
        return dto.standing ? [dto.standing.state] : [];
      case 'holder':
        return dto.standing?.team ? [dto.standing.team] : [];
      default:
        return [dto[name]];
    }
  }

  private order(sort: Sort): Uint32Array {
    let order = this.orders.get(sort);
    if (!order) {
      const rows = new Map(this.findings.map((finding, row) => [finding, row]));
      order = Uint32Array.from(
        inOrder([...this.findings], sort),
        finding => rows.get(finding)!,
      );
      this.orders.set(sort, order);
    }
    return order;
  }
}

function inFacetOrder(counts: Count[], order?: readonly string[]): Count[] {
  return order
    ? counts.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
    : counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
