/**
 * What incidents come down to, read off the graph and not off their text: the entity whose failure alone would fell everything
 * that was named, and that explains most of the time that was lost.
 */
import type { Incident } from '../evidence';
import type { Model } from '../model/types';
import { needsOf } from '../findings/navigate';
import { fallsWith } from './subject';

/** Candidates looked at: what is nearest to the subject. */
const MAX_CANDIDATES = 2000;

export interface CommonCause {
  entity: number;
  /** Positions in the incidents given, of those it explains. */
  explains: number[];
}

/**
 * @param subject - positions of the entities that were promised to work
 * @param weights - what each incident counts, such as the time it took
 * @returns nothing when the incidents name nothing the catalog has
 */
export function commonCause(
  model: Model,
  subject: readonly number[],
  incidents: readonly Incident[],
  weights: readonly number[],
): CommonCause | undefined {
  const position = new Map(model.entities.map(({ ref }, at) => [ref, at]));
  const named = incidents.map(({ entities }) =>
    entities.flatMap(ref => position.get(ref) ?? []),
  );
  const felledBy = new Map<number, Set<number>>();
  const falls = (entity: number) => {
    const known = felledBy.get(entity) ?? fallsWith(model, [entity]);
    felledBy.set(entity, known);
    return known;
  };
  const fells = (entity: number, all: readonly number[]) =>
    all.every(one => falls(entity).has(one));
  /** Of incidents that name their own cause, that one. */
  const own = named.map(all => all.find(entity => fells(entity, all)));
  const explainedBy = (entity: number) =>
    named.flatMap((all, i) => {
      if (all.length === 0) return [];
      if (own[i] !== undefined) return own[i] === entity ? [i] : [];
      return fells(entity, all) ? [i] : [];
    });
  return within(model, subject)
    .map(entity => ({ entity, explains: explainedBy(entity) }))
    .filter(({ explains }) => explains.length > 0)
    .map(cause => ({
      ...cause,
      weight: cause.explains.reduce((sum, i) => sum + weights[i], 0),
    }))
    .sort(
      (a, b) =>
        b.weight - a.weight ||
        falls(a.entity).size - falls(b.entity).size ||
        (model.entities[a.entity].ref < model.entities[b.entity].ref ? -1 : 1),
    )
    .map(({ entity, explains }) => ({ entity, explains }))[0];
}

/** The subject and everything it needs at any depth, nearest first. */
function within(model: Model, subject: readonly number[]): number[] {
  const seen = new Set(subject);
  const queue = [...subject];
  for (let i = 0; i < queue.length && queue.length < MAX_CANDIDATES; i++) {
    for (const need of needsOf(model.graph, queue[i])) {
      if (seen.has(need)) continue;
      seen.add(need);
      queue.push(need);
    }
  }
  return queue;
}
