import type { Lens } from './lens';

/** Two failures with this share of entities in common are one story. */
const ALIKE = 0.9;

/** One shared thing, and others that fail with it or fell it, and reach nearly the same. */
export interface Alike {
  head: number;
  others: number[];
}

/**
 * Folds entities of which one fails with the other and whose failures are nearly the same (Jaccard index of the failure sets,
 * each with the entity itself, at least 0.9): a component and its one API, a database and its one service, a
 * cycle, a chain of base packages.
 *
 * The head of each group is the one most used directly, since that is the one people know; an API gives way to its provider.
 *
 * @param candidates - positions of entities that each would be a finding of its own
 * @returns groups, widest reach first
 */
export function foldAlike(lens: Lens, candidates: number[]): Alike[] {
  const { fails } = lens.context.structure;
  const sorted = [...candidates].sort(
    (a, b) => fails[b] - fails[a] || lens.byRef(a, b),
  );
  const groups: number[][] = [];
  for (const entity of sorted) {
    const group = groups.find(([widest]) => alike(lens, widest, entity));
    if (group) group.push(entity);
    else groups.push([entity]);
  }
  return groups
    .map(group => {
      const head = bestKnown(lens, group);
      return { head, others: group.filter(entity => entity !== head) };
    })
    .sort(
      (a, b) => fails[b.head] - fails[a.head] || lens.byRef(a.head, b.head),
    );
}

/** Whether `narrow`, which reaches no more than `wide`, is the same story. */
function alike(lens: Lens, wide: number, narrow: number): boolean {
  const { fails } = lens.context.structure;
  // The Jaccard index can be no higher than the ratio of the sizes, and that costs nothing to know.
  if ((fails[narrow] + 1) / (fails[wide] + 1) < ALIKE) return false;
  const ofWide = lens.failureOf(wide).fails;
  const ofNarrow = lens.failureOf(narrow).fails;
  if (!ofWide.has(narrow) && !ofNarrow.has(wide)) return false;
  let common = 0;
  for (const entity of ofNarrow.members) {
    if (entity === wide || ofWide.has(entity)) common += 1;
  }
  if (ofWide.has(narrow)) common += 1;
  const union = ofWide.size + 1 + ofNarrow.size + 1 - common;
  return common / union >= ALIKE;
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
