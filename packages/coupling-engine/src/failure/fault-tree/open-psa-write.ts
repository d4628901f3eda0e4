/**
 * Fault trees written in the Open-PSA Model Exchange Format, such that SCRAM and XFTA accept them.
 *
 * Source: as open-psa-read.ts. Names there are identifiers: letters, digits, `_`, no two that differ in case only. What is not
 * becomes one, and the name as it was goes into the label.
 */
import { expandSharedAtLeast } from './expand-at-least';
import { FaultTree, Gate } from './fault-tree';

export interface OpenPsaDocument {
  xml: string;
  /** The name in the document of each event, house event, gate and group of the tree. */
  identifiers: Map<string, string>;
}

/** Writes what the top of a tree without defects (see `checkFaultTree`) depends on, and nothing else: one top event. */
export function writeOpenPsa(whole: FaultTree): OpenPsaDocument {
  const tree = belowTop(expandSharedAtLeast(whole));
  const identifiers = identifierOf([
    ...tree.gates,
    ...tree.events,
    ...(tree.houseEvents ?? []),
  ]);
  const id = (name: string) => identifiers.get(name)!;
  const gates = new Set(tree.gates.map(({ name }) => name));
  const houses = new Set((tree.houseEvents ?? []).map(({ name }) => name));
  const reference = (name: string) => {
    if (gates.has(name)) {
      return `<gate name="${id(name)}"/>`;
    }
    const kind = houses.has(name) ? 'house-event' : 'basic-event';
    return `<${kind} name="${id(name)}"/>`;
  };
  const label = (name: string, stated?: string) =>
    stated !== undefined || id(name) !== name
      ? [`<label>${escape(stated ?? name)}</label>`]
      : [];
  const inGroups = new Set((tree.commonCause ?? []).flatMap(g => g.members));
  // An event alone may be the top; the format wants a gate there.
  const topGate = gates.has(tree.top)
    ? []
    : definition('define-gate', 'top_event', [reference(tree.top)]);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opsa-mef>',
    `<define-fault-tree name="${identifier(tree.name)}">`,
    ...topGate,
    ...tree.gates.flatMap(gate =>
      definition('define-gate', id(gate.name), [
        ...label(gate.name, gate.label),
        ...formula(gate, reference),
      ]),
    ),
    '</define-fault-tree>',
    '<model-data>',
    ...(tree.houseEvents ?? []).flatMap(({ name, state }) =>
      definition('define-house-event', id(name), [
        ...label(name),
        `<constant value="${state}"/>`,
      ]),
    ),
    ...tree.events
      .filter(({ name }) => !inGroups.has(name))
      .flatMap(event =>
        definition('define-basic-event', id(event.name), [
          ...label(event.name, event.label),
          ...(event.probability === undefined
            ? []
            : [`<float value="${event.probability}"/>`]),
        ]),
      ),
    '</model-data>',
    ...commonCause(tree, id),
    '</opsa-mef>',
    '',
  ];
  return { xml: lines.join('\n'), identifiers };
}

/** The tree without the gates and events that its top does not depend on; groups and their members stay whole. */
function belowTop(tree: FaultTree): FaultTree {
  const gates = new Map(tree.gates.map(gate => [gate.name, gate]));
  const reached = new Set([tree.top]);
  for (const name of reached) {
    gates.get(name)?.inputs.forEach(input => reached.add(input));
  }
  const groups = tree.commonCause?.filter(({ members }) =>
    members.some(member => reached.has(member)),
  );
  groups?.forEach(group => group.members.forEach(m => reached.add(m)));
  const isReached = ({ name }: { name: string }) => reached.has(name);
  return {
    ...tree,
    events: tree.events.filter(isReached),
    gates: tree.gates.filter(isReached),
    houseEvents: tree.houseEvents?.filter(isReached),
    commonCause: groups,
  };
}

function definition(element: string, name: string, inner: string[]): string[] {
  return [`<${element} name="${name}">`, ...inner, `</${element}>`];
}

/** A gate's formula. One input stands alone; readers want two or more under an operator, and none of them twice. */
function formula(gate: Gate, reference: (name: string) => string): string[] {
  const inputs = [...new Set(gate.inputs)];
  if (inputs.length === 1) {
    return [reference(inputs[0])];
  }
  const k = { or: 1, and: inputs.length, atleast: gate.k! }[gate.kind];
  const lines = inputs.map(reference);
  if (k === 1) {
    return ['<or>', ...lines, '</or>'];
  }
  return k === inputs.length
    ? ['<and>', ...lines, '</and>']
    : [`<atleast min="${k}">`, ...lines, '</atleast>'];
}

function commonCause(tree: FaultTree, id: (name: string) => string): string[] {
  return (tree.commonCause ?? []).flatMap((group, i) => {
    // Factors are numbered by how many members they are about; those of beta and MGL start at two.
    const firstLevel = { 'beta-factor': group.members.length, MGL: 2 }[
      group.model as string
    ];
    return [
      `<define-CCF-group name="${identifier(group.name)}_${i + 1}" model="${
        group.model
      }">`,
      '<members>',
      ...group.members.map(name => `<basic-event name="${id(name)}"/>`),
      '</members>',
      `<distribution><float value="${group.probability}"/></distribution>`,
      '<factors>',
      ...group.factors.map(
        (factor, at) =>
          `<factor level="${
            (firstLevel ?? 1) + at
          }"><float value="${factor}"/></factor>`,
      ),
      '</factors>',
      '</define-CCF-group>',
    ];
  });
}

/** A different identifier for each name. */
function identifierOf(named: readonly { name: string }[]): Map<string, string> {
  const identifiers = new Map<string, string>();
  const taken = new Set(['top_event']);
  for (const { name } of named) {
    const wanted = identifier(name);
    let free = wanted;
    for (let i = 2; taken.has(free.toLowerCase()); i++) {
      free = `${wanted}_${i}`;
    }
    taken.add(free.toLowerCase());
    identifiers.set(name, free);
  }
  return identifiers;
}

function identifier(name: string): string {
  const cleaned = name
    .slice(0, 200)
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(cleaned) ? cleaned : `n_${cleaned}`.replace(/_$/, '');
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text of an element; characters that XML does not allow become a replacement character. */
function escape(text: string): string {
  return text
    .replace(/[&<>"]/g, character => ESCAPES[character])
    .replace(
      /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
      '\uFFFD',
    );
}
