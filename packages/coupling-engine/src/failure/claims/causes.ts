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
import type { Facts, Model, ModelEntity } from '../../model/types';
import type { Policy } from '../../policy/policy';
import { inertEntities } from '../../model/inert';
import type { Positions } from './positions';
import type { RiskEvents } from './riskEvents';
import { placesOf } from './statements';

/** Events, by number. */
export interface Causes {
  /** Whether the entity stops by itself. */
  stops: boolean;
  changes: readonly number[];
  /** By place, the domains whose loss takes it; all places have to be lost. Empty: nothing is stated. */
  places: readonly (readonly number[])[];
}

/** A change channel, and how fast it says that its changes spread: of its users only those count where it does not say. */
interface Channel {
  position: number | undefined;
  pace: Facts['changePace'];
}

/** What is known of a failure domain, found part by part: to join the parts of every entity's path costs more. */
interface Path {
  places?: number[][];
  below: Map<string, Path>;
}

/** Most entities state little: they share this. */
const NOTHING: readonly never[] = [];

/** Answers for one entity at a time, each once. */
export function causesOf(
  model: Model,
  policy: Policy,
  positions: Positions,
  events: RiskEvents,
): (entity: number) => Causes {
  const { entities, graph } = model;
  const inert = inertEntities(model, policy);
  const provided = new Set(model.provides.api);
  const known = new Array<Causes | undefined>(entities.length);
  const channels = new Map<string, Channel>();
  const paths: Path = { below: new Map() };

  function changesOf(entity: number): readonly number[] {
    const own = entities[entity].facts;
    const dependencies = builtIn(entity);
    const isSilent =
      !own.changeChannel && dependencies.length === 0 && inert[entity] === 0;
    if (isSilent) return NOTHING;
    const found = new Set<number>();
    for (const channel of own.changeChannel ?? []) {
      const { position, pace } = channelOf(channel);
      if (reachesAllAtOnce(pace ?? own.changePace)) {
        found.add(events.change(channel, position));
      }
    }
    for (const dependency of dependencies) {
      const pace = entities[dependency].facts.changePace;
      if (reachesAllAtOnce(pace ?? own.changePace)) {
        found.add(events.change(entities[dependency].ref, dependency));
      }
    }
    if (inert[entity] && reachesAllAtOnce(own.changePace)) {
      found.add(events.change(entities[entity].ref, entity));
    }
    return [...found];
  }

  /** Many entities name one channel. */
  function channelOf(ref: string): Channel {
    let channel = channels.get(ref);
    if (!channel) {
      const position = positions.get(ref);
      const pace =
        position === undefined
          ? undefined
          : entities[position].facts.changePace;
      channel = { position, pace };
      channels.set(ref, channel);
    }
    return channel;
  }

  /** Entities of one failure domain, which is the common case, share one list. */
  function domainsOf(entity: number): readonly (readonly number[])[] {
    const { spreadOver, failureDomain } = entities[entity].facts;
    if (!spreadOver && !failureDomain) return NOTHING;
    if (spreadOver) return placesEvents(entities[entity], events);
    let path = paths;
    for (const part of failureDomain!) {
      let next = path.below.get(part);
      if (!next) path.below.set(part, (next = { below: new Map() }));
      path = next;
    }
    path.places ??= placesEvents(entities[entity], events);
    return path.places;
  }

  /** Inert things that the entity cannot do without. */
  function builtIn(entity: number): readonly number[] {
    let found: number[] | undefined;
    const { clauseStart, memberStart, members, need, hard } = graph;
    for (let c = clauseStart[entity]; c < clauseStart[entity + 1]; c++) {
      const [from, to] = [memberStart[c], memberStart[c + 1]];
      if (hard[c] === 0 || need[c] < to - from) continue;
      for (let m = from; m < to; m++) {
        if (inert[members[m]]) (found ??= []).push(members[m]);
      }
    }
    return found ?? NOTHING;
  }

  return entity => {
    let causes = known[entity];
    if (!causes) {
      causes = {
        stops: inert[entity] === 0 && !provided.has(entity),
        changes: changesOf(entity),
        places: domainsOf(entity),
      };
      known[entity] = causes;
    }
    return causes;
  };
}

function placesEvents(entity: ModelEntity, events: RiskEvents): number[][] {
  return placesOf(entity).map(path => domainEvents(path, events));
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
