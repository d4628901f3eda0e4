/**
 * What single incidents come down to, read off the graph and not off their text: the entity whose failure alone would fell
 * everything that was named. Worked out once an incident, however many claims and scorecards ask.
 *
 * Of an incident that names its own cause, that one. Of any other, candidates are what the first named entity needs at any
 * depth and whose failure is wide enough (`Structure.fails` is exact), each tried by the fixpoint of failure. Cost an incident:
 * what the named entity reaches, and a fixpoint for each candidate that was not tried before.
 */
import { needsOf } from '../structure/navigate';
import type { Model } from '../model/types';
import type { Structure } from '../structure/types';
import { fallsWith } from './subject';

/** Entities looked at below one that is named: what is nearest to it. */
const MAX_REACHED = 2000;
/** Causes kept an incident, those that fell least beside what was named. */
const MAX_CAUSES = 50;
/** Sets of what falls that are kept at a time. */
const MAX_SETS = 2000;

export interface Causes {
  /** The named entity that would fell all the others that are named. */
  own?: number;
  /** Every entity that would, those that fell least first; with `own`, that one alone. */
  all: readonly number[];
}

const NONE: Causes = { all: [] };

export class IncidentCauses {
  private readonly known = new Map<string, Causes>();
  private readonly sets = new Map<number, ReadonlySet<number>>();

  constructor(
    private readonly model: Model,
    private readonly structure: Pick<Structure, 'fails'>,
  ) {}

  /** @param named - positions of what an incident names, ascending */
  of(named: readonly number[]): Causes {
    if (named.length === 0) return NONE;
    const key = named.join(' ');
    let causes = this.known.get(key);
    if (!causes) {
      causes = this.find(named);
      this.known.set(key, causes);
    }
    return causes;
  }

  private find(named: readonly number[]): Causes {
    const wide = (entity: number) =>
      this.structure.fails[entity] >= named.length - 1;
    const fells = (entity: number) => {
      const falls = this.falls(entity);
      return named.every(one => falls.has(one));
    };
    const found = this.below(named[0]).filter(
      entity => wide(entity) && fells(entity),
    );
    const own = named.find(entity => found.includes(entity));
    if (own !== undefined) return { own, all: [own] };
    const { fails } = this.structure;
    const { entities } = this.model;
    return {
      all: found
        .sort(
          (a, b) =>
            fails[a] - fails[b] || (entities[a].ref < entities[b].ref ? -1 : 1),
        )
        .slice(0, MAX_CAUSES),
    };
  }

  private below(start: number): number[] {
    const seen = new Set([start]);
    for (const entity of seen) {
      if (seen.size >= MAX_REACHED) break;
      for (const need of needsOf(this.model.graph, entity)) seen.add(need);
    }
    return [...seen];
  }

  private falls(entity: number): ReadonlySet<number> {
    let falls = this.sets.get(entity);
    if (!falls) {
      if (this.sets.size >= MAX_SETS) this.sets.clear();
      falls = fallsWith(this.model, [entity]);
      this.sets.set(entity, falls);
    }
    return falls;
  }
}
