/**
 * What happened in the last twelve months, by position of entities: small enough to keep with an analysis, and enough to say
 * what emerges from any set of entities. Plain data and typed arrays, by time.
 */
import {
  refsOf,
  type Calls,
  type Drill,
  type Deployment,
  type EvidenceIndex,
  type Incident,
  type ObservationKind,
} from '../evidence';
import type { IncidentCauses } from './incidentCauses';
import { lastMonths } from './pictures';
import type { ModelIndex } from './modelIndex';
import { DAY_MS } from '../model/time';

/** Causes that are kept an incident. */
const MAX_CAUSES = 10;
/** Days of calls that say how a coupling is used today. */
const CALL_DAYS = 90;

/** One incident that names something of the catalog. Times in milliseconds since 1970. */
export interface PastIncident {
  from: number;
  /** The time of the analysis while it lasts. */
  to: number;
  lasts: boolean;
  /** When what set it off was gone, where that is known. */
  triggerGone?: number;
  /** Positions of what it names, ascending. */
  entities: number[];
  /** References of systems and domains that it names. */
  groups: string[];
  /** How many references it names, those included that the catalog does not have. */
  named: number;
  /** Entities whose failure alone would fell all that is named, those that fell least first; see incidentCauses.ts. */
  causes: number[];
}

/** Columns of one deployment each. */
export interface PastDeployments {
  entity: Uint32Array;
  /** Milliseconds since 1970. */
  at: Float64Array;
  /** 0 succeeded, 1 failed or rolled back. */
  failed: Uint8Array;
}

/** All calls seen between two entities in the last 90 days. */
export interface PastCalls {
  from: number;
  to: number;
  requests: number;
  errors: number;
  retries: number;
}

export interface History {
  /** Milliseconds since 1970: the time of the analysis, or of the newest observation. */
  now: number;
  /** First and last time of each kind that was ever observed. */
  watched: Partial<Record<ObservationKind, { first: number; last: number }>>;
  /** By start. */
  incidents: PastIncident[];
  deployments: PastDeployments;
  /** By position of `from`, then of `to`. */
  calls: PastCalls[];
  /** Entities of which one version was seen to reach one environment after another, ascending. */
  staged: number[];
  /** What drills that passed induced, in lower case, by the entities they were held on. */
  drilled: { entities: number[]; induced: string }[];
}

/** Adds up calls by pair. */
class CallSums {
  private readonly sums = new Map<string, PastCalls>();

  add(seen: Calls, position: ReadonlyMap<string, number>): void {
    const from = position.get(seen.from);
    const to = position.get(seen.to);
    if (from === undefined || to === undefined) return;
    const key = `${from} ${to}`;
    const sum = this.sums.get(key) ?? {
      from,
      to,
      requests: 0,
      errors: 0,
      retries: 0,
    };
    this.sums.set(key, sum);
    sum.requests += seen.requests;
    sum.errors += seen.errors ?? 0;
    sum.retries += seen.retries ?? 0;
  }

  list(): PastCalls[] {
    return [...this.sums.values()].sort(
      (a, b) => a.from - b.from || a.to - b.to,
    );
  }
}

export function historyOf(
  { observations, span }: EvidenceIndex,
  index: ModelIndex,
  causes: IncidentCauses,
  now: number,
): History {
  const start = lastMonths(now)[0].from;
  const { position } = index;
  const incidents: PastIncident[] = [];
  const deployments: { entity: number; seen: Deployment }[] = [];
  const calls = new CallSums();
  const drilled: History['drilled'] = [];
  const positionsOf = (refs: readonly string[]) =>
    refs.flatMap(ref => position.get(ref) ?? []).sort((a, b) => a - b);
  for (const seen of observations) {
    switch (seen.kind) {
      case 'incident': {
        const past = pastIncident(seen, positionsOf(seen.entities), now);
        if (past.to >= start && past.from <= now) {
          const { all } = causes.of(past.entities);
          incidents.push({ ...past, causes: all.slice(0, MAX_CAUSES) });
        }
        break;
      }
      case 'deployment': {
        const entity = position.get(seen.entity);
        const at = Date.parse(seen.at);
        if (entity !== undefined && at >= start && at <= now) {
          deployments.push({ entity, seen });
        }
        break;
      }
      case 'calls':
        if (Date.parse(seen.windowEnd) >= now - CALL_DAYS * DAY_MS) {
          calls.add(seen, position);
        }
        break;
      case 'drill':
        if (passedIn(seen, start, now)) {
          const entities = positionsOf(refsOf(seen));
          drilled.push({ entities, induced: seen.induced.toLowerCase() });
        }
        break;
      default:
    }
  }
  return {
    now,
    watched: Object.fromEntries(
      Object.entries(span).map(([kind, { first, last }]) => [
        kind,
        { first: Date.parse(first), last: Date.parse(last) },
      ]),
    ),
    incidents: incidents.sort((a, b) => a.from - b.from || a.to - b.to),
    deployments: {
      entity: Uint32Array.from(deployments, ({ entity }) => entity),
      at: Float64Array.from(deployments, ({ seen }) => Date.parse(seen.at)),
      failed: Uint8Array.from(deployments, ({ seen }) =>
        seen.outcome === 'succeeded' ? 0 : 1,
      ),
    },
    calls: calls.list(),
    staged: stagedIn(deployments),
    drilled,
  };
}

/** Nothing was observed. */
export function noHistory(): History {
  return {
    now: 0,
    watched: {},
    incidents: [],
    deployments: {
      entity: new Uint32Array(),
      at: new Float64Array(),
      failed: new Uint8Array(),
    },
    calls: [],
    staged: [],
    drilled: [],
  };
}

function pastIncident(
  seen: Incident,
  entities: number[],
  now: number,
): Omit<PastIncident, 'causes'> {
  const { startedAt, resolvedAt, triggerRemovedAt } = seen;
  return {
    from: Date.parse(startedAt),
    to: resolvedAt === undefined ? now : Math.min(now, Date.parse(resolvedAt)),
    lasts: resolvedAt === undefined || Date.parse(resolvedAt) > now,
    ...(triggerRemovedAt === undefined
      ? {}
      : { triggerGone: Date.parse(triggerRemovedAt) }),
    entities,
    groups: seen.entities.filter(ref => /^(system|domain):/.test(ref)),
    named: seen.entities.length,
  };
}

function passedIn({ at, outcome }: Drill, start: number, now: number): boolean {
  const time = Date.parse(at);
  return outcome === 'passed' && time >= start && time <= now;
}

/** Entities of which one version was deployed in two environments or more, not at one moment. */
function stagedIn(
  deployments: readonly { entity: number; seen: Deployment }[],
): number[] {
  const first = new Map<string, Deployment>();
  const staged = new Set<number>();
  for (const { entity, seen } of deployments) {
    if (!seen.version || !seen.environment) continue;
    const key = JSON.stringify([entity, seen.version]);
    const known = first.get(key);
    if (!known) first.set(key, seen);
    else if (known.environment !== seen.environment && known.at !== seen.at) {
      staged.add(entity);
    }
  }
  return [...staged].sort((a, b) => a - b);
}
