/**
 * Observations of one analysis, indexed by what they are about. Plain data, in an order that does not depend on the order of
 * reading. Entities the catalog does not have are kept and counted: they are part of the territory.
 */
import { compareText } from '../model/text';
import { joinIncidents } from './incidents';
import type { Observation, ObservationKind } from './types';

export interface EvidenceIndex {
  /** By time, then source, then id. Observations of one incident are one. */
  observations: Observation[];
  /** Positions in `observations` by the full reference they are about, ascending. */
  about: Record<string, number[]>;
  /** First and last time of each kind that was observed. */
  span: Partial<Record<ObservationKind, { first: string; last: string }>>;
  /** References that the catalog does not have, most often seen first. */
  unknown: { ref: string; observations: number }[];
  /** Incidents left out because only their end was observed. */
  unbegun: number;
}

/**
 * Each source and id once: of several, the earliest.
 *
 * @param knows - whether the catalog has an entity, system, domain or team of this reference
 */
export function evidenceOf(
  observations: readonly Observation[],
  knows: (ref: string) => boolean,
): EvidenceIndex {
  const sorted = [...observations]
    .sort(
      (a, b) =>
        compareText(a.at, b.at) ||
        compareText(a.source, b.source) ||
        compareText(a.id, b.id),
    )
    .filter(isFirstOf());
  const span: EvidenceIndex['span'] = {};
  for (const { kind, at } of sorted) {
    span[kind] = { first: span[kind]?.first ?? at, last: at };
  }
  const { observations: joined, unbegun } = joinIncidents(sorted);
  const about = new Map<string, number[]>();
  joined.forEach((observation, position) => {
    for (const ref of refsOf(observation)) {
      const known = about.get(ref);
      if (!known) about.set(ref, [position]);
      // It may name one twice.
      else if (known[known.length - 1] !== position) known.push(position);
    }
  });
  const unknown = [...about]
    .filter(([ref]) => !knows(ref))
    .map(([ref, positions]) => ({ ref, observations: positions.length }))
    .sort(
      (a, b) => b.observations - a.observations || compareText(a.ref, b.ref),
    );
  return {
    observations: joined,
    about: Object.fromEntries(about),
    span,
    unknown,
    unbegun,
  };
}

/** Observations of one kind about any of these references, by time. */
export function observed<K extends ObservationKind>(
  { observations, about }: EvidenceIndex,
  kind: K,
  refs: Iterable<string>,
): Extract<Observation, { kind: K }>[] {
  const positions = new Set<number>();
  for (const ref of refs) {
    if (!Object.hasOwn(about, ref)) continue;
    for (const position of about[ref]) {
      if (observations[position].kind === kind) positions.add(position);
    }
  }
  return [...positions]
    .sort((a, b) => a - b)
    .map(
      position => observations[position] as Extract<Observation, { kind: K }>,
    );
}

/** Whether an observation is the first of its source and id. */
function isFirstOf(): (observation: Observation) => boolean {
  const seen = new Map<string, Set<string>>();
  return ({ source, id }) => {
    const ids = seen.get(source) ?? new Set<string>();
    seen.set(source, ids);
    return ids.size < ids.add(id).size;
  };
}

/** Everything an observation names. */
export function refsOf(observation: Observation): string[] {
  switch (observation.kind) {
    case 'incident': {
      const { entities, coupling } = observation;
      return coupling ? [...entities, coupling.from, coupling.to] : entities;
    }
    case 'drill':
      return observation.entities;
    case 'calls':
    case 'communication':
      return [observation.from, observation.to];
    case 'freeze':
      return observation.scope;
    case 'schedule':
      return observation.target === undefined
        ? [observation.entity]
        : [observation.entity, observation.target];
    case 'ownership-confirmed':
      return [observation.entity, observation.by];
    default:
      return [observation.entity];
  }
}
