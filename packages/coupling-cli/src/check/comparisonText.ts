import type { Finding } from '@posiwid/coupling-engine';
import { findingText, type TextStyle } from '../format/findingText';
import { omissionsText, problemsText } from '../format/analysisText';
import { printable, shortened } from '../format/printable';
import { wrap } from '../format/textLayout';
import { counted, severityCounts } from '../format/words';
import type { Omission } from '@posiwid/coupling-engine';
import type { Comparison } from './compare';

const IN_FULL = 20;
const IN_A_LINE = 20;

/** The comparison for a terminal. */
export function comparisonText(
  comparison: Comparison,
  omissions: Omission[],
  style: TextStyle,
): string {
  const { introduced, worse, resolved, problems } = comparison;
  const blocks = [
    wrap(comparisonHeadline(comparison), style.width)
      .map(line => style.paint('strong', line))
      .join('\n'),
    ...section(
      'New',
      introduced,
      finding => findingText(finding, style),
      style,
    ),
    ...section(
      'Worse',
      worse.map(({ finding, because }) => ({
        ...finding,
        summary: `${because}. ${finding.summary}`,
      })),
      finding => findingText(finding, style),
      style,
    ),
    resolvedText(resolved, style),
    problemsText(problems, style),
    omissionsText(omissions, style),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

/** "This change introduces 2 findings (1 high, 1 medium), worsens 1 and resolves 3." */
export function comparisonHeadline({
  introduced,
  worse,
  resolved,
  unchanged,
}: Comparison): string {
  if (introduced.length + worse.length + resolved.length === 0) {
    return `This change introduces, worsens and resolves nothing; ${counted(
      unchanged,
      'finding',
    )} as before.`;
  }
  const fresh =
    introduced.length > 0
      ? `${counted(introduced.length, 'finding')} (${severityCounts(
          introduced,
        )})`
      : 'no finding';
  return `This change introduces ${fresh}, worsens ${worse.length} and resolves ${resolved.length}; ${unchanged} as before.`;
}

function section(
  title: string,
  findings: Finding[],
  write: (finding: Finding) => string,
  { paint }: TextStyle,
): string[] {
  if (findings.length === 0) return [];
  const more = findings.slice(IN_FULL);
  return [
    paint('strong', title),
    ...findings.slice(0, IN_FULL).map(write),
    ...(more.length > 0
      ? [
          `and ${counted(more.length, 'finding')} more (${severityCounts(
            more,
          )})`,
        ]
      : []),
  ];
}

function resolvedText(
  findings: Finding[],
  { width, paint }: TextStyle,
): string {
  if (findings.length === 0) return '';
  const more = findings.length - IN_A_LINE;
  return [
    paint('strong', 'Resolved'),
    ...findings
      .slice(0, IN_A_LINE)
      .map(
        finding =>
          finding.severity.padEnd(10) +
          shortened(printable(finding.title), width - 10),
      ),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n');
}
