/** A review as files: the packet to read before it, the minutes after it, decision records for what was planned. */
import type {
  Decision,
  QueryOf,
  Review,
  ReviewItem,
} from '@posiwid/backstage-plugin-coupling-common';
import { stringify } from 'csv-stringify/sync';
import { dayOf } from '../../day';
import type { ExportFile } from '../../serving/findings/exportFindings';
import { escapeMarkdown, markdownCode } from '../../serving/markdown';
import { saidOf } from './words';

const MARKDOWN = 'text/markdown; charset=utf-8';
const CSV = 'text/csv; charset=utf-8';

export function exportPacket(
  review: Review,
  format: QueryOf<'exportPacket'>['format'],
): ExportFile {
  return format === 'csv'
    ? {
        contentType: CSV,
        name: `${review.id}-items.csv`,
        text: itemsCsv(review),
      }
    : {
        contentType: MARKDOWN,
        name: `${review.id}-packet.md`,
        text: packet(review),
      };
}

export function exportMinutes(
  review: Review,
  format: QueryOf<'exportMinutes'>['format'],
): ExportFile {
  switch (format) {
    case 'csv':
      return {
        contentType: CSV,
        name: `${review.id}-decisions.csv`,
        text: itemsCsv(review),
      };
    case 'madr':
      return {
        contentType: MARKDOWN,
        name: `${review.id}-decision-records.md`,
        text: records(review),
      };
    default:
      return {
        contentType: MARKDOWN,
        name: `${review.id}-minutes.md`,
        text: minutes(review),
      };
  }
}

function packet(review: Review): string {
  const { agenda, items, hidden } = review;
  const over = agenda.items.length - agenda.fits;
  return lines(
    `# ${heading(review)}`,
    '',
    `Planned for ${time(review.plannedAt)}. ${counted(items.length, 'item')}${
      over > 0 ? `, ${over} more than fit into the time` : ''
    }.`,
    agenda.since ? `Since the review of ${dayOf(agenda.since)}.` : undefined,
    '',
    ...items.flatMap((item, i) => packetItem(item, i + 1)),
    ...section('No longer found', agenda.remediated),
    ...section('No longer raised by the policy', agenda.retired ?? []),
    `Left out: ${
      agenda.leftOut
    } open findings that are neither new nor worse nor due, ${
      agenda.belowSeverity
    } of them new and below the severity of this review${
      hidden > 0
        ? `; ${counted(hidden, 'item')} about what you may not read`
        : ''
    }.`,
    '',
  );
}

function section(title: string, of: readonly { title: string }[]): string[] {
  return of.length === 0
    ? []
    : [
        `## ${title}`,
        '',
        ...of.map(one => `- ${escapeMarkdown(one.title)}`),
        '',
      ];
}

function packetItem({ item, finding }: ReviewItem, n: number): string[] {
  return [
    `## ${n}. ${escapeMarkdown(item.title)}`,
    '',
    `${item.severity ? `**${item.severity}** · ` : ''}${escapeMarkdown(
      item.words,
    )}`,
    '',
    ...(finding
      ? [
          escapeMarkdown(finding.summary),
          '',
          ...(finding.chain.length > 0
            ? [`Chain: ${finding.chain.map(markdownCode).join(' → ')}`, '']
            : []),
          ...(finding.teams.length > 0
            ? [`Teams: ${finding.teams.map(markdownCode).join(', ')}`, '']
            : []),
          ...finding.evidence.map(
            ({ grade, detail }) => `- ${grade}: ${escapeMarkdown(detail)}`,
          ),
          ...finding.interventions.map(
            ({ text, leverage }) =>
              `- [ ] ${escapeMarkdown(text)} (${leverage})`,
          ),
          ...(finding.standing && finding.standing.state !== 'undecided'
            ? ['', `So far: ${escapeMarkdown(finding.standing.because)}`]
            : []),
        ]
      : []),
    '',
  ];
}

function minutes(review: Review): string {
  const { items, attendance, notes, hidden } = review;
  const here = attendance.filter(({ here: is }) => is);
  const absent = attendance.filter(({ here: is }) => !is);
  const carried = items.filter(({ decisions }) => decisions.length === 0);
  return lines(
    `# ${heading(review)}`,
    '',
    review.startedAt
      ? `Held ${time(review.startedAt)}${
          review.endedAt ? ` to ${time(review.endedAt)}` : ', not ended'
        }. ${items.length - carried.length} of ${items.length} items decided.`
      : 'Not held yet.',
    '',
    here.length > 0
      ? `Present: ${here
          .map(({ who, for: of }) =>
            of
              ? `${markdownCode(who)} for ${markdownCode(of)}`
              : markdownCode(who),
          )
          .join(', ')}`
      : undefined,
    absent.length > 0
      ? `Absent: ${absent.map(({ who }) => markdownCode(who)).join(', ')}`
      : undefined,
    '',
    ...items.flatMap((item, i) => minutesItem(item, i + 1)),
    ...(notes.length > 0
      ? [
          '## Notes',
          '',
          ...notes.map(({ text }) => `- ${escapeMarkdown(text)}`),
          '',
        ]
      : []),
    ...(carried.length > 0
      ? [
          '## Carried over',
          '',
          ...carried.map(({ item }) => `- ${escapeMarkdown(item.title)}`),
          '',
        ]
      : []),
    hidden > 0
      ? `Left out: ${counted(hidden, 'item')} about what you may not read.`
      : undefined,
    '',
  );
}

function minutesItem(
  { item, decisions, dissents, notes }: ReviewItem,
  n: number,
): string[] {
  return [
    `## ${n}. ${escapeMarkdown(item.title)}`,
    '',
    `${item.severity ? `**${item.severity}** · ` : ''}${escapeMarkdown(
      item.words,
    )}`,
    '',
    ...(decisions.length > 0
      ? unique(
          decisions.map(
            ({ at, by, body }) =>
              `- ${at.slice(11, 16)} ${escapeMarkdown(
                saidOf(body),
              )} (${markdownCode(by)})`,
          ),
        )
      : ['- Not decided; carried over']),
    ...dissents.map(
      ({ by, text }) =>
        `- Dissent of ${markdownCode(by)}: ${escapeMarkdown(text)}`,
    ),
    ...notes.map(({ text }) => `- Note: ${escapeMarkdown(text)}`),
    '',
  ];
}

/** Skeletons in the form of MADR 4 (adr.github.io/madr), one after the other, for what was planned. */
function records(review: Review): string {
  const planned = plannedIn(review);
  if (planned.length === 0) return 'Nothing was planned in this review.\n';
  return planned
    .map(({ item, finding, decision, about }) =>
      lines(
        '---',
        'status: proposed',
        `date: ${dayOf(decision.at)}`,
        `decision-makers: ${JSON.stringify(decision.by)}`,
        '---',
        '',
        `# ${escapeMarkdown(decision.body.move ?? item.title)}`,
        '',
        '## Context and Problem Statement',
        '',
        escapeMarkdown(
          finding ? `${finding.title}. ${finding.summary}` : item.title,
        ),
        '',
        '## Considered Options',
        '',
        ...optionsOf(finding, decision).map(
          option => `* ${escapeMarkdown(option)}`,
        ),
        '',
        '## Decision Outcome',
        '',
        `Chosen option: "${escapeMarkdown(decision.body.move ?? '')}".`,
        '',
        '### Consequences',
        '',
        '* Good, because …',
        '* Bad, because …',
        '',
        '### Confirmation',
        '',
        `The analysis no longer finds ${about.map(markdownCode).join(', ')}.`,
        '',
        ...(decision.body.link
          ? ['## More Information', '', `<${linkOf(decision.body.link)}>`, '']
          : []),
      ),
    )
    .join('\n');
}

/** What was planned, a move once however many findings it was planned about. */
function plannedIn({ items }: Review) {
  const ofMoves = new Set(
    items.flatMap(({ item, decisions }) =>
      item.findings ? decisions.map(({ id }) => id) : [],
    ),
  );
  return items.flatMap(({ item, finding, decisions }) => {
    const plans = decisions.filter(({ body }) => body.kind === 'plan');
    if (item.findings) {
      const about = plans.map(({ findingId }) => findingId);
      return plans
        .slice(0, 1)
        .map(decision => ({ item, finding, decision, about }));
    }
    return plans
      .filter(({ id }) => !ofMoves.has(id))
      .map(decision => ({
        item,
        finding,
        decision,
        about: [decision.findingId],
      }));
  });
}

/** An address that stays within its brackets. */
function linkOf(link: string): string {
  return link.replace(/[<>\s]/g, encodeURIComponent);
}

function optionsOf(
  finding: ReviewItem['finding'],
  { body }: Decision,
): string[] {
  const options = finding?.interventions.map(({ text }) => text) ?? [];
  return [...new Set([body.move ?? '', ...options])];
}

const COLUMNS: [
  header: string,
  value: (row: ReviewItem, n: number) => string | number,
][] = [
  ['no', (_, n) => n],
  ['finding', ({ item }) => item.key],
  ['title', ({ item }) => item.title],
  ['severity', ({ item }) => item.severity ?? ''],
  ['reason', ({ item }) => item.reason],
  ['why', ({ item }) => item.words],
  ['teams', ({ finding }) => finding?.teams.join(' ') ?? ''],
  ['stands', ({ finding }) => finding?.standing?.state ?? ''],
  [
    'decided',
    ({ decisions }) =>
      unique(decisions.map(({ body }) => saidOf(body))).join('; '),
  ],
  ['by', ({ decisions }) => unique(decisions.map(({ by }) => by)).join(' ')],
  ['dissent', ({ dissents }) => dissents.map(({ text }) => text).join('; ')],
];

function itemsCsv({ items }: Review): string {
  return stringify(
    items.map((item, i) => COLUMNS.map(([, value]) => value(item, i + 1))),
    {
      header: true,
      columns: COLUMNS.map(([header]) => header),
      // A title that begins with = would otherwise be run by a spreadsheet.
      escape_formulas: true,
    },
  );
}

/** What was decided about a move was decided about each of its findings, and is said once. */
function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function heading({ series, number }: Review): string {
  return `${escapeMarkdown(series.settings.name)}, no. ${number}`;
}

function time(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function lines(...parts: (string | undefined)[]): string {
  return `${parts.filter(part => part !== undefined).join('\n')}\n`;
}
