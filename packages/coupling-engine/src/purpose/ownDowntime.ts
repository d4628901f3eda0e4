/**
 * How often an entity was down by itself in the last twelve months, from incidents: those that come down to it, without the time
 * in which something it falls with was down too. For a fault tree, which adds what the entity needs itself.
 *
 * The figure is time down over time watched. How sure it is: the exact interval of a Poisson count over the number of times it
 * went down, each taken as long as their mean; it says nothing about how much lengths vary. Of an entity that was never down only
 * a ceiling is known: the count that would have shown with 95 % (about 3, the rule of three), each as long as the mean of all
 * incidents on record. Going from no incident to a short one may therefore give a smaller figure: a ceiling became an estimate.
 *
 * Sources: F. Garwood, "Fiducial Limits for the Poisson Distribution", Biometrika 28, 1936; J. A. Hanley, A. Lippman-Hand, "If
 * Nothing Goes Wrong, Is Everything All Right?", JAMA 249(13), 1983.
 * Cost: the incidents once; then by entity its own incidents, and a fixpoint of failure for each cause that was down with it.
 */
import { append } from '../model/collect';
import { count, number } from '../model/words';
import { positionsByRef } from '../model/positions';
import type { Model } from '../model/types';
import type { Structure } from '../structure/types';
import type { History, PastIncident } from './history';
import {
  commonDowntime,
  lengthOf,
  without,
  type Interval as Time,
} from './measures/downtime';
import { lastMonths, type Interval } from './pictures';
import { poissonInterval } from './statistics';
import { fallsWith } from './subject';
import { DAY_MS } from '../model/time';

const MINUTE_MS = 60_000;
/** One whole window of a promise that does not state its own; and a recorder silent for longer is taken to be gone. */
const WINDOW_MS = 90 * DAY_MS;

/** Shares of the time, 0 to 1. */
export interface OwnDowntime {
  unavailability: number;
  /** 95 %. */
  interval: Interval;
  /** It was never down: `unavailability` is the most that this record leaves open. */
  isCeiling: boolean;
  /** `3 incidents, 162 min in 365 days`. */
  detail: string;
}

interface Attributed {
  incident: PastIncident;
  /** Within what was watched. */
  time: Time;
}

type Input = {
  model: Model;
  structure: Pick<Structure, 'fails'>;
  purpose: { history: History };
};

/** By reference of an entity; nothing where incidents were not watched for one whole window of 90 days. */
export class OwnDowntimes {
  private readonly model: Model;
  private readonly watched: { since: number; now: number } | undefined;
  private readonly byCause: ReadonlyMap<number, readonly Attributed[]>;
  private readonly position: ReadonlyMap<string, number>;
  private readonly falls = new Map<number, ReadonlySet<number>>();
  /** Mean length of all incidents, ms; none when there was none. */
  private readonly meanLength: number | undefined;

  constructor({ model, structure, purpose: { history } }: Input) {
    this.model = model;
    this.position = positionsByRef(model);
    this.watched = watchedIn(history);
    const attributed = this.watched
      ? attributedIn(history.incidents, this.watched)
      : [];
    this.byCause = byCause(attributed, model, structure);
    this.meanLength = meanOf(attributed.map(({ time }) => time));
  }

  get(ref: string): OwnDowntime | undefined {
    const entity = this.position.get(ref);
    if (entity === undefined || !this.watched) return undefined;
    const watchedFor = this.watched.now - this.watched.since;
    const own = this.byCause.get(entity) ?? [];
    const times = commonDowntime(own.map(({ time }) => time));
    const other = commonDowntime(this.fellsIt(entity, times));
    const left = times
      .map(time => lengthOf(without([time], other)))
      .filter(length => length > 0);
    return left.length > 0
      ? estimate(left, watchedFor)
      : ceiling(this.meanLength, watchedFor);
  }

  /** When something that it falls with, and that does not fall with it, was down at these times. */
  private fellsIt(entity: number, times: readonly Time[]): Time[] {
    if (times.length === 0) return [];
    const first = times[0][0];
    const last = times[times.length - 1][1];
    return [...this.byCause].flatMap(([cause, attributed]) => {
      const together = attributed
        .map(({ time }) => time)
        .filter(([from, to]) => from < last && to > first);
      const explains =
        cause !== entity &&
        together.length > 0 &&
        this.fallsWith(cause).has(entity) &&
        !this.fallsWith(entity).has(cause);
      return explains ? together : [];
    });
  }

  private fallsWith(entity: number): ReadonlySet<number> {
    let falls = this.falls.get(entity);
    if (!falls) {
      falls = fallsWith(this.model, [entity]);
      this.falls.set(entity, falls);
    }
    return falls;
  }
}

function watchedIn({ now, watched }: History): OwnDowntimes['watched'] {
  if (!watched.incident) return undefined;
  const { first, last } = watched.incident;
  const since = Math.max(first, lastMonths(now)[0].from);
  const isWhole = now - since >= WINDOW_MS;
  return isWhole && last >= now - WINDOW_MS ? { since, now } : undefined;
}

function attributedIn(
  incidents: readonly PastIncident[],
  { since, now }: { since: number; now: number },
): Attributed[] {
  return incidents
    .map((incident): Attributed => {
      const { from, to } = incident;
      return { incident, time: [Math.max(from, since), Math.min(to, now)] };
    })
    .filter(({ time: [from, to] }) => to > from);
}

/**
 * Each incident under the one entity it comes down to: of several that would explain it, the one that would explain most time of
 * all incidents, then the one that fells least.
 */
function byCause(
  attributed: readonly Attributed[],
  { entities }: Model,
  { fails }: Pick<Structure, 'fails'>,
): Map<number, Attributed[]> {
  const explains = new Map<number, number>();
  for (const { incident, time } of attributed) {
    for (const cause of incident.causes) {
      explains.set(cause, (explains.get(cause) ?? 0) + lengthOf([time]));
    }
  }
  const found = new Map<number, Attributed[]>();
  for (const one of attributed) {
    const [cause] = [...one.incident.causes].sort(
      (a, b) =>
        explains.get(b)! - explains.get(a)! ||
        fails[a] - fails[b] ||
        (entities[a].ref < entities[b].ref ? -1 : 1),
    );
    if (cause === undefined) continue;
    append(found, cause, one);
  }
  return found;
}

function estimate(lengths: readonly number[], watchedFor: number): OwnDowntime {
  const down = lengths.reduce((sum, length) => sum + length, 0);
  const perIncident = down / lengths.length / watchedFor;
  const { low, high } = poissonInterval(lengths.length);
  const minutes = number(Math.max(1, Math.round(down / MINUTE_MS)));
  return {
    unavailability: Math.min(1, down / watchedFor),
    interval: {
      low: Math.min(1, low * perIncident),
      high: Math.min(1, high * perIncident),
    },
    isCeiling: false,
    detail: `${count(lengths.length, 'incident')}, ${minutes} min in ${days(
      watchedFor,
    )}`,
  };
}

function ceiling(
  meanLength: number | undefined,
  watchedFor: number,
): OwnDowntime | undefined {
  if (meanLength === undefined) return undefined;
  const { high } = poissonInterval(0);
  const unavailability = Math.min(1, (high * meanLength) / watchedFor);
  return {
    unavailability,
    interval: { low: 0, high: unavailability },
    isCeiling: true,
    detail: `no incident in ${days(
      watchedFor,
    )}; the most that this leaves open, with incidents as long as the mean of all on record`,
  };
}

function meanOf(times: readonly Time[]): number | undefined {
  return times.length === 0
    ? undefined
    : times.reduce((sum, time) => sum + lengthOf([time]), 0) / times.length;
}

function days(ms: number): string {
  return count(Math.round(ms / DAY_MS), 'day');
}
