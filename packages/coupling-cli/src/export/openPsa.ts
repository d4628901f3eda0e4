import {
  FaultTreeAnalysis,
  writeOpenPsa,
  type SubjectFaultTree,
} from '@posiwid/coupling-engine';

/**
 * An Open-PSA document with our results in a comment at its head, and the same results as JSON with the names that events
 * have in the document.
 */
export function exportOpenPsa({ tree, events, counts }: SubjectFaultTree): {
  xml: string;
  results: string;
} {
  const { xml, identifiers } = writeOpenPsa(tree);
  const { probability } = new FaultTreeAnalysis(tree);
  const known = new Map(tree.events.map(event => [event.name, event]));
  const orders = counts.byOrder
    .map(({ order, count }) => `${count} of order ${order}`)
    .join(', ');
  const extent =
    counts.completeTo === undefined
      ? ''
      : `, complete up to order ${counts.completeTo}`;
  const comment = `${tree.name}: ${counts.count} minimal cut sets (${orders}), method ${counts.method}${extent}; ${counts.events} basic events`;
  const [declaration, ...rest] = xml.split('\n');
  return {
    xml: [declaration, `<!-- ${inComment(comment)} -->`, ...rest].join('\n'),
    results: `${JSON.stringify(
      {
        name: tree.name,
        top: identifiers.get(tree.top) ?? tree.top,
        cutSets: counts,
        ...(probability ? { probability } : {}),
        events: Array.from(events, ([name, event]) => ({
          identifier: identifiers.get(name),
          kind: event.kind,
          name: event.name,
          ...(event.ref === undefined ? {} : { ref: event.ref }),
          probability: known.get(name)?.probability,
        })),
      },
      undefined,
      2,
    )}\n`,
  };
}

/** A comment may not hold two hyphens in a row, nor what no XML may hold. */
function inComment(text: string): string {
  return text
    .replace(/-(?=-)/g, '- ')
    .replace(/[^\t\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
