/**
 * What fells each entity besides what it needs: its own failure, the loss of where it runs, and a bad change that comes
 * through something that reaches everything at once.
 *
 * How fast a change spreads is read off what brings it, else off what takes it: `all-at-once` and `manual` reach all before
 * anyone looks, `staged` and `staged-checked` do not, and of what is not stated nothing is assumed. A library or an image is
 * inert: it does not stop at run time, it reaches those built on it by its changes, so it has that event in place of its own.
 * Couplings to it, and what it needs in turn, carry failure as everywhere else in the analysis. An API that somebody provides
 * does not stop by itself either: it and its provider are two ends of one thing.
 */
import type { Facts, Model } from '../../model/types';
import type { Policy } from '../../policy';
import { inertEntities } from './inert';
import type { RiskEvents } from './riskEvents';
import { placesOf } from './statements';

/** Events, by number. */
export interface Causes {
  /** Whether the entity stops by itself. */
  stops: boolean;
  changes: number[];
  /** By place, the domains whose loss takes it; all places have to be lost. Empty: nothing is stated. */
  places: number[][];
}

/** Answers for one entity at a time, each once. */
export function causesOf(
  model: Model,
  policy: Policy,
  events: RiskEvents,
): (entity: number) => Causes {
  const { entities, graph } = model;
  const inert = inertEntities(model, policy.inertTypes);
  const provided = new Set(model.provides.api);
  const positions = new Map(entities.map(({ ref }, i) => [ref, i]));
  const known: Causes[] = [];

  function changesOf(entity: number): number[] {
    const own = entities[entity].facts;
    const found = new Set<number>();
    const take = (channel: string, position: number | undefined) => {
      const theirs =
        position === undefined ? undefined : entities[position].facts;
      if (reachesAllAtOnce(theirs?.changePace ?? own.changePace)) {
        found.add(events.change(channel, position));
      }
    };
    for (const channel of own.changeChannel ?? []) {
      take(channel, positions.get(channel));
    }
    for (const dependency of builtIn(entity)) {
      take(entities[dependency].ref, dependency);
    }
    if (inert[entity] && reachesAllAtOnce(own.changePace)) {
      found.add(events.change(entities[entity].ref, entity));
    }
    return [...found];
  }

  /** Inert things that the entity cannot do without. */
  function builtIn(entity: number): number[] {
    const found: number[] = [];
    const { clauseStart, memberStart, members, need, hard } = graph;
    for (let c = clauseStart[entity]; c < clauseStart[entity + 1]; c++) {
      const [from, to] = [memberStart[c], memberStart[c + 1]];
      if (hard[c] === 0 || need[c] < to - from) continue;
      for (let m = from; m < to; m++) {
        if (inert[members[m]]) found.push(members[m]);
      }
    }
    return found;
  }

  return entity => {
    known[entity] ??= {
      stops: inert[entity] === 0 && !provided.has(entity),
      changes: changesOf(entity),
      places: placesOf(entities[entity]).map(path =>
        domainEvents(path, events),
      ),
    };
    return known[entity];
  };
}

/** What runs in `region/zone` is lost with `region` and with `region/zone`. */
export function domainEvents(
  path: readonly string[],
  events: RiskEvents,
): number[] {
  return path.map((_, i) => events.domain(path.slice(0, i + 1)));
}

function reachesAllAtOnce(pace: Facts['changePace']): boolean {
  return pace === 'all-at-once' || pace === 'manual';
}
