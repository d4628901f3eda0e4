/**
 * Fault trees in the Open-PSA Model Exchange Format, which SCRAM and XFTA read: definitions of fault trees, gates, basic
 * events, house events, constant parameters and common-cause groups.
 *
 * Source: Epstein, Rauzy, "Open-PSA Model Exchange Format", version 2.0d (2008); names as SCRAM accepts them.
 * Limits: formulas of AND, OR, at-least and single references, nested at most 100 deep; probabilities as numbers or references to parameters that are numbers. NOT, XOR and other operators, distributions over time, event
 * trees and templates end in a problem. Document type declarations are refused, so no entity is ever expanded.
 */
import { SaxesParser } from 'saxes';
import {
  BasicEvent,
  CommonCauseGroup,
  CommonCauseModel,
  FaultTree,
  FaultTreeError,
  FaultTreeProblem,
  FaultTreeProblemCode,
  Gate,
  GateKind,
  HouseEvent,
} from './fault-tree';

const GATE_KINDS: Record<string, GateKind> = {
  and: 'and',
  or: 'or',
  atleast: 'atleast',
};

const REFERENCES = new Set(['gate', 'basic-event', 'house-event', 'event']);

const COMMON_CAUSE_MODELS: readonly CommonCauseModel[] = [
  'beta-factor',
  'MGL',
  'alpha-factor',
  'phi-factor',
];

/** Where constants are read, `<float value="0.1"/>`. */
const LITERALS = new Set(['float', 'int']);

/**
 * The fault tree a document defines.
 *
 * @param top name of the top event; when absent, the one gate that no other names
 * @throws FaultTreeError with every problem found
 */
export function readOpenPsa(xml: string, top?: string): FaultTree {
  const tree = new OpenPsaReader().read(xml);
  return { ...tree, top: top ?? onlyTop(tree.gates) };
}

/** An element: its name, attributes and child elements. */
interface Element {
  name: string;
  attributes: Map<string, string>;
  children: Element[];
  text: string;
}

class OpenPsaReader {
  private readonly problems: FaultTreeProblem[] = [];
  private readonly gates: Gate[] = [];
  private readonly events = new Map<string, BasicEvent>();
  private readonly houseEvents: HouseEvent[] = [];
  private readonly groups: CommonCauseGroup[] = [];
  private readonly parameters = new Map<string, Element>();
  private readonly namedAsEvent = new Set<string>();

  read(xml: string): Omit<FaultTree, 'top'> {
    const root = parse(xml);
    if (root.name !== 'opsa-mef') {
      throw unreadable(`Expected <opsa-mef>, found <${root.name}>`);
    }
    const definitions = flatDefinitions(root);
    for (const element of definitions) {
      if (element.name === 'define-parameter') {
        this.parameters.set(nameOf(element), element);
      }
    }
    for (const element of definitions) {
      this.define(element);
    }
    for (const gate of this.gates) {
      this.defineNamedOnly(gate);
    }
    if (this.problems.length > 0) {
      throw new FaultTreeError(this.problems);
    }
    const tree = root.children.find(e => e.name === 'define-fault-tree');
    return {
      name: tree ? nameOf(tree) : nameOf(root),
      events: [...this.events.values()],
      gates: this.gates,
      ...(this.houseEvents.length > 0 && { houseEvents: this.houseEvents }),
      ...(this.groups.length > 0 && { commonCause: this.groups }),
    };
  }

  private define(element: Element): void {
    const name = nameOf(element);
    switch (element.name) {
      case 'define-gate':
        this.defineGate(name, labelOf(element), content(element)[0]);
        return;
      case 'define-basic-event': {
        if (this.events.has(name)) {
          this.problem(
            'duplicate-name',
            name,
            `Event "${name}" is defined more than once`,
          );
        }
        const expression = content(element)[0];
        const label = labelOf(element);
        this.events.set(name, {
          name,
          ...(label !== undefined && { label }),
          ...(expression && { probability: this.value(expression, name) }),
        });
        return;
      }
      case 'define-house-event': {
        const state = content(element)[0]?.attributes.get('value');
        this.houseEvents.push({ name, state: state === 'true' });
        return;
      }
      case 'define-CCF-group':
        this.defineGroup(name, element);
        return;
      case 'define-parameter':
        return;
      default:
        this.problem(
          'unsupported',
          name || undefined,
          `<${element.name}>${name ? ` "${name}"` : ''} is not supported`,
        );
    }
  }

  private defineGate(
    name: string,
    label: string | undefined,
    formula: Element | undefined,
  ): void {
    const gate: Gate = {
      name,
      ...(label !== undefined && { label }),
      kind: 'or',
      inputs: [],
    };
    this.gates.push(gate);
    if (!formula) {
      this.problem('empty-gate', name, `Gate "${name}" has no formula`);
      return;
    }
    if (REFERENCES.has(formula.name) || formula.name === 'constant') {
      gate.inputs = [this.input(name, formula, 0)];
      return;
    }
    const kind = this.gateKind(name, formula);
    if (!kind) {
      return;
    }
    gate.kind = kind;
    if (kind === 'atleast') {
      gate.k = Number(formula.attributes.get('min') ?? NaN);
    }
    gate.inputs = formula.children.map((child, i) =>
      this.input(name, child, i),
    );
  }

  private gateKind(at: string, formula: Element): GateKind | undefined {
    if (Object.hasOwn(GATE_KINDS, formula.name)) {
      return GATE_KINDS[formula.name];
    }
    this.problem(
      'unsupported',
      at,
      `Gate "${at}" uses <${formula.name}>; only and, or and atleast are supported, so that one more failure never repairs anything`,
    );
    return undefined;
  }

  /** Name of an input. A formula inside a formula becomes a gate of its own. */
  private input(gate: string, element: Element, position: number): string {
    if (element.name === 'basic-event') {
      this.namedAsEvent.add(nameOf(element));
    }
    if (REFERENCES.has(element.name)) {
      return nameOf(element);
    }
    const name = `${gate}.${position + 1}`;
    if (element.name === 'constant') {
      const state = element.attributes.get('value') === 'true';
      this.houseEvents.push({ name, state });
    } else {
      this.defineGate(name, undefined, element);
    }
    return name;
  }

  /** Events may be used without being defined; then their probability is not known. */
  private defineNamedOnly(gate: Gate): void {
    for (const name of gate.inputs) {
      if (this.namedAsEvent.has(name) && !this.events.has(name)) {
        this.events.set(name, { name });
      }
    }
  }

  private defineGroup(name: string, element: Element): void {
    const model = COMMON_CAUSE_MODELS.find(
      known => known === element.attributes.get('model'),
    );
    if (!model) {
      this.problem(
        'unsupported',
        name,
        `Common-cause group "${name}" has the model "${element.attributes.get(
          'model',
        )}"; expected one of ${COMMON_CAUSE_MODELS.join(', ')}`,
      );
      return;
    }
    const parts = (wanted: string) =>
      element.children.filter(child => child.name === wanted);
    const members = parts('members').flatMap(e => e.children.map(nameOf));
    for (const member of members) {
      if (!this.events.has(member)) {
        this.events.set(member, { name: member });
      }
    }
    const distribution = parts('distribution')[0]?.children[0];
    const factors = [
      ...parts('factors').flatMap(e => e.children),
      ...parts('factor'),
    ];
    const sorted = [...factors].sort(
      (a, b) =>
        Number(a.attributes.get('level')) - Number(b.attributes.get('level')),
    );
    this.groups.push({
      name,
      model,
      members,
      probability: distribution ? this.value(distribution, name) ?? NaN : NaN,
      factors: sorted.map(factor =>
        factor.children[0] ? this.value(factor.children[0], name) ?? NaN : NaN,
      ),
    });
  }

  /** The number an expression states; references to parameters are followed. */
  private value(expression: Element, at: string): number | undefined {
    const seen = new Set<string>();
    let element: Element | undefined = expression;
    while (element?.name === 'parameter' && !seen.has(nameOf(element))) {
      const name = nameOf(element);
      seen.add(name);
      const parameter = this.parameters.get(name);
      element = parameter && content(parameter)[0];
    }
    const value = Number(element?.attributes.get('value') ?? NaN);
    if (element && LITERALS.has(element.name) && Number.isFinite(value)) {
      return value;
    }
    this.problem(
      'unsupported',
      at,
      `The value of "${at}" is not a number: <${element?.name ?? 'nothing'}>`,
    );
    return undefined;
  }

  private problem(
    code: FaultTreeProblemCode,
    at: string | undefined,
    message: string,
  ): void {
    this.problems.push({ code, ...(at !== undefined && { at }), message });
  }
}

/** Elements may stand inside each other this deep. */
const MAX_DEPTH = 100;

/** The document as elements. @throws FaultTreeError when it is not well-formed, or has a document type declaration */
function parse(xml: string): Element {
  const parser = new SaxesParser();
  const document: Element = element('');
  const open = [document];
  parser.on('error', error => {
    throw unreadable(`Not well-formed XML: ${error.message}`);
  });
  parser.on('doctype', () => {
    throw unreadable('A document type declaration is not accepted');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const made = element(name, new Map(Object.entries(attributes)));
    if (open.length > MAX_DEPTH) {
      throw unreadable(`Elements are nested more than ${MAX_DEPTH} deep`);
    }
    open[open.length - 1].children.push(made);
    open.push(made);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', text => {
    open[open.length - 1].text += text;
  });
  parser.write(xml).close();
  return document.children[0];
}

function element(
  name: string,
  attributes = new Map<string, string>(),
): Element {
  return { name, attributes, children: [], text: '' };
}

function unreadable(message: string): FaultTreeError {
  return new FaultTreeError([{ code: 'unreadable', message }]);
}

/** Definitions of the document, those inside fault trees, components and model data among them. */
function flatDefinitions(root: Element): Element[] {
  const containers = new Set([
    'define-fault-tree',
    'define-component',
    'model-data',
  ]);
  const found: Element[] = [];
  const pending = [...root.children].reverse();
  while (pending.length > 0) {
    const element = pending.pop()!;
    if (containers.has(element.name)) {
      pending.push(...[...element.children].reverse());
    } else if (!DESCRIPTIONS.has(element.name)) {
      found.push(element);
    }
  }
  return found;
}

const DESCRIPTIONS = new Set(['label', 'attributes']);

/** Child elements that are not about the description of the parent. */
function content(element: Element): Element[] {
  return element.children.filter(child => !DESCRIPTIONS.has(child.name));
}

function nameOf(element: Element): string {
  return element.attributes.get('name') ?? '';
}

function labelOf(element: Element): string | undefined {
  const label = element.children.find(child => child.name === 'label');
  return label?.text.trim() || undefined;
}

function onlyTop(gates: Gate[]): string {
  const named = new Set(gates.flatMap(gate => gate.inputs));
  const tops = gates.map(gate => gate.name).filter(name => !named.has(name));
  if (tops.length === 1) {
    return tops[0];
  }
  throw new FaultTreeError([
    tops.length === 0
      ? { code: 'no-top', message: 'Every gate is an input of another gate' }
      : {
          code: 'several-tops',
          message: `Several gates may be the top event: ${tops
            .slice(0, 10)
            .join(', ')}${tops.length > 10 ? ', …' : ''}`,
        },
  ]);
}
