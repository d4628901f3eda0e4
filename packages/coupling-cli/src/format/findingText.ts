import type { Finding, Step } from '@posiwid/coupling-engine';
import { printable } from './printable';
import { indented, wrap, type Paint } from './textLayout';
import { shortTeam } from './words';

/** Behind it stand the explanations; the label of each stands in it. */
const MARGIN = 10;

/** A long chain is read from both ends; what is between is counted. */
const MAX_STEPS = 7;

const MAX_TEAMS = 12;

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
    ...paragraph('  teams', teamNames(finding.teams)),
    ...finding.interventions
      .slice(0, 2)
      .flatMap((move, i) =>
        paragraph(
          i === 0 ? '  helps' : '',
          `· ${move.text} (${move.leverage})`,
        ),
      ),
    ...paragraph('  id', `${finding.id} · ${finding.rule}`).map(line =>
      paint('muted', line),
    ),
  ];
  return lines.map(line => line.trimEnd()).join('\n');
}

function chain({ steps }: Finding, width: number, paint: Paint): string[] {
  if (steps.length < 2) return [];
  const between = steps.length - MAX_STEPS + 1;
  const lines =
    steps.length <= MAX_STEPS
      ? steps.flatMap(step => stepLines(step, width, paint))
      : [
          ...steps
            .slice(0, MAX_STEPS - 2)
            .flatMap(step => stepLines(step, width, paint)),
          `… ${between} more`,
          ...stepLines(steps[steps.length - 1], width, paint),
        ];
  return indented(lines, MARGIN, '  why');
}

/** An entity with its teams, and below it how it leads to the next; the last leads nowhere. */
function stepLines(step: Step, width: number, paint: Paint): string[] {
  const name = printable(step.ref);
  const teams = step.teams.length > 0 ? printable(teamNames(step.teams)) : '';
  const coupling = step.coupling
    ? printable([step.coupling, step.grade].filter(Boolean).join(', '))
    : '';
  const muted = (text: string) =>
    wrap(text, width - 4).map(line => `  ${paint('muted', line)}`);
  const fits = name.length + 2 + teams.length <= width;
  return [
    ...(fits ? [`${name}  ${paint('muted', teams)}`] : wrap(name, width)),
    ...(fits || teams === '' ? [] : muted(teams)),
    ...(coupling === '' ? [] : muted(`↓ ${coupling}`)),
  ];
}

function teamNames(teams: string[]): string {
  const named = teams.slice(0, MAX_TEAMS).map(shortTeam).join(', ');
  const more = teams.length - MAX_TEAMS;
  return more > 0
    ? `${named} and ${more.toLocaleString('en')} more`
    : named || 'none';
}
