import type { Finding } from '@posiwid/coupling-engine';
import { printable } from './printable';
import { indented, wrap, type Paint } from './textLayout';
import { shortTeam } from './words';

/** Behind it stand the explanations; the label of each stands in it. */
const MARGIN = 10;

/** A long chain is read from both ends; what is between is counted. */
const MAX_STEPS = 7;

export interface TextStyle {
  width: number;
  paint: Paint;
}

/** One finding as a person reads it: what, why as a chain of entities with their teams, who, and what would help. */
export function findingText(
  finding: Finding,
  { width, paint }: TextStyle,
): string {
  const inner = width - MARGIN;
  const paragraph = (label: string, text: string) =>
    indented(wrap(printable(text), inner), MARGIN, label);
  const [title, ...rest] = wrap(printable(finding.title), inner);
  const lines = [
    paint(finding.severity, finding.severity.padEnd(MARGIN)) +
      paint('strong', title),
    ...indented(
      rest.map(line => paint('strong', line)),
      MARGIN,
      ' ',
    ),
    ...paragraph('', finding.summary),
    ...chain(finding, inner, paint),
    ...paragraph('  teams', finding.teams.map(shortTeam).join(', ') || 'none'),
    ...finding.interventions
      .slice(0, 2)
      .flatMap((move, i) =>
        paragraph(i === 0 ? '  helps' : '', `${move.text} (${move.leverage})`),
      ),
    ...paragraph('  id', `${finding.id} · ${finding.rule}`).map(line =>
      paint('muted', line),
    ),
  ];
  return lines.map(line => line.trimEnd()).join('\n');
}

function chain(finding: Finding, width: number, paint: Paint): string[] {
  const { steps } = finding;
  if (steps.length < 2) return [];
  const shown =
    steps.length <= MAX_STEPS
      ? steps
      : [...steps.slice(0, MAX_STEPS - 2), undefined, steps[steps.length - 1]];
  const lines = shown.flatMap((step, i) => {
    if (!step) {
      return [`… ${steps.length - MAX_STEPS + 1} more`];
    }
    const teams = step.teams.map(shortTeam).join(', ');
    const name = printable(step.ref);
    const line = teams ? `${name}  ${paint('muted', printable(teams))}` : name;
    const coupling = [step.coupling, step.grade].filter(Boolean).join(', ');
    return coupling && i < shown.length - 1
      ? [
          line,
          ...wrap(printable(coupling), width - 4).map(l =>
            paint('muted', `  ↓ ${l}`),
          ),
        ]
      : [line];
  });
  return indented(lines, MARGIN, '  why');
}
