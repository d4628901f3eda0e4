import { performance } from 'node:perf_hooks';
import {
  analyse,
  type Analysis,
  type AnalysisInput,
  type EarlierAudits,
  type Observation,
} from '@posiwid/coupling-engine';
import { advance, type FindingRecord } from '../lifecycle';
import type { AnalysisCounts, FindingRow } from '../store/AnalysisStore';
import type { AnalysisOrder, AnalysisOutcome } from './AnalysisRunner';
import { rulesUnder, type CountingPolicy } from './policies';
import { encodeSnapshot } from './snapshot';

export interface Production {
  entities: unknown[];
  history: FindingRow[];
  /** What was observed; the engine leaves out what lies after the time of the analysis. */
  observations: Observation[];
  order: AnalysisOrder;
  /** Audits of an analysis before: what an edit has not reached is not audited again. */
  earlier?: EarlierAudits;
  settings: Pick<
    AnalysisInput,
    'policy' | 'rules' | 'measures' | 'problems' | 'onProgress'
  >;
}

/**
 * From entities and the history of findings to what is stored: analysis, lifecycle, snapshot. Blocks for as long as the
 * analysis takes.
 */
export function produce(
  production: Production,
): AnalysisOutcome & { audits: EarlierAudits } {
  const { entities, history, observations, order, earlier, settings } =
    production;
  const start = performance.now();
  const input = {
    ...settings,
    entities: entities.map(entity => ({ entity })),
    at: order.at,
    observations,
  };
  const before = order.before && foundBefore(input, order.before, earlier);
  const analysis = analyse({ ...input, earlier: before?.audits ?? earlier });
  const previous = history.map(row => JSON.parse(row.record) as FindingRecord);
  const { records, changed } = advance(previous, order.previousAt, {
    at: order.at,
    findings: analysis.findings,
    exists: existsIn(analysis),
    policy: {
      version: order.policyVersion,
      ruleOf: rulesUnder(analysis.policy),
      before: before?.observed,
    },
  });

  const record = {
    id: order.id,
    at: order.at,
    confirmedAt: order.at,
    durationMs: Math.round(performance.now() - start),
    fingerprint: order.fingerprint,
    scanned: order.scanned,
    counts: countsOf(analysis),
    policy: {
      policy: analysis.policy,
      ...(order.policyVersion !== undefined && {
        version: order.policyVersion,
      }),
    },
  };
  return {
    record,
    snapshot: encodeSnapshot({ record, analysis, findings: records }),
    changed: changed.map(toRow),
    audits: analysis.independence.claims,
  };
}

/** What the policy of the analysis before would find in the catalog as it is now. Only this is kept: there may be no memory for two. */
function foundBefore(
  input: AnalysisInput,
  { policy, version }: CountingPolicy,
  earlier: EarlierAudits | undefined,
) {
  const { findings, independence } = analyse({
    ...input,
    policy,
    problems: [],
    onProgress: undefined,
    earlier,
  });
  return {
    audits: independence.claims,
    observed: {
      version,
      ruleOf: rulesUnder(policy),
      found: new Set(findings.map(({ id }) => id)),
    },
  };
}

/** True for the refs of all that the analysed catalog has, and not for what it only names. */
export function existsIn(analysis: Analysis): (ref: string) => boolean {
  const { entities, teams, systems, domains } = analysis.model;
  const refs = new Set(entities.map(entity => entity.ref));
  for (const thing of [...teams, ...systems, ...domains]) {
    if (thing.exists) {
      refs.add(thing.ref);
    }
  }
  return ref => refs.has(ref);
}

function countsOf(analysis: Analysis): AnalysisCounts {
  const { entities, couplings, teams, systems, domains, digest } =
    analysis.catalog;
  return {
    entities,
    couplings,
    teams,
    systems,
    domains,
    digest,
    problems: analysis.problems.length,
    propagationCost: analysis.structure.propagationCost.value,
  };
}

function toRow(record: FindingRecord): FindingRow {
  const { finding, spells } = record;
  return {
    id: record.id,
    rule: finding.rule,
    category: finding.category,
    severity: finding.severity,
    firstSeen: spells[0].from,
    lastSeen: record.lastSeen,
    resolvedAt: spells[spells.length - 1].to,
    resolvedBecause: record.resolvedBecause,
    record: JSON.stringify(record),
  };
}
