import { analyse, type Analysis } from '@posiwid/coupling-engine';
import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { dayOf } from '../day';
import { existsIn } from '../analysis/produce';
import {
  DecisionBook,
  outgrown,
  standingOf,
  type Decision,
  type Sight,
  type Standing,
} from '../governance/decisions';
import { isOpen, markOf, statusOf, type FindingRecord } from '../lifecycle';
import type { AnalysisRecord } from '../store/AnalysisStore';
import type { FindingIndex } from './findings/FindingIndex';
import { FindingTable } from './findings/FindingTable';
import { inOrder } from './findings/order';
import type { ServedFinding } from './findings/types';
import { visibleTo, type Audience, type Visible } from './visibility';

/** The findings that one audience may see. */
interface Share {
  findings: ServedFinding[];
  current: Finding[];
  byId: Map<string, ServedFinding>;
  table?: FindingTable;
}

/** Stands for the audience that may read nothing. */
const NOBODY = {};

/** An acceptance, or an agreed dispute, that no longer covers what it is about. */
export interface Outgrown {
  findingId: string;
  of: string;
  because: string;
  /** Position of the newest decision about the finding. */
  after: number;
  sight: Sight;
}

/** A snapshot made ready to answer requests. Nothing of it changes while it is served, except where its findings stand. */
export class ServedSnapshot {
  /** Undefined before the first analysis. */
  readonly record: AnalysisRecord | undefined;
  readonly analysis: Analysis;
  /** When analyses were made, oldest first. */
  readonly times: string[];
  private readonly exists: Visible;
  private readonly book = new DecisionBook();
  private day = '';
  private now = '';
  /** Where findings stand, as far as somebody asked since it may have changed. */
  private readonly standings = new Map<string, Standing>();
  private standingsVersion = 0;
  private readonly whole: Share;
  private readonly shares = new WeakMap<object, Share>();

  constructor(options: {
    analysis: Analysis;
    record?: AnalysisRecord;
    findings: FindingRecord[];
    times: string[];
  }) {
    const { analysis, record, findings, times } = options;
    this.record = record;
    this.analysis = analysis;
    this.times = times;
    this.exists = existsIn(analysis);
    this.whole = shareOf(
      findings.map(finding => ({
        record: finding,
        dto: this.standingIn(toDto(finding, record?.at ?? ''), finding),
      })),
    );
  }

  /** What is served before the first analysis: an empty catalog. */
  static empty(): ServedSnapshot {
    return new ServedSnapshot({
      analysis: analyse({ entities: [] }),
      findings: [],
      times: [],
    });
  }

  /** Takes in what people decided. */
  decided(decisions: readonly Decision[], at: string): void {
    this.book.add(decisions);
    for (const { findingId } of decisions) {
      this.standings.delete(findingId);
    }
    this.standingsVersion += 1;
    this.startOfDay(at);
  }

  /** Where findings stand changes with the day, too. True when a new one has begun. */
  startOfDay(at: string): boolean {
    this.now = at;
    const isNew = dayOf(at) !== this.day;
    if (isNew) {
      this.day = dayOf(at);
      this.standings.clear();
      this.standingsVersion += 1;
    }
    return isNew;
  }

  /** What has to lapse. */
  outgrown(): Outgrown[] {
    const found: Outgrown[] = [];
    for (const findingId of this.book.findings()) {
      const served = this.whole.byId.get(findingId);
      const decisions = this.book.about(findingId);
      const sight = served && this.sightOf(served.record);
      const lapse = sight && outgrown(decisions, sight);
      if (sight && lapse) {
        const after = decisions[decisions.length - 1].position;
        const { of, because } = lapse;
        found.push({ findingId, of: of.id, because, after, sight });
      }
    }
    return found;
  }

  /** What the analysis says of a finding. */
  sightOf(record: FindingRecord): Sight {
    const { from, to, retired } = record.spells[record.spells.length - 1];
    return {
      analysedAt: this.record?.at ?? '',
      found: to === undefined,
      since: to ?? from,
      ...(retired && { retired: { version: retired.version } }),
      mark: markOf(record.finding),
    };
  }

  decisionsAbout(findingId: string): readonly Decision[] {
    return this.book.about(findingId);
  }

  /** Number of the newest decision that is known here. */
  get newestDecision(): number {
    return this.book.newest;
  }

  private standingOf(record: FindingRecord): Standing {
    let standing = this.standings.get(record.id);
    if (!standing) {
      const decisions = this.book.about(record.id);
      standing = standingOf(decisions, this.sightOf(record), this.now);
      this.standings.set(record.id, standing);
    }
    return standing;
  }

  visibleTo(audience: Audience): Visible {
    return visibleTo(audience, this.exists);
  }

  /** The findings that an audience may see: all that is named in them must be readable. */
  findingsFor(audience: Audience): ServedFinding[] {
    return this.shareOf(audience).findings;
  }

  /** Those that the analysis found and the audience may see, worst first. */
  currentFor(audience: Audience): Finding[] {
    return this.shareOf(audience).current;
  }

  /** One finding; undefined when there is none or the audience may not see it. */
  findingFor(audience: Audience, id: string): ServedFinding | undefined {
    return this.shareOf(audience).byId.get(id);
  }

  /** How many current findings are kept from the audience. */
  hiddenFrom(audience: Audience): number {
    return this.whole.current.length - this.currentFor(audience).length;
  }

  /** The findings that an audience may see, ready to be filtered. */
  tableFor(audience: Audience, index: FindingIndex): FindingTable {
    const share = this.shareOf(audience);
    if (!share.table) {
      share.table = new FindingTable(
        share.findings,
        index,
        () => this.standingsVersion,
        this.visibleTo(audience),
      );
      share.table.warmUp();
    }
    return share.table;
  }

  /** The finding, saying where it stands at the time of being asked. */
  private standingIn(dto: Finding, record: FindingRecord): Finding {
    return Object.defineProperty(dto, 'standing', {
      enumerable: true,
      get: () => this.standingOf(record),
    });
  }

  private shareOf(audience: Audience): Share {
    if (audience === 'everything') {
      return this.whole;
    }
    const key = audience === 'nothing' ? NOBODY : audience.refs;
    let share = this.shares.get(key);
    if (!share) {
      share = shareOf(
        this.whole.findings
          .filter(finding => this.maySee(audience, finding))
          .map(({ record, dto }) => ({
            record,
            dto: this.standingIn(redact(dto, this.visibleTo(audience)), record),
          })),
      );
      this.shares.set(key, share);
    }
    return share;
  }

  private maySee(
    audience: Exclude<Audience, 'everything'>,
    { record }: ServedFinding,
  ): boolean {
    const { subjects, chain } = record.finding;
    const refs = [...subjects, ...chain];
    if (isOpen(record)) {
      return refs.every(this.visibleTo(audience));
    }
    // An entity that is gone cannot be asked about any more: only what was never there is free for all to see.
    const readable = audience === 'nothing' ? undefined : audience.refs;
    return refs.every(
      ref => readable?.has(ref) || record.absent?.includes(ref),
    );
  }
}

function toDto(record: FindingRecord, latestAt: string): Finding {
  const last = record.spells[record.spells.length - 1];
  return {
    ...record.finding,
    status: statusOf(record, latestAt),
    firstSeen: record.spells[0].from,
    lastSeen: record.lastSeen ?? latestAt,
    resolvedAt: last.to,
    resolvedBecause: record.resolvedBecause,
    ...(last.retired?.version !== undefined && {
      retiredByVersion: last.retired.version,
    }),
  };
}

function shareOf(findings: ServedFinding[]): Share {
  return {
    findings,
    current: inOrder(findings.filter(f => isOpen(f.record))).map(f => f.dto),
    byId: new Map(findings.map(f => [f.dto.id, f])),
  };
}

/** The finding without the entities beside its subjects and chain that the reader may not see. */
function redact(dto: Finding, visible: Visible): Finding {
  return {
    ...dto,
    related: dto.related.filter(visible),
    interventions: dto.interventions.filter(
      ({ target }) => target === undefined || visible(target),
    ),
  };
}
