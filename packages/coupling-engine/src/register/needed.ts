/** Parts of the register that are dependencies: what stops, degrades or changes the members. */
import { append } from '../model/collect';
import { layerOf } from '../model/layers';
import type { Lens } from '../lens/lens';
import { Ground } from './ground';
import type { Mechanisms } from './mechanism';
import {
  REGISTER_LAYERS,
  type RegisterLayer,
  type RegisterPart,
} from './types';

/** Parts of one layer whose harm is worked out, widest first: keeps a register within milliseconds. */
const MAX_TRIED = 300;

const LAYER_OF: Readonly<Record<string, RegisterLayer>> = {
  delivery: 'change',
  facility: 'failure domain',
  interface: 'service',
};

export function registerLayer(lens: Lens, entity: number): RegisterLayer {
  const layer = layerOf(lens.entity(entity));
  return (
    LAYER_OF[layer] ??
    REGISTER_LAYERS.find(known => known === layer) ??
    'service'
  );
}

/**
 * What members need at any depth. A thing whose sharers are those of a thing of its layer that every way to it goes
 * through is folded under that.
 */
export function neededParts(
  lens: Lens,
  ground: Ground,
  mechanisms: Mechanisms,
): {
  parts: RegisterPart[];
  folded: number;
  untried: Map<RegisterLayer, number>;
} {
  const heads = headsOf(lens, ground);
  const parts: RegisterPart[] = [];
  const untried = new Map<RegisterLayer, number>();
  for (const [layer, entities] of heads.byLayer) {
    entities.sort((a, b) => wider(lens, ground, a, b));
    for (const entity of entities.slice(0, MAX_TRIED)) {
      parts.push(partOf(lens, ground, mechanisms, layer, entity));
    }
    untried.set(layer, Math.max(0, entities.length - MAX_TRIED));
  }
  return { parts, folded: heads.folded, untried };
}

function headsOf(lens: Lens, ground: Ground) {
  const chokePoints = ground.chokePoints();
  const byLayer = new Map<RegisterLayer, number[]>();
  const layers = new Map<number, RegisterLayer>();
  for (const entity of ground.sharers.keys()) {
    if (isPart(lens, ground, entity)) {
      layers.set(entity, registerLayer(lens, entity));
    }
  }
  let folded = 0;
  for (const [entity, layer] of layers) {
    if (isUnderAlike(entity)) {
      folded += 1;
      continue;
    }
    append(byLayer, layer, entity);
  }
  return { byLayer, folded };

  function isUnderAlike(entity: number): boolean {
    const size = ground.sharers.get(entity)!.length;
    let above = chokePoints.get(entity);
    // Whoever rests on a thing rests on what all ways to it go through, so as many sharers are the same sharers.
    while (above !== undefined && ground.sharers.get(above)!.length === size) {
      if (layers.get(above) === layers.get(entity)) return true;
      above = chokePoints.get(above);
    }
    return false;
  }
}

/** Not a member that no other member rests on, nor an API that stands with its one provider. */
function isPart(lens: Lens, ground: Ground, entity: number): boolean {
  const isApiOfOne =
    lens.context.model.entities[entity].kind === 'api' &&
    lens.needs(entity).length === 1;
  return (
    !isApiOfOne &&
    ground.sharers.get(entity)!.some(i => ground.members[i] !== entity)
  );
}

function wider(lens: Lens, ground: Ground, a: number, b: number): number {
  const { fails } = lens.context.structure;
  return (
    ground.sharers.get(b)!.length - ground.sharers.get(a)!.length ||
    fails[b] - fails[a] ||
    lens.byRef(a, b)
  );
}

function partOf(
  lens: Lens,
  ground: Ground,
  mechanisms: Mechanisms,
  layer: RegisterLayer,
  entity: number,
): RegisterPart {
  const members = ground.sharers.get(entity)!;
  const first = members.find(i => ground.members[i] !== entity)!;
  const way = ground.way(first, entity);
  const { knownLimit } = lens.context.model.entities[entity].facts;
  const mechanism = mechanisms.on(way);
  return {
    layer,
    name: lens.name(entity),
    entity,
    members,
    ...effect(lens, ground, mechanisms, entity, members),
    ...(mechanism ? { mechanism } : {}),
    ...(knownLimit ? { accepted: knownLimit } : {}),
    grade: mechanisms.grade(way),
    way,
  };
}

function effect(
  lens: Lens,
  ground: Ground,
  mechanisms: Mechanisms,
  entity: number,
  members: number[],
): Pick<RegisterPart, 'by' | 'alone' | 'choice'> {
  if (lens.isInert(entity)) return { by: 'changes', alone: members };
  const { fails } = ground.harmOf(entity);
  if (fails.some(i => ground.members[i] !== entity)) {
    return { by: 'fails', alone: fails };
  }
  for (const i of members) {
    if (ground.members[i] !== entity && ground.needsHard(i, entity)) {
      const choice = mechanisms.choice(ground.way(i, entity));
      return { by: 'fails', alone: [], ...(choice ? { choice } : {}) };
    }
  }
  return { by: 'degrades', alone: [] };
}
