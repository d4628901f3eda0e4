/** What every measure is given and gives back, and the few words they share. */
import type {
  Calls,
  Deployment,
  EvidenceIndex,
  Incident,
  Observation,
  ObservationKind,
  ObservationRef,
} from '../../evidence';
import { observed, refsOf } from '../../evidence';
import type { RedundancyClaim } from '../../failure/types';
import type { Grade, Model } from '../../model/types';
import type { Policy } from '../../policy/policy';
import type { Structure } from '../../structure/types';
import type { ClaimGrammar, PurposeClaim } from '../claims';
import { commonCause } from '../commonCause';
import type { PastCalls } from '../history';
import type { IncidentCauses } from '../incidentCauses';
import type { Losses } from '../losses';
import type { ModelIndex } from '../modelIndex';
import { noData } from '../pictures';
import type { Subject } from '../subject';
import { wayDown } from '../subject';
import type { Indicted, Judgement, LockStep, Verdict } from '../types';
import { MAX_CITED } from '../types';

export interface MeasureContext {
  claim: PurposeClaim;
  subject: Subject;
  model: Model;
  structure: Structure;
  policy: Policy;
  evidence: EvidenceIndex;
  lockSteps: readonly LockStep[];
  losses: Losses;
  causes: IncidentCauses;
  index: ModelIndex;
  /** Calls of the last 90 days, by the entity that calls. */
  calls: ReadonlyMap<number, readonly PastCalls[]>;
  /** The newest observations of calls that these entities make, at most a hundred. */
  callsOf(entities: ReadonlySet<number>): Calls[];
  /** Claims of redundancy with what defeats them. */
  audits: readonly RedundancyClaim[];
  /** Milliseconds since 1970: the time of the analysis, or of the newest observation. */
  now: number;
  /** An entity as it may stand in a sentence. Whoever may not see it will not be shown that sentence. */
  name(entity: number): string;
}

/** One way to hold a claim against evidence. One file a measure; a new one is a file here and a line in index.ts. */
export interface Measure {
  id: string;
  reads: readonly ObservationKind[];
  /** How a claim of it is written, for measures that the engine does not come with. */
  grammar?: ClaimGrammar;
  /** The claim in words people use: `Back within 1 hour`. */
  title(claim: PurposeClaim): string;
  /** What would settle a claim that is unproven or expired. */
  settledBy(claim: PurposeClaim): Settlement;
  evaluate(context: MeasureContext): Judgement;
}

/** A move that gains knowledge and changes nothing else. */
export interface Settlement {
  kind: string;
  text: string;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Days a claim is about when it does not say. */
export const DEFAULT_DAYS = 90;
/** A recorder that said nothing for so long is taken to be gone; a shorter silence is good news. */
const FRESH_DAYS = 90;
/** Evidence older than this is history. */
export const LOOK_BACK_DAYS = 365;

/** What a measure says beside its verdict and its working. */
export type Said = Pick<Judgement, 'words' | 'picture'> &
  Partial<Pick<Judgement, 'value' | 'indicts' | 'does' | 'grade'>>;

export function judgement(
  verdict: Verdict,
  working: string[],
  evidence: readonly Observation[],
  said: Said,
): Judgement {
  const newest = evidence.reduce<string | undefined>(
    (latest, { at }) => (latest === undefined || at > latest ? at : latest),
    undefined,
  );
  const grade = said.grade ?? gradeOf(evidence);
  return {
    verdict,
    working,
    evidence: evidence
      .slice(-MAX_CITED)
      .flatMap(observation =>
        told(observation).map(ref => ({ ...ref, about: refsOf(observation) })),
      )
      .slice(-MAX_CITED),
    observations: evidence.length,
    ...(newest === undefined ? {} : { newest }),
    ...(Object.fromEntries(
      Object.entries(said).filter(([, value]) => value !== undefined),
    ) as Said),
    ...(grade === undefined ? {} : { grade }),
  };
}

/** Incidents and drills test a system; anything else that was seen is seen. */
function gradeOf(evidence: readonly Observation[]): Grade | undefined {
  if (evidence.length === 0) return undefined;
  return evidence.some(({ kind }) => kind === 'incident' || kind === 'drill')
    ? 'tested'
    : 'observed';
}

/** The observations that say so: an incident may be told of by several. */
function told(observation: Observation): ObservationRef[] {
  const { source, id } = observation;
  return (
    (observation.kind === 'incident' && observation.toldBy) || [{ source, id }]
  );
}

/**
 * The part of the look-back in which somebody recorded observations of this kind: from the first of them on. Nothing happened
 * before it as far as anyone knows, so nothing before it is counted, for or against.
 */
export function watchedSince(
  { evidence, now }: MeasureContext,
  kind: ObservationKind,
): { from: number; last: number } | undefined {
  const span = evidence.span[kind];
  if (!span) return undefined;
  return {
    from: Math.max(Date.parse(span.first), now - LOOK_BACK_DAYS * DAY_MS),
    last: Date.parse(span.last),
  };
}

/**
 * Why a measure cannot speak about the last `days` days: nobody records this kind, not yet for so long, or not any more.
 */
export function tooLittle(
  context: MeasureContext,
  kind: ObservationKind,
  days: number,
): Judgement | undefined {
  const watched = watchedSince(context, kind);
  if (!watched) {
    return silent('unproven', `No ${kind} was ever observed`);
  }
  const fresh = Math.max(days, FRESH_DAYS);
  if (watched.last < context.now - fresh * DAY_MS) {
    return silent(
      'expired',
      `The newest ${kind} observed is of ${day(
        watched.last,
      )}, older than ${plain(fresh)} days`,
      `last of ${day(watched.last)}`,
    );
  }
  if (watched.from > context.now - days * DAY_MS) {
    return silent(
      'unproven',
      `Every ${kind} observed is newer than ${day(
        watched.from,
      )}, which does not cover ${plain(days)} days`,
      `recorded since ${day(watched.from)}`,
    );
  }
  return undefined;
}

/** Nothing to draw, and why. */
export function silent(
  verdict: Verdict,
  why: string,
  words = 'no data',
  said: Partial<Said> = {},
  working: string[] = [why],
): Judgement {
  return judgement(verdict, working, [], {
    words,
    picture: noData(why),
    ...said,
  });
}

/** Incidents that name the subject, or something in it, of the last `days` days. */
export function incidentsOf(
  { evidence, subject, now }: MeasureContext,
  days: number,
): Incident[] {
  return observed(evidence, 'incident', subject.refs).filter(
    incident =>
      incident.entities.some(ref => subject.refs.has(ref)) &&
      Date.parse(incident.startedAt) <= now &&
      endOf(incident, now) >= now - days * DAY_MS,
  );
}

/** When an incident ended; `now` while it lasts. */
export function endOf({ resolvedAt }: Incident, now: number): number {
  return resolvedAt === undefined ? now : Date.parse(resolvedAt);
}

/** What a subject that delivers the changes of others is judged by: all deployments; any other: its own. */
export function deploymentsOf(
  context: MeasureContext,
  days: number,
): Deployment[] {
  const { evidence, subject, now } = context;
  const refs =
    delivers(context).length > 0 ? Object.keys(evidence.about) : subject.refs;
  return observed(evidence, 'deployment', refs).filter(({ at }) => {
    const time = Date.parse(at);
    return time <= now && time > now - days * DAY_MS;
  });
}

/** Members through which others are deployed (`supports: deployment`), the one that needs most of the others first. */
export function delivers({ subject, model, index }: MeasureContext): number[] {
  const found = subject.members.filter(member => index.delivering.has(member));
  const needs = (member: number) =>
    found.filter(other => wayDown(model, [member], other).length > 1).length;
  return found.sort((a, b) => needs(b) - needs(a) || a - b);
}

/** Positions of what an incident names and the catalog has, ascending. */
export function namedBy(
  { index }: Pick<MeasureContext, 'index'>,
  { entities }: Incident,
): number[] {
  return entities
    .flatMap(ref => index.position.get(ref) ?? [])
    .sort((a, b) => a - b);
}

/** The coupling behind incidents: from a member of the subject down to what explains them. */
export function indictedBy(
  context: MeasureContext,
  incidents: readonly Incident[],
  weights: readonly number[],
): { indicts: Indicted; explains: number } | undefined {
  const { model, subject } = context;
  const named = incidents.map(incident => namedBy(context, incident));
  const cause = commonCause(context, subject.members, named, weights);
  if (!cause) return undefined;
  const hit = new Set(cause.explains.flatMap(i => named[i]));
  const starts = subject.members.filter(member => hit.has(member));
  const way = wayDown(
    model,
    starts.length > 0 ? starts : subject.members,
    cause.entity,
  );
  const others = [...hit].filter(at => !way.includes(at)).sort((a, b) => a - b);
  return {
    indicts: { way, by: 'failure', others },
    explains: cause.explains.length,
  };
}

/** `99.95 %`. */
export function share(value: number): string {
  return `${plain(value * 100)} %`;
}

/** At most three decimals, none that say nothing. */
export function plain(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** `40 minutes`, `3.5 hours`. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes > 0 && minutes % 60 === 0) {
    return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
  }
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return `${Math.round(minutes / 6) / 10} hours`;
}

/** `1 comes down`, `2 come down`. */
export function comesDown(n: number): string {
  return n === 1 ? 'comes down' : 'come down';
}
