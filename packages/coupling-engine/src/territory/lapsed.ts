/** Evidence that was there once and is too old to count: drills, confirmed ownership, and sources that fell silent. */
import type { Observation, ObservationKind } from '../evidence';
import { PolicyOfEntities } from '../model/domainPolicy';
import { compareText } from '../model/text';
import type { Model } from '../model/types';
import type { Policy } from '../policy/policy';
import type { Declarations } from './declared';
import { timeReader } from './times';
import type { LapsedConfirmation, LastDrill, Silence } from './types';
import { DAY_MS } from '../model/time';

/** A source that speaks once a season has not fallen silent after one: it is as much longer than ever before. */
const LONGER_THAN_EVER = 2;
/** Fewer observations make no rhythm. */
const MIN_SPOKEN = 3;
/** Kinds that come when somebody does something by hand, not by a rhythm. */
const BY_HAND = new Set<ObservationKind>([
  'drill',
  'ownership-confirmed',
  'freeze',
]);

export interface LapsedInput {
  model: Model;
  policy: Policy;
  declarations: Declarations;
  /** By time. */
  observations: readonly Observation[];
  now: number;
}

/** The last drill of each entity, as stated or as observed; by entity. */
export function lastDrills(input: LapsedInput): LastDrill[] {
  const latest = new Map<number, LastDrill>();
  const note = (found: LastDrill) => {
    const known = latest.get(found.entity);
    if (!known || known.at < found.at) latest.set(found.entity, found);
  };
  input.model.entities.forEach(({ facts }, entity) => {
    if (facts.drilled)
      note({ entity, source: 'posiwid.dev/drilled', ...facts.drilled });
  });
  for (const observation of input.observations) {
    if (observation.kind !== 'drill') continue;
    const { at, outcome, source } = observation;
    for (const ref of observation.entities) {
      const entity = input.declarations.positionOf(ref);
      if (entity !== undefined) note({ entity, at, outcome, source });
    }
  }
  return [...latest.values()].sort((a, b) => a.entity - b.entity);
}

/** Those that are older than the policy counts. */
export function lapsedDrills(
  drills: readonly LastDrill[],
  { model, now, policy }: Pick<LapsedInput, 'model' | 'now' | 'policy'>,
): LastDrill[] {
  const policies = new PolicyOfEntities(model, policy);
  return drills.filter(
    ({ entity, at }) =>
      now - Date.parse(at) > policies.drillAgeDays(entity) * DAY_MS,
  );
}

/** Entities whose ownership was confirmed, and not within the policy's days; by entity. */
export function lapsedConfirmations(input: LapsedInput): LapsedConfirmation[] {
  const latest = new Map<number, LapsedConfirmation>();
  for (const observation of input.observations) {
    if (observation.kind !== 'ownership-confirmed') continue;
    const { at, source } = observation;
    const entity = input.declarations.positionOf(observation.entity);
    if (entity !== undefined) latest.set(entity, { entity, at, source });
  }
  return older(latest, input, input.policy.territory.ownershipDays);
}

interface Voice extends Omit<Silence, 'entities'> {
  longest: number;
  lastMs: number;
}

/** Sources that said nothing of a kind for the policy's days, and twice as long as they ever paused; by kind and source. */
export function silencesOf(input: LapsedInput): Silence[] {
  const { silentDays } = input.policy.territory;
  const silent = voicesIn(input.observations).filter(
    ({ lastMs, observations, longest }) => {
      const silence = input.now - lastMs;
      return (
        observations >= MIN_SPOKEN &&
        silence > silentDays * DAY_MS &&
        silence > LONGER_THAN_EVER * longest
      );
    },
  );
  return silent
    .map(({ longest, lastMs, ...voice }) => ({
      ...voice,
      entities: entitiesOf(voice, input),
    }))
    .sort(
      (a, b) => compareText(a.kind, b.kind) || compareText(a.source, b.source),
    );
}

function voicesIn(observations: readonly Observation[]): Voice[] {
  const voices = new Map<ObservationKind, Map<string, Voice>>();
  const timeOf = timeReader();
  for (const { source, kind, at } of observations) {
    if (BY_HAND.has(kind)) continue;
    let ofKind = voices.get(kind);
    if (!ofKind) voices.set(kind, (ofKind = new Map<string, Voice>()));
    const time = timeOf(at);
    const voice = ofKind.get(source);
    if (!voice) {
      ofKind.set(source, {
        source,
        kind,
        last: at,
        lastMs: time,
        observations: 1,
        longest: 0,
      });
      continue;
    }
    voice.longest = Math.max(voice.longest, time - voice.lastMs);
    voice.last = at;
    voice.lastMs = time;
    voice.observations += 1;
  }
  return [...voices.values()].flatMap(ofKind => [...ofKind.values()]);
}

/** What a source spoke about, ascending. */
function entitiesOf(
  { source, kind }: Pick<Voice, 'source' | 'kind'>,
  { observations, declarations }: LapsedInput,
): number[] {
  const found = new Set<number>();
  for (const observation of observations) {
    if (observation.kind !== kind || observation.source !== source) continue;
    for (const ref of subjectsOf(observation)) {
      const entity = declarations.positionOf(ref);
      if (entity !== undefined) found.add(entity);
    }
  }
  return [...found].sort((a, b) => a - b);
}

function subjectsOf(observation: Observation): string[] {
  switch (observation.kind) {
    case 'calls':
      return [observation.from, observation.to];
    case 'incident':
      return observation.entities;
    case 'deployment':
    case 'schedule':
    case 'artifact':
      return [observation.entity];
    default:
      return [];
  }
}

function older<T extends { at: string }>(
  latest: ReadonlyMap<number, T>,
  { now }: LapsedInput,
  days: number,
): T[] {
  return [...latest.keys()]
    .sort((a, b) => a - b)
    .map(entity => latest.get(entity)!)
    .filter(({ at }) => now - Date.parse(at) > days * DAY_MS);
}
