import type { Omission } from '@posiwid/coupling-engine';
import {
  omissionsMarkdown,
  problemsMarkdown,
} from '../format/analysisMarkdown';
import { findingMarkdown } from '../format/findingMarkdown';
import { fitted, markdownText, MAX_COMMENT } from '../format/markdownText';
import { shortened } from '../format/printable';
import { counted } from '../format/words';
import { comparisonHeadline } from './comparisonText';
import type { Comparison } from './compare';

const MAX_RESOLVED = 20;

/** The comparison as a pull-request comment: the sentence first, then new, worse, resolved. */
export function comparisonMarkdown(
  comparison: Comparison,
  omissions: Omission[],
): string {
  const { introduced, worse, resolved, problems } = comparison;
  return fitted(
    [
      `### Coupling\n\n${markdownText(comparisonHeadline(comparison))}`,
      sizes(comparison),
      ...(introduced.length > 0 ? ['**New**'] : []),
      ...introduced.map(finding => findingMarkdown(finding)),
      ...(worse.length > 0 ? ['**Worse**'] : []),
      ...worse.map(({ finding, because }) =>
        findingMarkdown({
          ...finding,
          summary: `${because}. ${finding.summary}`,
        }),
      ),
    ],
    [
      resolvedMarkdown(
        resolved.map(finding => `${finding.severity}: ${finding.title}`),
      ),
      problemsMarkdown(problems, 'that the base does not have'),
      omissionsMarkdown(omissions),
    ].filter(block => block !== ''),
    MAX_COMMENT,
    left => `*${counted(left, 'more finding')} did not fit into one comment.*`,
  );
}

function sizes({ base, head }: Comparison): string {
  const row = (what: string, before: number, after: number) =>
    `| ${what} | ${before} | ${after} | ${
      after >= before ? '+' : '−'
    }${Math.abs(after - before)} |`;
  return [
    '| | before | after | |',
    '|---|--:|--:|--:|',
    row('entities', base.entities, head.entities),
    row('couplings', base.couplings, head.couplings),
    row('teams', base.teams, head.teams),
  ].join('\n');
}

function resolvedMarkdown(titles: string[]): string {
  if (titles.length === 0) return '';
  const shown = titles
    .slice(0, MAX_RESOLVED)
    .map(title => `- ${markdownText(shortened(title, 300))}`);
  const more = titles.length - MAX_RESOLVED;
  return [
    '**Resolved**',
    [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
  ].join('\n\n');
}
