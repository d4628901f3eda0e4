import type { Finding } from '@posiwid/coupling-engine';
import { joined, toCsv, type Cell } from './csv';

const COLUMNS: [string, (finding: Finding) => Cell][] = [
  ['id', f => f.id],
  ['severity', f => f.severity],
  ['score', f => f.score],
  ['category', f => f.category],
  ['rule', f => f.rule],
  ['title', f => f.title],
  ['summary', f => f.summary],
  ['subjects', f => joined(f.subjects)],
  ['teams', f => joined(f.teams)],
  ['fails', f => f.reach?.fails],
  ['degrades', f => f.reach?.degrades],
  ['of_entities', f => f.reach?.ofEntities],
  ['teams_hit', f => f.reach?.teams],
  ['systems_hit', f => f.reach?.systems],
  ['chain', f => f.chain.join(' > ')],
  ['related', f => joined(f.related)],
  ['evidence', f => f.evidence.map(e => `${e.grade}: ${e.detail}`).join('; ')],
  [
    'interventions',
    f => f.interventions.map(i => `${i.leverage}: ${i.text}`).join('; '),
  ],
];

/** One row a finding, worst first as the analysis gives them. `extra` puts columns in front. */
export function findingsCsv<T extends Finding>(
  findings: T[],
  extra: [string, (finding: T) => Cell][] = [],
): string {
  const columns = [...extra, ...COLUMNS];
  return toCsv(
    columns.map(([name]) => name),
    findings.map(finding => columns.map(([, cell]) => cell(finding))),
  );
}
