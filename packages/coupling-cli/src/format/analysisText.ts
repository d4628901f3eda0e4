import type { Analysis, Finding } from '@posiwid/coupling-engine';
import { located } from '../errors';
import { findingText, type TextStyle } from './findingText';
import { printable, shortened } from './printable';
import { indented, wrap } from './textLayout';
import { counted, severityCounts } from './words';

/** Findings told in full, then in one line each; the rest are counted. A meeting discusses ten. */
const IN_FULL = 10;
const IN_A_LINE = 25;
const MAX_PROBLEMS = 10;

/** The report for a terminal: one sentence, the worst findings with their chains, the rest shorter, and what is not shown. */
export function analysisText(analysis: Analysis, style: TextStyle): string {
  const { findings } = analysis;
  const blocks = [
    wrap(headline(analysis), style.width)
      .map(line => style.paint('strong', line))
      .join('\n'),
    ...findings.slice(0, IN_FULL).map(finding => findingText(finding, style)),
    oneLineEach(findings.slice(IN_FULL, IN_FULL + IN_A_LINE), style),
    remainder(findings.slice(IN_FULL + IN_A_LINE)),
    problemsText(analysis.problems, style),
    omissionsText(analysis.omissions, style),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

/** "12 findings, 2 critical, in 44 entities that 67 couplings tie together across 3 teams." */
export function headline({ catalog, findings }: Analysis): string {
  const size = `${counted(catalog.entities, 'entity', 'entities')}, ${counted(
    catalog.couplings,
    'coupling',
  )}, ${counted(catalog.teams, 'team')}`;
  if (catalog.entities === 0)
    return 'The catalog holds no entity that can fail.';
  if (findings.length === 0) return `No findings in ${size}.`;
  return `${counted(findings.length, 'finding')} in ${size}: ${severityCounts(
    findings,
  )}.`;
}

function oneLineEach(findings: Finding[], { width, paint }: TextStyle): string {
  return findings
    .map(
      finding =>
        paint(finding.severity, finding.severity.padEnd(10)) +
        shortened(printable(finding.title), width - 10),
    )
    .join('\n');
}

function remainder(findings: Finding[]): string {
  return findings.length === 0
    ? ''
    : `and ${counted(findings.length, 'finding')} more (${severityCounts(
        findings,
      )}): --format json, csv or sarif lists them all.`;
}

/** What could not be read, as `file:line: message`. */
export function problemsText(
  problems: Analysis['problems'],
  { width, paint }: TextStyle,
): string {
  if (problems.length === 0) return '';
  const shown = problems.slice(0, MAX_PROBLEMS).flatMap(problem => {
    const about = problem.ref
      ? `${problem.ref}: ${problem.message}`
      : problem.message;
    return indented(wrap(printable(located(about, problem)), width - 2), 2);
  });
  const more = problems.length - MAX_PROBLEMS;
  return [
    paint(
      'strong',
      `${counted(problems.length, 'defect')} of the catalog itself`,
    ),
    ...shown,
    ...(more > 0 ? [`  and ${more.toLocaleString('en')} more`] : []),
  ].join('\n');
}

/** The last words of every view: what this map does not show. */
export function omissionsText(
  omissions: Analysis['omissions'],
  { width, paint }: TextStyle,
): string {
  if (omissions.length === 0) return '';
  const text = omissions
    .map(omission => omission.text.replace(/[.\s]+$/, ''))
    .join('; ');
  return wrap(`What this leaves out: ${printable(text)}.`, width)
    .map(line => paint('muted', line))
    .join('\n');
}
