/**
 * How often a thing is down by itself: as measured, else as its team promises, else what policy takes for its kind of
 * thing. Always with its source, since every figure made of it is worth no more than that.
 */
import { layerOf } from '../model/layers';
import type { Lens } from '../lens/lens';
import type { Policy } from '../policy/policy';
import type { RiskEvent } from '../failure/types';
import { promisedAvailability } from './promise';

export interface OwnUnavailability {
  /** Chance of being down, 0 to 1. */
  unavailability: number;
  source: 'evidence' | 'claim' | 'policy';
  /** Where the figure comes from and what is wrong with it, in a sentence without its end. */
  detail: string;
  /** Of what was measured: 95 %. */
  interval?: { low: number; high: number };
}

/** What was measured of an entity. */
export interface MeasuredUnavailability
  extends Omit<OwnUnavailability, 'source'> {
  /** Nothing happened: the value is the most that the record leaves open, not an estimate. */
  isCeiling?: boolean;
}

/** By ref. */
export interface AvailabilityEvidence {
  get(ref: string): MeasuredUnavailability | undefined;
}

type Kind = Exclude<keyof Policy['availability'], 'betaLow' | 'betaHigh'>;

const KIND_OF_LAYER: Readonly<Record<string, Kind>> = {
  data: 'datastore',
  messaging: 'datastore',
  network: 'network',
  DNS: 'network',
  facility: 'domain',
  image: 'change',
  library: 'change',
};

const WORDS: Readonly<Record<Kind, string>> = {
  service: 'a service',
  datastore: 'what keeps state',
  network: 'networks',
  domain: 'a failure domain',
  change: 'a channel of change',
  other: 'what is of no known kind',
};

/**
 * An estimate from evidence comes before a promise, and that before policy. A ceiling contradicts neither, and counts where it is
 * below what they say.
 *
 * @param evidence - what was measured, by ref
 * @param isCopy - of an entity in several places: what is measured or promised of it is of all its copies together
 */
export function ownUnavailability(
  lens: Lens,
  event: RiskEvent,
  {
    evidence,
    isCopy,
  }: { evidence?: AvailabilityEvidence; isCopy?: boolean } = {},
): OwnUnavailability {
  const { entities } = lens.context.model;
  if (event.entity === undefined || event.kind !== 'entity' || isCopy) {
    return byPolicy(lens, kindOfEvent(lens, event));
  }
  const measured = evidence?.get(entities[event.entity].ref);
  const stated = byStatement(lens, event, event.entity);
  if (!measured) return stated;
  const { isCeiling, ...of } = measured;
  return isCeiling && of.unavailability >= stated.unavailability
    ? stated
    : { ...of, source: 'evidence' };
}

/** As its team promises, else as policy takes it. */
function byStatement(
  lens: Lens,
  event: RiskEvent,
  entity: number,
): OwnUnavailability {
  const promise = promisedAvailability(
    lens.context.model.entities[entity].facts.claims,
  );
  if (promise) {
    return {
      unavailability: Number((1 - promise.availability).toPrecision(12)),
      source: 'claim',
      detail: `its team promises "${promise.text}"; a promise holds what the thing depends on as well, so its own part may be smaller`,
    };
  }
  if (isProvided(lens, entity)) {
    return {
      unavailability: 0,
      source: 'policy',
      detail:
        'an API is down when its providers are, and has no part of its own',
    };
  }
  return byPolicy(lens, kindOfEvent(lens, event));
}

function kindOfEvent(lens: Lens, { kind, entity }: RiskEvent): Kind {
  if (kind === 'domain') return 'domain';
  if (kind !== 'entity') return 'change';
  if (entity === undefined) return 'other';
  const known = KIND_OF_LAYER[layerOf(lens.entity(entity))];
  if (known) return known;
  return lens.context.model.entities[entity].kind === 'resource' &&
    layerOf(lens.entity(entity)) === 'service'
    ? 'other'
    : 'service';
}

function isProvided(lens: Lens, entity: number): boolean {
  return (
    lens.context.model.entities[entity].kind === 'api' &&
    lens.needs(entity).length > 0
  );
}

function byPolicy(lens: Lens, kind: Kind): OwnUnavailability {
  const share = lens.context.policy.availability[kind];
  return {
    // Decimal digits of the share, not the rounding of its binary form.
    unavailability: Number((1 - share).toPrecision(12)),
    source: 'policy',
    detail: `nothing is stated; policy takes ${Number(
      (100 * share).toPrecision(12),
    )} % for ${WORDS[kind]}`,
  };
}
