/** What the rules about redundancy have in common: who the members of a claim are, what it is called, how much rests on it. */
import { append } from '../model/collect';
import type { RedundancyClaim, RiskEvent, RiskGroup } from '../failure/types';
import type { Model } from '../model/types';
import type { Lens } from '../lens/lens';
import type { Evidence } from './types';
import { shortestWay } from '../structure/navigate';
import { clean, count, list, number } from '../model/words';

/** A shared thing and as many members as a person takes in at once. */
const MAX_MEMBERS = 5;

const groups = new WeakMap<Model, ReadonlyMap<string, readonly number[]>>();

/** Members of the redundancy group of an entity, itself included; none where it states no group. */
export function groupOf(lens: Lens, entity: number): readonly number[] {
  const { model } = lens.context;
  let byName = groups.get(model);
  if (!byName) {
    const found = new Map<string, number[]>();
    model.entities.forEach(({ facts }, position) => {
      const name = facts.redundancyGroup?.name;
      if (name === undefined) return;
      append(found, name, position);
    });
    byName = found;
    groups.set(model, byName);
  }
  const name = model.entities[entity].facts.redundancyGroup?.name;
  return (name !== undefined && byName.get(name)) || [];
}

/** Entities of a claim, each once, in the claim's order. */
export function membersOf(claim: RedundancyClaim): number[] {
  return [...new Set(claim.members.map(({ entity }) => entity))];
}

/** Members of several claims, first one of each claim, then the next of each: no claim is cut off whole. */
export function membersInTurn(claims: readonly RedundancyClaim[]): number[] {
  const lists = claims.map(membersOf);
  const longest = Math.max(0, ...lists.map(members => members.length));
  const found = new Set<number>();
  for (let turn = 0; turn < longest; turn++) {
    for (const members of lists) {
      if (turn < members.length) found.add(members[turn]);
    }
  }
  return [...found];
}

/** Subjects and related of a finding about members: the first few, and the rest. */
export function shown(members: readonly number[]): {
  first: number[];
  rest: number[];
} {
  return {
    first: members.slice(0, MAX_MEMBERS),
    rest: members.slice(MAX_MEMBERS),
  };
}

/** Members of a claim that fall, as a sentence takes them: `all 3 of edge-dns`, `checkout in all 5 places`. */
export function fallingPhrase(
  lens: Lens,
  claim: RedundancyClaim,
  felled: number,
): string {
  const of = claim.members.length;
  if (claim.kind === 'alternatives') {
    return list(
      membersOf(claim).map(member => lens.name(member)),
      4,
    );
  }
  let share = `${number(felled)} of ${number(of)}`;
  if (felled === of) share = of === 2 ? 'both' : `all ${number(of)}`;
  if (claim.kind === 'redundancy-group') {
    return felled === of
      ? `${share} of ${clean(claim.name)}`
      : `${share} members of ${clean(claim.name)}`;
  }
  return `${lens.name(claim.members[0].entity)} in ${share} places`;
}

/** Risk groups of one event of a kind, each smaller than the claim says. */
export function singles(
  claim: RedundancyClaim,
  kind: RiskEvent['kind'],
): { event: RiskEvent; group: RiskGroup }[] {
  return claim.riskGroups
    .filter(
      group =>
        group.events.length === 1 &&
        group.events.length < claim.onPaper &&
        group.events[0].kind === kind,
    )
    .map(group => ({ event: group.events[0], group }));
}

/** `edge-dns (1 of 2 has to work)`: names of claims come from their members, which are subjects. */
export function claimName(claim: RedundancyClaim): string {
  return `${clean(claim.name)} (${number(claim.need)} of ${number(
    claim.members.length,
  )} ${claim.need === 1 ? 'has' : 'have'} to work)`;
}

/** What states the claim, and what was found out about it. */
export function claimEvidence(
  claim: RedundancyClaim,
  felled: number,
  by: string,
): Evidence {
  const others = claim.riskGroups.length - 1;
  return {
    grade: 'declared',
    source: claim.source,
    detail: `${claimName(claim)}: on paper ${count(
      claim.onPaper,
      'failure is',
      'failures are',
    )} needed before too few are left; ${by} takes ${number(
      felled,
    )} of them down at once${
      others > 0
        ? `, and ${count(
            others,
            'more risk group is',
            'more risk groups are',
          )} smaller than that`
        : ''
    }`,
  };
}

/**
 * The way from a member to what takes it down, over what falls with that. The member that is farthest from it says most,
 * and the first of those in the order of refs.
 */
export function wayToShared(
  lens: Lens,
  members: readonly number[],
  thing: number,
): number[] {
  const failing = lens.failureOf(thing).fails;
  const ways = [...members]
    .filter(member => member !== thing)
    .sort(lens.byRef)
    .map(member =>
      shortestWay(lens.context.model.graph, member, thing, entity =>
        failing.has(entity),
      ),
    )
    .filter(way => way.length > 0);
  return ways.reduce(
    (best, way) => (way.length > best.length ? way : best),
    ways[0] ?? [thing],
  );
}
