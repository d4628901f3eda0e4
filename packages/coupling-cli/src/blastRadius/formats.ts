import type { BlastRadiusView } from '@posiwid/coupling-engine';
import { toCsv } from '../format/csv';
import type { TextStyle } from '../format/findingText';
import { markdownRef, markdownText, MAX_COMMENT } from '../format/markdownText';
import { printable } from '../format/printable';
import { indented, wrap } from '../format/textLayout';
import { counted, shortRef } from '../format/words';
import { teamLosses, type TeamLoss } from './teamLosses';

/** Entities named for each team; the CSV names them all. */
const MAX_NAMED = 12;

/** What of a Markdown comment the sentences around the table may take. */
const AROUND_TABLE = 4000;

/** A blast radius, and how many defects the catalog has, any of which may hide a coupling. */
export interface Answer {
  radius: BlastRadiusView;
  problems: number;
}

/** "When resource:default/orders-db fails, 12 of 64 entities fail with it and 3 degrade, in 4 teams." */
export function blastRadiusHeadline({
  ref,
  fails,
  degrades,
  ofEntities,
  byTeam,
}: BlastRadiusView): string {
  const all = counted(ofEntities, 'entity', 'entities');
  if (fails.length + degrades.length === 0) {
    return `When ${ref} fails, nothing else of ${all} does.`;
  }
  const also =
    degrades.length > 0
      ? ` and ${degrades.length.toLocaleString('en')} degrade`
      : '';
  return `When ${ref} fails, ${fails.length.toLocaleString(
    'en',
  )} of ${all} fail with it${also}, in ${counted(byTeam.length, 'team')}.`;
}

export function blastRadiusText(
  answer: Answer,
  { width, paint }: TextStyle,
): string {
  const paragraph = (text: string, style: 'strong' | 'muted') =>
    wrap(printable(text), width)
      .map(line => paint(style, line))
      .join('\n');
  const blocks = [
    paragraph(blastRadiusHeadline(answer.radius), 'strong'),
    ...teamLosses(answer.radius).map(({ team, fails, degrades }) =>
      [
        paint('strong', printable(teamName(team))),
        ...namedLines('fails', fails, width),
        ...namedLines('degrades', degrades, width),
      ].join('\n'),
    ),
    paragraph(leavesOut(answer), 'muted'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function namedLines(label: string, refs: string[], width: number): string[] {
  if (refs.length === 0) return [];
  const head = `  ${label.padEnd(9)}${String(refs.length).padStart(5)}  `;
  return indented(
    wrap(printable(named(refs, shortRef)), width - head.length),
    head.length,
    head,
  );
}

export function blastRadiusMarkdown(answer: Answer): string {
  const losses = teamLosses(answer.radius);
  const rows: string[] = [];
  let room = MAX_COMMENT - AROUND_TABLE;
  for (const loss of losses) {
    const next = row(loss);
    room -= next.length + 1;
    if (room < 0) break;
    rows.push(next);
  }
  const more = losses.length - rows.length;
  const blocks = [
    `### ${markdownText(blastRadiusHeadline(answer.radius))}`,
    ...(rows.length > 0
      ? [
          ['| team | fails | degrades | |', '|---|--:|--:|---|', ...rows].join(
            '\n',
          ),
        ]
      : []),
    ...(more > 0
      ? [`*${counted(more, 'more team')} did not fit into one comment.*`]
      : []),
    `<sub>${markdownText(leavesOut(answer))}</sub>`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function row({ team, fails, degrades }: TeamLoss): string {
  const name = team === 'none' ? teamName(team) : markdownRef(team);
  const refs = named([...fails, ...degrades], markdownRef);
  return `| ${name} | ${fails.length} | ${degrades.length} | ${refs} |`;
}

function teamName(team: string): string {
  return team === 'none' ? 'no owner' : team;
}

function named(refs: string[], write: (ref: string) => string): string {
  const more = refs.length - MAX_NAMED;
  const ending = more > 0 ? ` and ${more.toLocaleString('en')} more` : '';
  return refs.slice(0, MAX_NAMED).map(write).join(', ') + ending;
}

/** The answer rests on what the catalog declares, as far as it could be read. */
function leavesOut({ radius: { fails, degrades }, problems }: Answer): string {
  const parts = [
    'couplings that the catalog does not declare',
    ...(problems > 0
      ? [
          `what ${counted(
            problems,
            'defect',
          )} of the catalog may hide (coupling analyze lists them)`,
        ]
      : []),
    ...(fails.length + degrades.length > MAX_NAMED
      ? ['the ends of long lists (--format csv names every entity)']
      : []),
  ];
  return `What this leaves out: ${parts.join('; ')}.`;
}

/** One row an entity and team, so that a spreadsheet can group either way. */
export function blastRadiusCsv({ radius }: Answer): string {
  return toCsv(
    ['team', 'effect', 'entity'],
    teamLosses(radius).flatMap(({ team, fails, degrades }) => [
      ...fails.map(ref => [team, 'fails', ref]),
      ...degrades.map(ref => [team, 'degrades', ref]),
    ]),
  );
}

/** The answer of the REST API's blast radius; nothing is hidden from who holds the files. */
export function blastRadiusJson({
  radius: { hidden: _hidden, ...radius },
}: Answer): string {
  return `${JSON.stringify({ version: 1, ...radius }, null, 2)}\n`;
}
