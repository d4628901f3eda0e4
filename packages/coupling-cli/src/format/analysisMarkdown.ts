import type { Analysis } from '@posiwid/coupling-engine';
import { located } from '../errors';
import { headline } from './analysisText';
import { findingMarkdown } from './findingMarkdown';
import { fitted, markdownText, MAX_COMMENT } from './markdownText';
import { shortened } from './printable';
import { purposeMarkdown } from './purposeMarkdown';
import { counted } from './words';

const MAX_PROBLEMS = 20;

/** The report as one Markdown comment. */
export function analysisMarkdown(analysis: Analysis): string {
  const purpose = purposeMarkdown(analysis);
  return fitted(
    [
      `### Coupling: ${markdownText(headline(analysis))}`,
      ...(purpose === '' ? [] : [purpose]),
      ...analysis.findings.map(finding => findingMarkdown(finding)),
    ],
    [
      problemsMarkdown(analysis.problems, 'of the catalog itself'),
      omissionsMarkdown(analysis.omissions),
    ].filter(block => block !== ''),
    MAX_COMMENT,
    left => `*${counted(left, 'more finding')} did not fit into one comment.*`,
  );
}

export function problemsMarkdown(
  problems: Analysis['problems'],
  where: string,
): string {
  if (problems.length === 0) return '';
  const shown = problems.slice(0, MAX_PROBLEMS).map(problem => {
    const about = problem.ref
      ? `${problem.ref}: ${problem.message}`
      : problem.message;
    return `- ${markdownText(shortened(located(about, problem), 300))}`;
  });
  const more = problems.length - MAX_PROBLEMS;
  return [
    `<details><summary>${counted(
      problems.length,
      'defect',
    )} ${where}</summary>`,
    [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
    '</details>',
  ].join('\n\n');
}

export function omissionsMarkdown(omissions: Analysis['omissions']): string {
  if (omissions.length === 0) return '';
  const text = omissions
    .map(omission => omission.text.replace(/[.\s]+$/, ''))
    .join('; ');
  return `<sub>What this leaves out: ${markdownText(
    shortened(text, 2000),
  )}.</sub>`;
}
