import { stringify } from 'csv-stringify/sync';
import { dayOf } from '../../day';
import { escapeMarkdown, markdownCode } from '../markdown';
import type {
  Finding,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';

export type ExportFormat = QueryOf<'exportFindings'>['format'];

/** A file to be sent. */
export interface ExportFile {
  contentType: string;
  name: string;
  text: string;
}

/** Findings as a file, in the order given. */
export function exportFindings(
  findings: Finding[],
  format: ExportFormat,
): ExportFile {
  switch (format) {
    case 'csv':
      return {
        contentType: 'text/csv; charset=utf-8',
        name: 'findings.csv',
        text: toCsv(findings),
      };
    case 'markdown':
      return {
        contentType: 'text/markdown; charset=utf-8',
        name: 'findings.md',
        text: toMarkdown(findings),
      };
    default:
      return {
        contentType: 'application/json; charset=utf-8',
        name: 'findings.json',
        text: `${JSON.stringify(findings, undefined, 2)}\n`,
      };
  }
}

const COLUMNS: [
  header: string,
  value: (finding: Finding) => string | number,
][] = [
  ['id', f => f.id],
  ['rule', f => f.rule],
  ['category', f => f.category],
  ['severity', f => f.severity],
  ['score', f => f.score],
  ['status', f => f.status],
  ['title', f => f.title],
  ['summary', f => f.summary],
  ['subjects', f => f.subjects.join(' ')],
  ['teams', f => f.teams.join(' ')],
  ['chain', f => f.chain.join(' > ')],
  ['fails', f => f.reach?.fails ?? ''],
  ['degrades', f => f.reach?.degrades ?? ''],
  ['evidence', f => f.evidence.map(e => `${e.grade}: ${e.detail}`).join('; ')],
  ['interventions', f => f.interventions.map(i => i.text).join('; ')],
  ['first seen', f => f.firstSeen],
  ['last seen', f => f.lastSeen],
  ['resolved', f => f.resolvedAt ?? ''],
];

function toCsv(findings: Finding[]): string {
  return stringify(
    findings.map(finding => COLUMNS.map(([, value]) => value(finding))),
    {
      header: true,
      columns: COLUMNS.map(([header]) => header),
      // A title that begins with = would otherwise be run by a spreadsheet.
      escape_formulas: true,
    },
  );
}

function toMarkdown(findings: Finding[]): string {
  const sections = findings.map(finding =>
    [
      `## ${escapeMarkdown(finding.title)}`,
      '',
      `**${finding.severity}** · ${finding.category} · ${finding.status} · ` +
        `first seen ${dayOf(finding.firstSeen)} · \`${finding.id}\``,
      '',
      escapeMarkdown(finding.summary),
      '',
      ...(finding.chain.length > 0
        ? [`Chain: ${finding.chain.map(markdownCode).join(' → ')}`, '']
        : []),
      ...(finding.teams.length > 0
        ? [`Teams: ${finding.teams.map(markdownCode).join(', ')}`, '']
        : []),
      ...finding.why.map(line => `- ${escapeMarkdown(line)}`),
      ...finding.interventions.map(
        move => `- [ ] ${escapeMarkdown(move.text)} (${move.leverage})`,
      ),
      '',
    ].join('\n'),
  );
  return ['# Findings', '', ...sections].join('\n');
}
