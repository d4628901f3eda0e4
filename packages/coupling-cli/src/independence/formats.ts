import type {
  IndependencePart,
  IndependenceRow,
  IndependenceView,
} from '@posiwid/coupling-engine';
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

/** A register, and how many defects the catalog has, any of which may hide a coupling. */
export interface IndependenceAnswer {
  view: IndependenceView;
  problems: number;
}

const BY: Record<IndependencePart['by'], string> = {
  fails: 'fails with it',
  degrades: 'degrades with it',
  changes: 'is changed by it',
  decides: 'is decided by it',
};

/** Another can stand in, or it stops only some: they rest on it, and do not all fail with it. */
const NOT_ALL = /^(any|stops) \d/;

export function independenceText(
  answer: IndependenceAnswer,
  { width, paint }: TextStyle,
): string {
  const { view } = answer;
  const paragraph = (text: string, style: 'strong' | 'muted') =>
    wrap(printable(text), width)
      .map(line => paint(style, line))
      .join('\n');
  const blocks = [
    paragraph(view.headline, 'strong'),
    ...known(view).map(({ layer, words, parts }) =>
      [
        `${paint('strong', layer)}  ${printable(words)}`,
        ...parts.flatMap(part =>
          indented(wrap(printable(sentence(view, part)), width - 4), 4, '  - '),
        ),
      ].join('\n'),
    ),
    paragraph(leavesOut(answer), 'muted'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

export function independenceMarkdown(answer: IndependenceAnswer): string {
  const { view } = answer;
  const rows = known(view).map(
    ({ layer, words, parts }) =>
      `**${layer}**: ${markdownText(words)}${parts
        .map(
          part =>
            `\n- ${
              part.ref ? markdownRef(part.ref) : markdownText(part.name)
            }: ${markdownText(facts(view, part).join('; '))}`,
        )
        .join('')}`,
  );
  return fitted(
    [`### ${markdownText(view.headline)}`, ...rows],
    [`<sub>${markdownText(leavesOut(answer))}</sub>`],
    MAX_COMMENT,
    left => `*${counted(left, 'more layer')} did not fit into one comment.*`,
  );
}

/** The answer of the REST API; nothing is hidden from who holds the files. */
export function independenceJson({
  view: { hidden: _hidden, ...view },
}: IndependenceAnswer): string {
  return `${JSON.stringify({ version: 1, ...view }, null, 2)}\n`;
}

/** Layers without a fact are named together at the end. */
function known({ rows }: IndependenceView): IndependenceRow[] {
  return rows.filter(({ verdict }) => verdict !== 'no-data');
}

function sentence(view: IndependenceView, part: IndependencePart): string {
  const name = part.ref ? shortRef(part.ref) : part.name;
  return `${name}: ${facts(view, part).join('; ')}`;
}

function facts(view: IndependenceView, part: IndependencePart): string[] {
  const way = part.way.map(shortRef);
  return [
    `${who(view, part)} ${
      NOT_ALL.test(part.mechanism ?? '') ? 'rests on it' : BY[part.by]
    }`,
    ...(part.mechanism ? [part.mechanism] : []),
    ...(part.accepted ? [`accepted: ${part.accepted}`] : []),
    ...(part.grade === 'declared' ? [] : [part.grade]),
    ...(way.length > 2 ? [`e.g. ${way.join(' > ')}`] : []),
  ];
}

function who({ members }: IndependenceView, part: IndependencePart): string {
  if (part.members.length === members.length) {
    return members.length === 2
      ? 'each of both'
      : `each of all ${members.length}`;
  }
  if (part.members.length === 1) return members[part.members[0]].label;
  return `each of ${part.members.length} of ${members.length}`;
}

function leavesOut({ view, problems }: IndependenceAnswer): string {
  const parts = [
    'what the catalog does not declare',
    ...view.omissions.map(({ text }) => text),
    ...(problems > 0
      ? [
          `what ${counted(
            problems,
            'defect',
          )} of the catalog may hide (coupling analyze lists them)`,
        ]
      : []),
  ];
  return `What this leaves out: ${parts.join('; ')}.`;
}
