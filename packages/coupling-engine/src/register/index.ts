/**
 * The independence register: for any set of things, what they share at any depth, by layer, and what that does to them.
 * It rests on what is declared, and on what members were seen to be built with. A layer without any fact says so: "no data" is
 * not "independent".
 */
import type { Lens } from '../lens/lens';
import { compareText } from '../model/text';
import type { ClaimMember } from '../failure/types';
import { builtWithParts } from './builtWith';
import { Ground } from './ground';
import { Mechanisms } from './mechanism';
import { neededParts } from './needed';
import { placeOf, statedParts } from './stated';
import {
  REGISTER_LAYERS,
  type Register,
  type RegisterPart,
  type RegisterRow,
} from './types';
import { isSoftened, verdictOf } from './verdict';

export * from './types';

/** Parts a layer lists; a list of all shared packages is no register. */
const MAX_PARTS = 8;

const BY = ['fails', 'changes', 'decides', 'degrades'] as const;

/** What members share. Members may be one entity several times: copies of it, which share all that it rests on. */
export function registerOf(lens: Lens, members: ClaimMember[]): Register {
  const ground = new Ground(
    lens.context.model.graph,
    members.map(({ entity }) => entity),
  );
  const mechanisms = new Mechanisms(lens);
  const needed = neededParts(lens, ground, mechanisms);
  const builtWith = builtWithParts(lens, ground, mechanisms);
  const observed = new Set(builtWith.map(({ entity }) => entity));
  const parts = [
    // What was seen says more than what is declared of the same thing.
    ...needed.parts.filter(
      ({ entity }) => entity === undefined || !observed.has(entity),
    ),
    ...builtWith,
    ...statedParts(lens, ground, members),
  ];
  const placed = members.filter(member => isPlaced(lens, member)).length;
  const byLayer = REGISTER_LAYERS.map(layer =>
    parts
      .filter(part => part.layer === layer)
      .sort((a, b) => wider(lens, a, b)),
  );
  const rows = REGISTER_LAYERS.map((layer, i): RegisterRow => {
    const found = byLayer[i];
    return {
      layer,
      ...verdictOf(layer, found, members.length, placed),
      parts: found.slice(0, MAX_PARTS),
      more:
        Math.max(0, found.length - MAX_PARTS) +
        (needed.untried.get(layer) ?? 0),
    };
  });
  return {
    members,
    rows,
    alone: aloneUnderAll(byLayer.flat(), members.length),
    folded: needed.folded,
  };
}

/** What alone stops or at once changes all of them, one a thing. */
function aloneUnderAll(
  parts: readonly RegisterPart[],
  members: number,
): RegisterPart[] {
  const found = new Map<string, RegisterPart>();
  for (const part of parts) {
    const stopsAll =
      part.by !== 'decides' &&
      // A job touches what it runs on; that alone stops nothing.
      part.layer !== 'clock' &&
      part.alone.length === members &&
      !isSoftened(part);
    const key = part.entity === undefined ? part.name : `#${part.entity}`;
    if (stopsAll && !found.has(key)) found.set(key, part);
  }
  return [...found.values()];
}

function isPlaced(lens: Lens, member: ClaimMember): boolean {
  const { spreadOver } = lens.context.model.entities[member.entity].facts;
  return placeOf(lens, member) !== undefined || spreadOver !== undefined;
}

function wider(lens: Lens, a: RegisterPart, b: RegisterPart): number {
  const { fails } = lens.context.structure;
  const reach = ({ entity }: RegisterPart) =>
    entity === undefined ? 0 : fails[entity];
  return (
    b.members.length - a.members.length ||
    b.alone.length - a.alone.length ||
    BY.indexOf(a.by) - BY.indexOf(b.by) ||
    reach(b) - reach(a) ||
    compareText(a.name, b.name) ||
    (a.entity ?? -1) - (b.entity ?? -1)
  );
}
