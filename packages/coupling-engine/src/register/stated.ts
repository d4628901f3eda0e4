/** Parts of the register that are no dependencies: channels of change, clocks, places, teams, outside parties, watchers. */
import type { Lens } from '../lens/lens';
import type { ClaimMember } from '../failure/types';
import type { Ground } from './ground';
import { registerLayer } from './needed';
import type { RegisterLayer, RegisterPart } from './types';

const EXTERNAL = /^external:\s*/i;
const ON_DEMAND = 'on-demand';

export function statedParts(
  lens: Lens,
  ground: Ground,
  members: readonly ClaimMember[],
): RegisterPart[] {
  return [
    ...channels(lens, ground),
    ...actors(lens, ground),
    ...sameHours(lens, ground),
    ...places(lens, ground, members),
    ...teams(lens, ground),
    ...parties(lens, ground),
  ];
}

/** Parts by what they are, each with the members it is met on and the way from the first of them. */
class Gathered {
  private readonly parts = new Map<string, RegisterPart>();

  constructor(private readonly ground: Ground) {}

  /** @param over - positions of members; @param below - what the way ends with, after the member's own way to `at` */
  add(
    key: string,
    part: Omit<RegisterPart, 'members' | 'alone' | 'way' | 'grade'> & {
      grade?: RegisterPart['grade'];
    },
    over: readonly number[],
    at: number,
    below: number[] = [],
  ): void {
    const known = this.parts.get(key);
    if (known) {
      known.members = [...new Set([...known.members, ...over])].sort(
        (a, b) => a - b,
      );
      known.alone = known.members;
      return;
    }
    const onto = [...over];
    this.parts.set(key, {
      grade: 'declared',
      ...part,
      members: onto,
      alone: onto,
      way: [...this.ground.way(over[0], at), ...below],
    });
  }

  get all(): RegisterPart[] {
    return [...this.parts.values()];
  }
}

/** What pushes change into the members, or into what they rest on. */
function channels(lens: Lens, ground: Ground): RegisterPart[] {
  const { entities } = lens.context.model;
  const found = new Gathered(ground);
  for (const [entity, sharers] of ground.sharers) {
    const { facts } = entities[entity];
    for (const channel of facts.changeChannel ?? []) {
      const position = lens.positionOf(channel);
      const of = position === undefined ? undefined : entities[position].facts;
      const pace = of?.changePace ?? facts.changePace;
      const spread = pace && pace !== 'all-at-once' ? [pace] : [];
      const words = [...spread, ...(of?.mechanisms ?? [])];
      found.add(
        channel,
        {
          layer: 'change',
          name:
            position === undefined
              ? nameOfChannel(channel)
              : lens.name(position),
          ...(position === undefined ? {} : { entity: position }),
          by: 'changes',
          ...(words.length > 0
            ? { mechanism: { words, from: 'entity' as const } }
            : {}),
          ...(of?.knownLimit ? { accepted: of.knownLimit } : {}),
          grade: facts.inferred.includes('changeChannel')
            ? 'inferred'
            : 'declared',
        },
        sharers,
        entity,
        position === undefined ? [] : [position],
      );
    }
  }
  return found.all;
}

function nameOfChannel(channel: string): string {
  return channel.replace(EXTERNAL, '');
}

/** What acts on the members, writes to them, guards or watches them; by the clock where it has one. */
function actors(lens: Lens, ground: Ground): RegisterPart[] {
  const found = new Gathered(ground);
  lens.context.model.entities.forEach(({ facts }, actor) => {
    const runs = (facts.runsAt ?? []).some(hour => hour !== ON_DEMAND);
    const acts = [
      ...(facts.actsOn ?? []),
      ...(facts.writesTo ?? []),
      ...(facts.guards ?? []),
    ];
    const touched = positions(lens, acts);
    if (runs) touched.push(...lens.needs(actor));
    const layer = runs ? 'clock' : controlLayer(lens, actor);
    const add = (
      targets: Iterable<number>,
      on: RegisterLayer,
      by: RegisterPart['by'],
    ) => {
      for (const target of targets) {
        const sharers = (ground.sharers.get(target) ?? []).filter(
          i => ground.members[i] !== actor,
        );
        if (sharers.length === 0) continue;
        found.add(
          `${on} ${actor}`,
          { layer: on, name: lens.name(actor), entity: actor, by },
          sharers,
          target,
          [actor],
        );
      }
    };
    if (touched.length > 0 && !ground.sharers.has(actor)) {
      add(new Set(touched), layer, 'changes');
    }
    if (facts.watches && !ground.sharers.has(actor)) {
      const members = positions(lens, facts.watches).filter(e =>
        ground.members.includes(e),
      );
      add(members, 'observability', 'degrades');
    }
  });
  return found.all.map(part =>
    part.by === 'degrades' ? { ...part, alone: [] } : part,
  );
}

function positions(lens: Lens, refs: readonly string[]): number[] {
  return refs
    .map(ref => lens.positionOf(ref))
    .filter((position): position is number => position !== undefined);
}

function controlLayer(lens: Lens, actor: number): RegisterLayer {
  const layer = registerLayer(lens, actor);
  return layer === 'service' ? 'control plane' : layer;
}

/** Members that state the same hour. */
function sameHours(lens: Lens, ground: Ground): RegisterPart[] {
  const found = new Gathered(ground);
  ground.members.forEach((entity, i) => {
    for (const hour of lens.context.model.entities[entity].facts.runsAt ?? []) {
      if (hour === ON_DEMAND) continue;
      found.add(
        hour,
        { layer: 'clock', name: hour, by: 'changes' },
        [i],
        entity,
      );
    }
  });
  return found.all;
}

/** Failure domains that hold members, an outer one only where it holds more of them than each inner one. */
function places(
  lens: Lens,
  ground: Ground,
  members: readonly ClaimMember[],
): RegisterPart[] {
  const found = new Gathered(ground);
  members.forEach((member, i) => {
    const path = placeOf(lens, member) ?? [];
    path.forEach((_, depth) => {
      const name = path.slice(0, depth + 1).join('/');
      found.add(
        name,
        { layer: 'failure domain', name, by: 'fails' },
        [i],
        member.entity,
      );
    });
  });
  return found.all.filter(
    part =>
      !found.all.some(
        inner =>
          inner.name.startsWith(`${part.name}/`) &&
          inner.members.length === part.members.length,
      ),
  );
}

export function placeOf(lens: Lens, member: ClaimMember): string[] | undefined {
  return (
    member.domain ??
    lens.context.model.entities[member.entity].facts.failureDomain
  );
}

function teams(lens: Lens, ground: Ground): RegisterPart[] {
  const found = new Gathered(ground);
  ground.members.forEach((entity, i) => {
    for (const team of lens.context.model.entities[entity].owners) {
      found.add(
        String(team),
        { layer: 'team', name: lens.teamName(team), team, by: 'decides' },
        [i],
        entity,
      );
    }
  });
  return found.all;
}

/** Who outside runs or decides the members, or what they rest on. */
function parties(lens: Lens, ground: Ground): RegisterPart[] {
  const found = new Gathered(ground);
  for (const [entity, sharers] of ground.sharers) {
    const { externalParty } = lens.context.model.entities[entity].facts;
    if (externalParty === undefined) continue;
    found.add(
      externalParty,
      { layer: 'outside party', name: externalParty, by: 'decides' },
      sharers,
      entity,
    );
  }
  return found.all;
}
