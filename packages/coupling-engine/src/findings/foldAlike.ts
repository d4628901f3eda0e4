import type { Lens } from '../lens/lens';

/** What the wider of two may stop beside the narrower, as a share of all it stops, and still be the same story. */
const BESIDE = 0.1;

/** One shared thing, and what reaches nearly the same. */
export interface Alike {
  head: number;
  others: number[];
}

/**
 * Folds entities whose failures are nearly the same and of which one fells the other: a component and its API, a database and
 * its one service, a cycle, a chain of base packages, a collector and the stores behind it.
 *
 * Needs no failure set. When one entity fells another, its failures include the other and all of the other's, so the counts
 * alone say by how much they differ; and whatever lies between the two fails more than the second, so when the second is a
 * candidate the ones between are too, and only candidates have to be walked.
 *
 * The head of each group is the one most used directly, since that is the one people know; an API gives way to its provider.
 *
 * @param candidates - positions of entities that each would be a finding of its own: all whose failures reach some number
 * @returns groups, widest reach first
 */
export function foldAlike(lens: Lens, candidates: number[]): Alike[] {
  const { fails } = lens.context.structure;
  const widestFirst = (a: number, b: number) =>
    fails[b] - fails[a] || lens.byRef(a, b);
  const sorted = [...candidates].sort(widestFirst);
  const isCandidate = new Set(candidates);
  const groupOf = new Map<number, number[]>();
  for (const entity of sorted) {
    const group = [entity];
    groupOf.set(entity, group);
  }
  for (const wide of sorted) {
    for (const narrow of felled(lens, wide, isCandidate)) {
      const first = groupOf.get(wide)!;
      const second = groupOf.get(narrow)!;
      if (first === second) continue;
      const widest = Math.max(fails[first[0]], fails[second[0]]);
      const least = Math.min(
        fails[first[first.length - 1]],
        fails[second[second.length - 1]],
      );
      const whole = addsNothing(fails[wide], fails[narrow]);
      if (!whole && !isAlike(widest, least)) continue;
      const merged = [...first, ...second].sort(widestFirst);
      for (const member of merged) groupOf.set(member, merged);
    }
  }
  return [...new Set(groupOf.values())]
    .map(group => group.filter(e => !isOwnApi(lens, e, isCandidate)))
    .filter(group => group.length > 0)
    .map(group => {
      const head = bestKnown(lens, group);
      return { head, others: group.filter(entity => entity !== head) };
    })
    .sort((a, b) => widestFirst(a.head, b.head));
}

/** An API with one provider is that provider's story, wherever that one is told. */
function isOwnApi(
  lens: Lens,
  entity: number,
  isCandidate: ReadonlySet<number>,
): boolean {
  if (lens.context.model.entities[entity].kind !== 'api') return false;
  const providers = lens.needs(entity);
  return providers.length === 1 && isCandidate.has(providers[0]);
}

/** Candidates that `wide` fells at any remove and that reach nearly as far, nearest first. */
function felled(
  lens: Lens,
  wide: number,
  isCandidate: ReadonlySet<number>,
): number[] {
  const { fails } = lens.context.structure;
  const found = new Set([wide]);
  for (const entity of found) {
    for (const dependent of lens.fellsDirectly(entity)) {
      if (!isCandidate.has(dependent)) continue;
      if (isAlike(fails[wide], fails[dependent])) found.add(dependent);
    }
  }
  found.delete(wide);
  return [...found];
}

/** True when the wider stops the narrower, what that one stops, and nothing else: a private part, however long the chain. */
function addsNothing(wide: number, narrow: number): boolean {
  return wide - narrow <= 1;
}

/** One entity beside, such as the API of a service, is always allowed. */
function isAlike(wide: number, narrow: number): boolean {
  return wide - narrow - 1 <= Math.max(1, BESIDE * wide);
}

function bestKnown(lens: Lens, group: number[]): number {
  const { entities } = lens.context.model;
  const { fails } = lens.context.structure;
  const rest = group.filter(entity => entities[entity].kind !== 'api');
  const eligible = rest.length > 0 ? rest : group;
  const uses = new Map(
    eligible.map(entity => [entity, lens.users(entity).length]),
  );
  return [...eligible].sort(
    (a, b) =>
      uses.get(b)! - uses.get(a)! || fails[b] - fails[a] || lens.byRef(a, b),
  )[0];
}
