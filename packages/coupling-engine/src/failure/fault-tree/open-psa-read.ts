/**
 * Fault trees in the Open-PSA Model Exchange Format, which SCRAM and XFTA read: definitions of fault trees, gates, basic
 * events, house events, constant parameters and common-cause groups.
 *
 * Source: Epstein, Rauzy, "Open-PSA Model Exchange Format", version 2.0d (2008); names as SCRAM accepts them.
 * Limits: formulas of AND, OR, at-least and single references; values as in open-psa-expressions.ts. NOT, XOR and other
 * operators, event trees and substitutions end in a problem.
 */
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
import { evaluateExpression } from './open-psa-expressions';
import { Element, parseXml, unreadable } from './xml';

const GATE_KINDS: ReadonlyMap<string, GateKind> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['atleast', 'atleast'],
]);

const REFERENCES = new Set(['gate', 'basic-event', 'house-event', 'event']);

const COMMON_CAUSE_MODELS: readonly CommonCauseModel[] = [
  'beta-factor',
  'MGL',
  'alpha-factor',
  'phi-factor',
];

/** Elements that describe the one they stand in. */
const DESCRIPTIONS = new Set(['label', 'attributes']);

/** Elements whose definitions are read as if they stood in the document itself. */
const CONTAINERS = new Set([
  'define-fault-tree',
  'define-component',
  'model-data',
]);

/** A definition, and where it stands: names in private containers are known outside only by their path. */
interface Definition {
  element: Element;
  /** Its name; with the path before it when it is private. */
  name: string;
  /** Path of the containers around it, joined by dots. */
  scope: string;
}

class OpenPsaReader {
  private readonly problems: FaultTreeProblem[] = [];
  private readonly gates: Gate[] = [];
  private readonly events = new Map<string, BasicEvent>();
  private readonly houseEvents: HouseEvent[] = [];
  private readonly groups: CommonCauseGroup[] = [];
  private readonly definitions: Definition[];
  private readonly defined: ReadonlyMap<string, Definition>;
  private readonly namedAsEvent = new Set<string>();
  private readonly root: Element;

  constructor(xml: string) {
    this.root = parseXml(xml);
    if (this.root.name !== 'opsa-mef') {
      throw unreadable(`Expected <opsa-mef>, found <${this.root.name}>`);
    }
    this.definitions = definitionsOf(this.root);
    this.defined = new Map(this.definitions.map(d => [d.name, d]));
  }

  read(): Omit<FaultTree, 'top'> {
    for (const definition of this.definitions) {
      this.define(definition);
    }
    for (const name of this.namedAsEvent) {
      // Events may be used without being defined; then their probability is not known.
      if (!this.defined.has(name) && !this.events.has(name)) {
        this.events.set(name, { name });
      }
    }
    if (this.problems.length > 0) {
      throw new FaultTreeError(this.problems);
    }
    const tree = this.root.children.find(e => e.name === 'define-fault-tree');
    return {
      name: nameOf(tree ?? this.root),
      events: [...this.events.values()],
      gates: this.gates,
      ...(this.houseEvents.length > 0 && { houseEvents: this.houseEvents }),
      ...(this.groups.length > 0 && { commonCause: this.groups }),
    };
  }

  private define(definition: Definition): void {
    const { element, name } = definition;
    switch (element.name) {
      case 'define-gate':
        this.defineGate(definition, labelOf(element), content(element)[0]);
        return;
      case 'define-basic-event':
        this.defineEvent(definition);
        return;
      case 'define-house-event': {
        const state = content(element)[0]?.attributes.get('value');
        this.houseEvents.push({ name, state: state === 'true' });
        return;
      }
      case 'define-CCF-group':
        this.defineGroup(definition);
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

  private defineEvent({ element, name, scope }: Definition): void {
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
      ...(expression && { probability: this.value(expression, name, scope) }),
    });
  }

  private defineGate(
    { name, scope }: Pick<Definition, 'name' | 'scope'>,
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
      gate.inputs = [this.input(name, scope, formula, 0)];
      return;
    }
    const kind = GATE_KINDS.get(formula.name);
    if (!kind) {
      this.problem(
        'unsupported',
        name,
        `Gate "${name}" uses <${formula.name}>; only and, or and atleast are supported, so that one more failure never repairs anything`,
      );
      return;
    }
    gate.kind = kind;
    if (kind === 'atleast') {
      gate.k = Number(formula.attributes.get('min') ?? NaN);
    }
    gate.inputs = formula.children.map((child, i) =>
      this.input(name, scope, child, i),
    );
  }

  /** Name of an input. A formula inside a formula becomes a gate of its own. */
  private input(
    gate: string,
    scope: string,
    element: Element,
    position: number,
  ): string {
    if (REFERENCES.has(element.name)) {
      const name = this.resolve(nameOf(element), scope);
      if (element.name === 'basic-event') {
        this.namedAsEvent.add(name);
      }
      return name;
    }
    const name = `${gate}.${position + 1}`;
    if (element.name === 'constant') {
      const state = element.attributes.get('value') === 'true';
      this.houseEvents.push({ name, state });
    } else {
      this.defineGate({ name, scope }, undefined, element);
    }
    return name;
  }

  /** What a name means where it is used: the definition in the innermost container around it. */
  private resolve(name: string, scope: string): string {
    for (let around = scope; around !== ''; around = parentOf(around)) {
      if (this.defined.has(`${around}.${name}`)) {
        return `${around}.${name}`;
      }
    }
    return name;
  }

  private defineGroup({ element, name, scope }: Definition): void {
    const stated = element.attributes.get('model');
    const model = COMMON_CAUSE_MODELS.find(known => known === stated);
    if (!model) {
      this.problem(
        'unsupported',
        name,
        `Common-cause group "${name}" has the model "${stated}"; expected one of ${COMMON_CAUSE_MODELS.join(
          ', ',
        )}`,
      );
      return;
    }
    const parts = (wanted: string) =>
      element.children.filter(child => child.name === wanted);
    const number = (parent: Element | undefined) =>
      (parent?.children[0] && this.value(parent.children[0], name, scope)) ??
      NaN;
    const members = parts('members')
      .flatMap(e => e.children)
      .map(member => this.resolve(nameOf(member), scope));
    members.forEach(member => this.namedAsEvent.add(member));
    const factors = [
      ...parts('factors').flatMap(e => e.children),
      ...parts('factor'),
    ].sort((a, b) => levelOf(a) - levelOf(b));
    this.groups.push({
      name,
      model,
      members,
      probability: number(parts('distribution')[0]),
      factors: factors.map(number),
    });
  }

  private value(
    expression: Element,
    at: string,
    scope: string,
  ): number | undefined {
    const value = evaluateExpression(expression, reference => {
      const name = this.resolve(nameOf(reference), scope);
      const definition = this.defined.get(name)?.element;
      return definition?.name === 'define-parameter'
        ? content(definition)[0]
        : undefined;
    });
    if (value === undefined) {
      this.problem(
        'unsupported',
        at,
        `The value of "${at}" cannot be read: <${expression.name}>`,
      );
    }
    return value;
  }

  private problem(
    code: FaultTreeProblemCode,
    at: string | undefined,
    message: string,
  ): void {
    this.problems.push({ code, ...(at !== undefined && { at }), message });
  }
}

/** Definitions of the document in order, those inside containers among them. */
function definitionsOf(root: Element): Definition[] {
  const found: Definition[] = [];
  const visit = (container: Element, scope: string, isPrivate: boolean) => {
    for (const element of content(container)) {
      const name = nameOf(element);
      const path = scope ? `${scope}.${name}` : name;
      const role = element.attributes.get('role');
      const hidden = role === undefined ? isPrivate : role === 'private';
      if (CONTAINERS.has(element.name)) {
        visit(element, element.name === 'model-data' ? scope : path, hidden);
      } else {
        found.push({ element, name: hidden ? path : name, scope });
      }
    }
  };
  visit(root, '', false);
  return found;
}

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

function levelOf(factor: Element): number {
  return Number(factor.attributes.get('level') ?? NaN);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function onlyTop(gates: Gate[]): string {
  const named = new Set(gates.flatMap(gate => gate.inputs));
  const tops = new Set(
    gates.map(gate => gate.name).filter(name => !named.has(name)),
  );
  if (tops.size === 1) {
    return [...tops][0];
  }
  throw new FaultTreeError([
    tops.size === 0
      ? { code: 'no-top', message: 'No gate stands above all others' }
      : {
          code: 'several-tops',
          message: `Several gates may be the top event: ${[...tops]
            .slice(0, 10)
            .join(', ')}${tops.size > 10 ? ', …' : ''}`,
        },
  ]);
}

/**
 * The fault tree a document defines.
 *
 * @param top name of the top event; when absent, the one gate that no other names
 * @throws FaultTreeError with every problem found
 */
export function readOpenPsa(xml: string, top?: string): FaultTree {
  const tree = new OpenPsaReader(xml).read();
  return { ...tree, top: top ?? onlyTop(tree.gates) };
}
