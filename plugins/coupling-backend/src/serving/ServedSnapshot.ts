import { analyse, type Analysis } from '@posiwid/coupling-engine';
import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { existsIn } from '../analysis/produce';
import { isOpen, statusOf, type FindingRecord } from '../lifecycle';
import type { AnalysisRecord } from '../store/AnalysisStore';
import { inOrder } from './findings/order';
import { visibleTo, type Audience, type Visible } from './visibility';

/** A finding as it is answered, with its record. */
export interface ServedFinding {
  dto: Finding;
  record: FindingRecord;
}

/** A snapshot made ready to answer requests. Nothing of it changes while it is served. */
export class ServedSnapshot {
  /** Undefined before the first analysis. */
  readonly record: AnalysisRecord | undefined;
  readonly analysis: Analysis;
  readonly findings: ServedFinding[];
  /** Those that the analysis found, worst first. */
  readonly current: Finding[];
  readonly findingById: Map<string, ServedFinding>;
  /** When analyses were made, oldest first. */
  readonly times: string[];
  private readonly exists: Visible;

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
    this.findings = findings.map(finding => ({
      record: finding,
      dto: toDto(finding, record?.at ?? ''),
    }));
    this.current = inOrder(this.findings.filter(f => isOpen(f.record))).map(
      f => f.dto,
    );
    this.findingById = new Map(this.findings.map(f => [f.dto.id, f]));
  }

  /** What is served before the first analysis: an empty catalog. */
  static empty(): ServedSnapshot {
    return new ServedSnapshot({
      analysis: analyse({ entities: [] }),
      findings: [],
      times: [],
    });
  }

  visibleTo(audience: Audience): Visible {
    return visibleTo(audience, this.exists);
  }

  /** The findings that an audience may see: all that is named in them must be readable. */
  findingsFor(audience: Audience): ServedFinding[] {
    return audience === 'everything'
      ? this.findings
      : this.findings.filter(finding => this.maySee(audience, finding));
  }

  maySee(audience: Audience, { record }: ServedFinding): boolean {
    if (audience === 'everything') {
      return true;
    }
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
  };
}
