/**
 * What several incidents come down to: of all that the subject needs at any depth, the entity that explains most of the time
 * that was lost. What each incident comes down to is in incidentCauses.ts.
 */
import { append } from '../model/collect';
import { needsOf } from '../structure/navigate';
import type { Model } from '../model/types';
import type { Structure } from '../structure/types';
import type { IncidentCauses } from './incidentCauses';

/** Candidates looked at: what is nearest to the subject. */
const MAX_CANDIDATES = 2000;

export interface CommonCause {
  entity: number;
  /** Positions in the incidents given, of those it explains. */
  explains: number[];
}

/**
 * @param subject - positions of the entities that were promised to work
 * @param named - for each incident, positions of what it names, ascending
 * @param weights - what each incident counts, such as the time it took
 * @returns nothing when the incidents name nothing the catalog has
 */
export function commonCause(
  {
    model,
    structure,
    causes,
  }: {
    model: Model;
    structure: Pick<Structure, 'fails'>;
    causes: IncidentCauses;
  },
  subject: readonly number[],
  named: readonly (readonly number[])[],
  weights: readonly number[],
): CommonCause | undefined {
  const explained = new Map<number, number[]>();
  named.forEach((all, incident) => {
    for (const entity of causes.of(all).all) {
      append(explained, entity, incident);
    }
  });
  if (explained.size === 0) return undefined;
  const { fails } = structure;
  return [...within(model, subject)]
    .flatMap(entity => {
      const explains = explained.get(entity);
      if (!explains) return [];
      const weight = explains.reduce((sum, i) => sum + weights[i], 0);
      return [{ entity, explains, weight }];
    })
    .sort(
      (a, b) =>
        b.weight - a.weight ||
        fails[a.entity] - fails[b.entity] ||
        (model.entities[a.entity].ref < model.entities[b.entity].ref ? -1 : 1),
    )
    .map(({ entity, explains }) => ({ entity, explains }))[0];
}

/** The subject and everything it needs at any depth, nearest first. */
function within(model: Model, subject: readonly number[]): Set<number> {
  const seen = new Set(subject);
  for (const entity of seen) {
    if (seen.size >= MAX_CANDIDATES) break;
    for (const need of needsOf(model.graph, entity)) seen.add(need);
  }
  return seen;
}
