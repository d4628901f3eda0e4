/** What every measure is given and gives back, and the few words they share. */
import type {
  Deployment,
  EvidenceIndex,
  Incident,
  Observation,
  ObservationKind,
} from '../../evidence';
import { observed } from '../../evidence';
import { clean } from '../../findings/words';
import type { Model } from '../../model/types';
import type { Policy } from '../../policy';
import type { Structure } from '../../structure/types';
import type { MeasureId, PurposeClaim } from '../claims';
import type { Losses } from '../losses';
import { commonCause } from '../commonCause';
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
  /** Milliseconds since 1970: the time of the analysis, or of the newest observation. */
  now: number;
}

/** One way to hold a claim against evidence. One file a measure; a new one is a file here and a line in index.ts. */
export interface Measure {
  id: MeasureId;
  reads: readonly ObservationKind[];
  evaluate(context: MeasureContext): Judgement;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Days a claim is about when it does not say. */
export const DEFAULT_DAYS = 90;
/** A recorder that said nothing for so long is taken to be gone; a shorter silence is good news. */
const FRESH_DAYS = 90;
/** Evidence older than this is history. */
export const LOOK_BACK_DAYS = 365;

export function judgement(
  verdict: Verdict,
  working: string[],
  evidence: readonly Observation[] = [],
  more: Pick<Judgement, 'value' | 'indicts' | 'does'> = {},
): Judgement {
  return {
    verdict,
    working,
    evidence: evidence
      .slice(-MAX_CITED)
      .map(({ source, id }) => ({ source, id })),
    observations: evidence.length,
    ...Object.fromEntries(
      Object.entries(more).filter(([, value]) => value !== undefined),
    ),
  };
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
  if (!watched) return judgement('unproven', [`No ${kind} was ever observed`]);
  const fresh = Math.max(days, FRESH_DAYS);
  if (watched.last < context.now - fresh * DAY_MS) {
    return judgement('expired', [
      `The newest ${kind} observed is of ${day(
        watched.last,
      )}, older than ${plain(fresh)} days`,
    ]);
  }
  if (watched.from > context.now - days * DAY_MS) {
    return judgement('unproven', [
      `Every ${kind} observed is newer than ${day(
        watched.from,
      )}, which does not cover ${plain(days)} days`,
    ]);
  }
  return undefined;
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
export function delivers({ subject, model }: MeasureContext): number[] {
  const found = subject.members.filter(member =>
    model.entities[member].facts.supports?.includes('deployment'),
  );
  const needs = (member: number) =>
    found.filter(other => wayDown(model, [member], other).length > 1).length;
  return found.sort((a, b) => needs(b) - needs(a) || a - b);
}

/** The coupling behind incidents: from a member of the subject down to what explains them. */
export function indictedBy(
  { model, subject }: MeasureContext,
  incidents: readonly Incident[],
  weights: readonly number[],
): { indicts: Indicted; explains: number } | undefined {
  const cause = commonCause(model, subject.members, incidents, weights);
  if (!cause) return undefined;
  const hit = new Set(cause.explains.flatMap(i => incidents[i].entities));
  const starts = subject.members.filter(member =>
    hit.has(model.entities[member].ref),
  );
  const way = wayDown(
    model,
    starts.length > 0 ? starts : subject.members,
    cause.entity,
  );
  const others = model.entities.flatMap(({ ref }, at) =>
    hit.has(ref) && !way.includes(at) ? [at] : [],
  );
  return {
    indicts: { way, by: 'failure', others },
    explains: cause.explains.length,
  };
}

export function nameAt(model: Model, position: number): string {
  return clean(model.entities[position].name);
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
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return `${Math.round(minutes / 6) / 10} hours`;
}
