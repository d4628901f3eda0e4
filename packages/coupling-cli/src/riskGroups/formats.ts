import type {
  EventImportance,
  FaultTreeAnalysis,
  MeasuredCutSets,
} from '@posiwid/coupling-engine';
import type { TextStyle } from '../format/findingText';
import { printable } from '../format/printable';
import { indented, wrap } from '../format/textLayout';
import { counted } from '../format/words';

/** Risk groups that are listed at most; there may be billions. */
export const MAX_LISTED = 10_000;

/** Listed when nobody asks for an order: the smallest. */
const FIRST_FEW = 10;

/** Events whose importance the text shows; the JSON has them all. */
const MOST_IMPORTANT = 10;

export interface RiskGroupsAnswer {
  analysis: FaultTreeAnalysis;
  /** Whether probabilities were asked for. */
  probability: boolean;
  /** List the groups of at most this many events; absent: the first few. */
  maxOrder?: number;
}

export function riskGroupsText(
  answer: RiskGroupsAnswer,
  { width, paint }: TextStyle,
): string {
  const { analysis } = answer;
  const { cutSets, tree } = analysis;
  const paragraph = (text: string) => wrap(printable(text), width).join('\n');
  const heading = (text: string) => paint('strong', text);
  const { sets, more } = listed(answer);
  const blocks = [
    wrap(printable(headline(tree.name, tree.top, cutSets)), width)
      .map(line => paint('strong', line))
      .join('\n'),
    ...(cutSets.byOrder.length > 0
      ? [[heading('By size'), ...orderLines(cutSets)].join('\n')]
      : []),
    ...(sets.length > 0
      ? [
          [
            heading(
              answer.maxOrder === undefined ? 'The smallest' : 'Risk groups',
            ),
            ...sets.flatMap(set =>
              indented(wrap(printable(set.join(', ')), width - 4), 4, '  - '),
            ),
            ...(more > 0n
              ? [paint('muted', `  and ${more.toLocaleString('en')} more`)]
              : []),
          ].join('\n'),
        ]
      : []),
    ...(answer.probability ? [probabilityText(analysis, paragraph)] : []),
    ...(answer.probability
      ? importanceText(analysis.importance(), heading)
      : []),
    paint('muted', paragraph(method(analysis))),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** "das9209: 82,000,000,000 risk groups of r1, the smallest of 5 events." */
function headline(name: string, top: string, cutSets: MeasuredCutSets): string {
  const tree = name === '' ? 'Fault tree' : name;
  if (cutSets.step === 'none') {
    return `${tree}: too large to find any risk group of ${top}.`;
  }
  const least = cutSets.byOrder[0];
  const upTo =
    cutSets.step === 'order-limit'
      ? ` of at most ${counted(cutSets.completeTo, 'event')}`
      : '';
  if (!least) {
    return cutSets.step === 'exact'
      ? `${tree}: ${top} cannot happen.`
      : `${tree}: no risk group of ${top}${upTo}.`;
  }
  const groups = cutSets.count === 1n ? 'risk group' : 'risk groups';
  return `${tree}: ${cutSets.count.toLocaleString(
    'en',
  )} ${groups} of ${top}${upTo}, the smallest of ${counted(
    least.order,
    'event',
  )}.`;
}

function orderLines({ byOrder }: MeasuredCutSets): string[] {
  const written = byOrder.map(({ count }) => count.toLocaleString('en'));
  const width = Math.max(...written.map(text => text.length));
  return byOrder.map(
    ({ order }, i) =>
      `  ${counted(order, 'event').padStart(11)}  ${written[i].padStart(
        width,
      )}`,
  );
}

function probabilityText(
  { probability, unknown, tree }: FaultTreeAnalysis,
  paragraph: (text: string) => string,
): string {
  if (!probability) {
    return paragraph(
      `No probability: that of ${counted(
        unknown.length,
        'event',
      )} is not stated (${unknown.slice(0, 5).join(', ')}${
        unknown.length > 5 ? ', …' : ''
      }).`,
    );
  }
  const value = digits(probability.value);
  return paragraph(
    probability.step === 'exact'
      ? `Probability of ${tree.top}: ${value}, exact on the stated probabilities of the events.`
      : `Probability of ${
          tree.top
        }: ${value}, simulated, standard error ${digits(
          probability.standardError,
        )} (${probability.trials!.toLocaleString('en')} trials).`,
  );
}

function importanceText(
  importance: EventImportance[],
  heading: (text: string) => string,
): string[] {
  if (importance.length === 0) return [];
  const first = [...importance]
    .sort((a, b) => b.fussellVesely.to - a.fussellVesely.to)
    .slice(0, MOST_IMPORTANT);
  const rows = first.map(one => [
    fussellVesely(one),
    digits(one.birnbaum),
    digits(one.riskAchievement),
    digits(one.riskReduction),
    printable(one.event),
  ]);
  const head = ['Fussell-Vesely', 'Birnbaum', 'if failed ×', 'if never ÷', ''];
  const widths = head.map((text, column) =>
    Math.max(text.length, ...rows.map(row => row[column].length)),
  );
  const line = (cells: string[]) =>
    `  ${cells
      .map((cell, i) => (i < 4 ? cell.padStart(widths[i]) : cell))
      .join('  ')}`.trimEnd();
  return [
    [heading('Most important events'), line(head), ...rows.map(line)].join(
      '\n',
    ),
  ];
}

function fussellVesely({ fussellVesely: { from, to } }: EventImportance) {
  return from === to ? digits(from) : `${digits(from)} to ${digits(to)}`;
}

/** How the numbers came about, so that nobody takes one for more than it is. */
function method({
  cutSets,
  modules,
  largestModule,
}: FaultTreeAnalysis): string {
  const parts = `${counted(
    modules,
    'module',
  )} solved apart, the largest of ${counted(largestModule, 'variable')}`;
  return {
    exact: `Risk groups are minimal cut sets, exact by decision diagrams: ${parts}.`,
    'order-limit': `Risk groups are minimal cut sets: all of at most ${counted(
      cutSets.completeTo,
      'event',
    )}; larger ones did not fit into the node budget and are not counted. ${parts}.`,
    none: `Not even risk groups of one event fit into the node budget. ${parts}.`,
  }[cutSets.step];
}

export function riskGroupsJson(answer: RiskGroupsAnswer): string {
  const { analysis } = answer;
  const { cutSets, tree } = analysis;
  const { sets, more } = listed(answer);
  const result = {
    version: 1,
    tree: {
      name: tree.name,
      top: tree.top,
      events: tree.events.length,
      gates: tree.gates.length,
      modules: analysis.modules,
    },
    riskGroups: {
      step: cutSets.step,
      // Absent when complete at every order.
      ...(cutSets.step !== 'exact' && { completeTo: cutSets.completeTo }),
      // Text: there may be more than a JSON number can count.
      count: String(cutSets.count),
      byOrder: cutSets.byOrder.map(({ order, count }) => ({
        order,
        count: String(count),
      })),
      listed: sets,
      notListed: String(more),
    },
    ...(answer.probability && {
      probability: analysis.probability ?? null,
      unknown: analysis.unknown,
      importance: analysis.importance().map(one => ({
        ...one,
        // JSON has no infinity: the top cannot happen without the event.
        riskReduction: Number.isFinite(one.riskReduction)
          ? one.riskReduction
          : null,
      })),
    }),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Groups to show, smallest first, and how many of all that were counted are not among them. */
function listed({ analysis, maxOrder }: RiskGroupsAnswer): {
  sets: string[][];
  more: bigint;
} {
  const limit = maxOrder === undefined ? FIRST_FEW : MAX_LISTED;
  const sets: string[][] = [];
  for (const set of analysis.sets(maxOrder)) {
    if (sets.length === limit) break;
    sets.push(set);
  }
  return { sets, more: analysis.cutSets.count - BigInt(sets.length) };
}

function digits(value: number): string {
  return value === Infinity ? '∞' : String(Number(value.toPrecision(6)));
}
