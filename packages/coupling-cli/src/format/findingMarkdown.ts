import type { Finding } from '@posiwid/coupling-engine';
import { shortened } from './printable';
import { htmlText, markdownRef, markdownText } from './markdownText';

/** One finding would otherwise fill a comment alone when a catalog has texts of a megabyte. */
const MAX_PARAGRAPH = 2000;
const MAX_TEAMS = 12;
const MAX_STEPS = 12;

/** A finding as a collapsed block: its title always in sight, why and what would help on demand. */
export function findingMarkdown(finding: Finding, lead = ''): string {
  const paragraph = (text: string) =>
    markdownText(shortened(text, MAX_PARAGRAPH));
  const parts = [
    `<details><summary>${lead}<b>${finding.severity}</b> ${htmlText(
      shortened(finding.title, 300),
    )}</summary>`,
    paragraph(finding.summary),
    chain(finding),
    `Teams: ${teams(finding)}. Rule: ${markdownRef(
      finding.rule,
    )}. Id: ${markdownRef(finding.id)}.`,
    finding.interventions
      .slice(0, 3)
      .map(move => `- ${paragraph(move.text)} (${markdownText(move.leverage)})`)
      .join('\n'),
    '</details>',
  ];
  return parts.filter(part => part !== '').join('\n\n');
}

function chain({ steps }: Finding): string {
  if (steps.length < 2) return '';
  const shown = steps.slice(0, MAX_STEPS).map((step, i) => {
    const by =
      step.teams.length > 0
        ? ` (${step.teams.map(markdownText).join(', ')})`
        : '';
    const coupling =
      step.coupling && i < steps.length - 1
        ? `: ${markdownText(step.coupling)}`
        : '';
    return `${i + 1}. ${markdownRef(step.ref)}${by}${coupling}`;
  });
  const more = steps.length - MAX_STEPS;
  return [...shown, ...(more > 0 ? [`\nand ${more} more steps`] : [])].join(
    '\n',
  );
}

function teams(finding: Finding): string {
  const named = finding.teams.slice(0, MAX_TEAMS).map(markdownRef).join(', ');
  const more = finding.teams.length - MAX_TEAMS;
  if (more > 0) return `${named} and ${more} more`;
  return named || 'none';
}
