/** One row of the scorecards: what is stated, what it does, and its promises by verdict, as one reader may see them. */
import { clean, nameOfRef } from '../../model/words';
import { countsAsTeam } from '../../model/owners';
import { clausesOf, sentenceOf, type Telling } from '../../purpose/sentence';
import {
  VERDICTS,
  type JudgedClaim,
  type StatedPurpose,
} from '../../purpose/types';
import type { ScorecardRow, VerdictCounts } from './types';
import type { EntitySummary, TeamRef } from '../types';
import { compareText } from '../../model/text';
import { NO_TEAM, type Viewer } from '../viewer';

const MAX_INDICTED = 5;
/** A purpose is a sentence; what is longer is cut. */
export const MAX_PURPOSE = 1000;

export function rowOf(viewer: Viewer, stated: StatedPurpose): ScorecardRow {
  const { ref, kind, claims } = stated;
  const verdicts = countVerdicts(claims);
  const worst = VERDICTS.find(verdict => verdicts[verdict] > 0);
  return {
    ref,
    kind,
    title: titleOf(viewer, stated),
    teams: teamsOf(viewer, stated),
    ...(stated.stated === undefined
      ? {}
      : { stated: clean(stated.stated, MAX_PURPOSE) }),
    does: doesOf(viewer, stated),
    verdicts,
    ...(worst ? { worst } : {}),
    indicted: indictedOf(viewer, claims),
  };
}

/** What nothing of which is hidden from the reader. */
export function mayRead(
  viewer: Viewer,
  { names, indicts }: JudgedClaim,
): boolean {
  return (
    names.every(entity => viewer.canSee(entity)) &&
    (indicts?.way ?? []).every(entity => viewer.canSee(entity))
  );
}

/** What a claim has to say of its subject, to this reader. */
export function told(viewer: Viewer, claim: JudgedClaim): Telling {
  return mayRead(viewer, claim) ? claim : { observations: 0 };
}

/** Most contradicted first, then most in doubt, then by title. */
export function byVerdict(a: ScorecardRow, b: ScorecardRow): number {
  for (const verdict of VERDICTS) {
    if (verdict === 'kept') break;
    const difference = b.verdicts[verdict] - a.verdicts[verdict];
    if (difference !== 0) return difference;
  }
  return compareText(a.title, b.title) || compareText(a.ref, b.ref);
}

export function countVerdicts(
  claims: readonly Pick<JudgedClaim, 'verdict'>[],
): VerdictCounts {
  const counts = { contradicted: 0, expired: 0, unproven: 0, kept: 0 };
  for (const { verdict } of claims) counts[verdict] += 1;
  return counts;
}

export function addVerdicts(rows: readonly ScorecardRow[]): VerdictCounts {
  const sum = countVerdicts([]);
  for (const { verdicts } of rows) {
    for (const verdict of VERDICTS) sum[verdict] += verdicts[verdict];
  }
  return sum;
}

export function titleOf(
  { analysis }: Viewer,
  { kind, at, ref }: Pick<StatedPurpose, 'kind' | 'at' | 'ref'>,
): string {
  return clean(subjectOf(analysis.model, { kind, at }).title ?? nameOfRef(ref));
}

/** True for what one of the teams owns; `none` takes what nobody living owns. No teams: true for all. */
export function belongsTo(
  { analysis: { model } }: Viewer,
  stated: Pick<StatedPurpose, 'kind' | 'at'>,
  teams?: ReadonlySet<string>,
): boolean {
  if (!teams) return true;
  const { owners } = subjectOf(model, stated);
  return (
    owners.some(owner => teams.has(model.teams[owner].ref)) ||
    (teams.has(NO_TEAM) && !owners.some(owner => countsAsTeam(model, owner)))
  );
}

export function teamsOf(
  viewer: Viewer,
  stated: Pick<StatedPurpose, 'kind' | 'at'>,
): TeamRef[] {
  return subjectOf(viewer.analysis.model, stated).owners.map(owner =>
    viewer.team(owner),
  );
}

function subjectOf(
  { entities, systems, domains }: Viewer['analysis']['model'],
  { kind, at }: Pick<StatedPurpose, 'kind' | 'at'>,
) {
  return { entity: entities, system: systems, domain: domains }[kind][at];
}

/** The sentence without the clauses that name what the reader may not see. */
function doesOf(viewer: Viewer, stated: StatedPurpose): string {
  const { claims, does } = stated;
  if (claims.every(claim => mayRead(viewer, claim))) return does;
  const shown = claims.map(claim => told(viewer, claim));
  return sentenceOf(titleOf(viewer, stated), clausesOf(shown), claims);
}

/** What contradicted promises come down to, the most often named first. */
function indictedOf(
  viewer: Viewer,
  claims: readonly JudgedClaim[],
): EntitySummary[] {
  const times = new Map<number, number>();
  for (const { verdict, indicts } of claims) {
    const culprit = indicts?.way[indicts.way.length - 1];
    if (verdict !== 'contradicted' || culprit === undefined) continue;
    if (!viewer.canSee(culprit)) continue;
    times.set(culprit, (times.get(culprit) ?? 0) + 1);
  }
  return [...times]
    .sort(([a, m], [b, n]) => n - m || viewer.lens.byRef(a, b))
    .slice(0, MAX_INDICTED)
    .map(([entity]) => viewer.summary(entity));
}
