import { toCsv } from '../format/csv';
import type { TextStyle } from '../format/findingText';
import {
  fitted,
  markdownRef,
  markdownText,
  MAX_COMMENT,
} from '../format/markdownText';
import { printable } from '../format/printable';
import { indented, wrap } from '../format/textLayout';
import { counted, shortRef } from '../format/words';
import type { BlastRadius, TeamLoss } from './blastRadius';

/** Entities named for each team; the CSV names them all. */
const MAX_NAMED = 12;

/** "When component:default/orders fails, 12 of 64 entities of 4 teams fail with it and 3 degrade." */
export function blastRadiusHeadline({
  ref,
  fails,
  degrades,
  ofEntities,
  byTeam,
}: BlastRadius): string {
  if (fails.length + degrades.length === 0) {
    return `When ${ref} fails, nothing else of ${counted(
      ofEntities,
      'entity',
      'entities',
    )} does.`;
  }
  const teams = counted(byTeam.length, 'team');
  const also =
    degrades.length > 0
      ? ` and ${degrades.length.toLocaleString('en')} degrade`
      : '';
  return `When ${ref} fails, ${fails.length.toLocaleString('en')} of ${counted(
    ofEntities,
    'entity',
    'entities',
  )} fail with it${also}, in ${teams}.`;
}

export function blastRadiusText(
  radius: BlastRadius,
  { width, paint }: TextStyle,
): string {
  const head = wrap(printable(blastRadiusHeadline(radius)), width).map(text =>
    paint('strong', text),
  );
  const teams = radius.byTeam.map(loss =>
    [
      paint('strong', printable(loss.team)),
      ...line('fails', loss.fails, width),
      ...line('degrades', loss.degrades, width),
    ].join('\n'),
  );
  return `${[
    head.join('\n'),
    ...teams,
    wrap(leavesOut(radius), width)
      .map(l => paint('muted', l))
      .join('\n'),
  ].join('\n\n')}\n`;
}

function line(label: string, refs: string[], width: number): string[] {
  if (refs.length === 0) return [];
  const margin = 18;
  return indented(
    wrap(printable(named(refs, shortRef)), width - margin),
    margin,
    `  ${label.padEnd(9)}${String(refs.length).padStart(5)}  `,
  );
}

function named(refs: string[], write: (ref: string) => string): string {
  const more = refs.length - MAX_NAMED;
  return (
    refs.slice(0, MAX_NAMED).map(write).join(', ') +
    (more > 0 ? ` and ${more.toLocaleString('en')} more` : '')
  );
}

/** The answer rests on what the catalog declares, as far as it could be read. */
function leavesOut({ fails, degrades, problems }: BlastRadius): string {
  const parts = [
    'couplings that the catalog does not declare',
    ...(problems > 0
      ? [
          `what ${counted(
            problems,
            'defect',
          )} of the catalog hide (coupling analyze lists them)`,
        ]
      : []),
    ...(fails.length + degrades.length > MAX_NAMED
      ? ['the ends of long lists (--format csv names every entity)']
      : []),
  ];
  return `What this leaves out: ${parts.join('; ')}.`;
}

export function blastRadiusMarkdown(radius: BlastRadius): string {
  const row = ({ team, fails, degrades }: TeamLoss) =>
    `| ${team.startsWith('(') ? team : markdownRef(team)} | ${fails.length} | ${
      degrades.length
    } | ${cell(fails, degrades)} |`;
  const table = [
    '| team | fails | degrades | |',
    '|---|--:|--:|---|',
    ...radius.byTeam.slice(0, 200).map(row),
    ...(radius.byTeam.length > 200
      ? [`| and ${radius.byTeam.length - 200} more teams | | | |`]
      : []),
  ].join('\n');
  return fitted(
    [
      `### ${markdownText(blastRadiusHeadline(radius))}`,
      ...(radius.byTeam.length > 0 ? [table] : []),
    ],
    [`<sub>${markdownText(leavesOut(radius))}</sub>`],
    MAX_COMMENT,
    () => '*The table did not fit into one comment.*',
  );
}

function cell(fails: string[], degrades: string[]): string {
  return named([...fails, ...degrades], markdownRef);
}

/** One row an entity and team, so that a spreadsheet can group either way. */
export function blastRadiusCsv({ byTeam }: BlastRadius): string {
  return toCsv(
    ['team', 'effect', 'entity'],
    byTeam.flatMap(({ team, fails, degrades }) => [
      ...fails.map(ref => [team, 'fails', ref]),
      ...degrades.map(ref => [team, 'degrades', ref]),
    ]),
  );
}
