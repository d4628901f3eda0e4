import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { foldAlike } from '../foldAlike';
import { shortestWay, walk } from '../../structure/navigate';
import { limitReach } from '../limitReach';
import { groupOf } from '../redundancy';
import { count, list, number } from '../../model/words';

/** Shared things per tool: the widest say it, the rest would say it again. */
const MAX_PER_TOOL = 2;
/** What is used to see, reach, change, restore or announce needs what it would be used to repair. */
export const recoveryPath: Rule = {
  id: 'recovery-path',
  category: 'shared-dependency',
  description:
    'What is used to see, reach, change, restore or announce others needs, at some depth, what it would be used to repair.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const tools = toolsOf(lens);
    const isTool = new Set(tools);
    const uses = new Map<number, number>();
    const told: { thing: number; tools: Set<number> }[] = [];
    const drafts: FindingDraft[] = [];
    for (const { head, others } of foldAlike(lens, shared(lens, isTool))) {
      const failing = lens.failureOf(head).fails;
      const falling = tools.filter(
        tool =>
          failing.has(tool) &&
          !survivor(lens, tool, head, failing) &&
          (uses.get(tool) ?? 0) < MAX_PER_TOOL,
      );
      if (falling.length === 0) continue;
      if (repeats(lens, told, head, falling)) continue;
      told.push({ thing: head, tools: new Set(falling) });
      falling.forEach(tool => uses.set(tool, (uses.get(tool) ?? 0) + 1));
      drafts.push(draft(lens, head, others, falling));
    }
    return drafts;
  },
};

function toolsOf(lens: Lens): number[] {
  const tools: number[] = [];
  lens.context.model.entities.forEach((entity, position) => {
    if (entity.facts.supports?.length) tools.push(position);
  });
  return tools.sort(lens.byRef);
}

/**
 * What a tool needs and which others of other teams need too: the things it would be used to repair. What takes down a tool
 * and the very thing that it states to watch or act on counts however narrow it is.
 */
function shared(lens: Lens, isTool: ReadonlySet<number>): number[] {
  const { structure, policy } = lens.context;
  const candidates = new Set<number>();
  const blinding = new Set<number>();
  for (const tool of isTool) {
    const targets = targetsOf(lens, tool);
    for (const entity of walk(tool, e => lens.needs(e)).order) {
      if (isTool.has(entity) || lens.isInert(entity)) continue;
      if (takesBoth(lens, entity, tool, targets)) blinding.add(entity);
      if (structure.fails[entity] < policy.hub.minFails) continue;
      candidates.add(entity);
    }
  }
  const wide = [...candidates].filter(entity => {
    const beside = lens
      .failureOf(entity)
      .fails.members.filter(e => !isTool.has(e));
    return beside.length >= policy.hub.minFails;
  });
  return [...new Set([...wide, ...blinding])];
}

function targetsOf(lens: Lens, tool: number): number[] {
  const { watches, actsOn } = lens.context.model.entities[tool].facts;
  return [...(watches ?? []), ...(actsOn ?? [])].flatMap(ref => {
    const target = lens.positionOf(ref);
    return target === undefined || target === tool ? [] : [target];
  });
}

function takesBoth(
  lens: Lens,
  thing: number,
  tool: number,
  targets: readonly number[],
): boolean {
  if (targets.length === 0) return false;
  const failing = lens.failureOf(thing).fails;
  return (
    failing.has(tool) &&
    targets.some(target => target === thing || failing.has(target))
  );
}

/** As many stand-ins of the tool, in its redundancy group, keep working as the group needs: a second path with no shared part. */
function survivor(
  lens: Lens,
  tool: number,
  thing: number,
  failing: { has(entity: number): boolean },
): boolean {
  const { entities } = lens.context.model;
  const members = groupOf(lens, tool);
  if (members.length === 0) return false;
  const need = Math.max(
    ...members.map(member => entities[member].facts.redundancyGroup!.need),
  );
  const alive = members.filter(
    member => member !== thing && !failing.has(member),
  ).length;
  return alive >= Math.min(need, members.length);
}

/** The same tools, and a thing too narrow to be talked about by itself that falls with, or fells, the one already told. */
function repeats(
  lens: Lens,
  told: { thing: number; tools: Set<number> }[],
  thing: number,
  falling: number[],
): boolean {
  const { structure, policy } = lens.context;
  if (
    structure.fails[thing] >= policy.hub.minShare * lens.size &&
    structure.teamsHit[thing] >= policy.hub.minTeams
  ) {
    return false;
  }
  return told.some(
    other =>
      falling.every(tool => other.tools.has(tool)) &&
      (lens.failureOf(other.thing).fails.has(thing) ||
        lens.failureOf(thing).fails.has(other.thing)),
  );
}

function draft(
  lens: Lens,
  thing: number,
  others: number[],
  tools: number[],
): FindingDraft {
  const { entities } = lens.context.model;
  const reach = lens.reach(thing);
  const name = lens.name(thing);
  const failing = lens.failureOf(thing).fails;
  const named = [...tools]
    .sort(
      (a, b) =>
        Number(inferred(lens, a)) - Number(inferred(lens, b)) ||
        lens.byRef(a, b),
    )
    .slice(0, 4);
  const uses = [
    ...new Set(tools.flatMap(tool => entities[tool].facts.supports ?? [])),
  ]
    .sort()
    .map(use => use.replace(/-/g, ' '));
  const stated = tools.some(tool => !inferred(lens, tool));
  const toolNames = list([
    ...named.map(tool => lens.name(tool)),
    ...tools.slice(named.length).map(tool => lens.name(tool)),
  ]);
  const beside = failing.size - tools.filter(t => failing.has(t)).length;
  return {
    cause: [lens.ref(thing)],
    title: `${toolNames} ${
      tools.length === 1 ? 'stops' : 'stop'
    } with ${name}, which ${
      tools.length === 1 ? 'it is' : 'they are'
    } there to help repair`,
    summary: `When ${name} fails, ${count(
      beside,
      'other entity fails',
      'other entities fail',
    )} too, and with them what serves ${list(
      uses,
      4,
    )}. No second way without a shared part is stated.`,
    subjects: [lens.ref(thing), ...named.map(tool => lens.ref(tool))],
    related: [...tools.filter(tool => !named.includes(tool)), ...others].map(
      entity => lens.ref(entity),
    ),
    steps: lens.stepsDown(
      shortestWay(lens.context.model.graph, named[0], thing, entity =>
        failing.has(entity),
      ),
    ),
    evidence: tools.slice(0, 6).map(tool => ({
      grade: inferred(lens, tool) ? 'inferred' : 'declared',
      source: inferred(lens, tool)
        ? 'tags or spec.type'
        : 'posiwid.dev/supports',
      detail: `${lens.name(tool)} supports ${list(
        entities[tool].facts.supports ?? [],
        7,
      )}`,
    })),
    interventions: [
      {
        kind: 'separate-recovery',
        leverage: 'feedback',
        text: `Let ${toolNames} work without ${name}, and try it once with ${name} switched off.`,
        target: lens.ref(thing),
      },
      limitReach(lens, thing),
    ],
    reach,
    weight: {
      reach,
      extra: [
        {
          points: stated ? 25 : 12,
          because: `${number(tools.length)} of what would repair it ${
            tools.length === 1 ? 'falls' : 'fall'
          } with it${stated ? '' : ', as far as tags and types tell'}`,
        },
      ],
      ...(stated
        ? {}
        : {
            cap: {
              severity: 'high' as const,
              because: 'that it repairs others is inferred, not stated',
            },
          }),
    },
  };
}

function inferred(lens: Lens, tool: number): boolean {
  return lens.context.model.entities[tool].facts.inferred.includes('supports');
}
