import type { Reach, Severity, SeverityInput } from './types';
import { SEVERITIES } from './types';

/** Least score of each severity, worst first. The one table that turns a number into a word; see docs/severity.md. */
export const BANDS: readonly { severity: Severity; from: number }[] = [
  { severity: 'critical', from: 75 },
  { severity: 'high', from: 55 },
  { severity: 'medium', from: 35 },
  { severity: 'low', from: 15 },
  { severity: 'info', from: 0 },
];

/** Points for the share of the catalog that fails, by its square root: the step from 1 to 10 % weighs more than from 81 to 90 %. */
const SHARE_POINTS = 50;
/** Points for the teams that are hit: all of them at eight teams, or when every team is. */
const TEAM_POINTS = 25;
/** Failures below this number count in proportion, so that a catalog of five has no critical findings. */
const FULL_WEIGHT_AT = 8;
/** A degraded entity goes on serving, so it weighs a quarter of a failed one. */
const DEGRADED_WEIGHT = 0.25;
/** What it takes, whatever the points say, to be called critical. */
const CRITICAL_FAILS = 8;
const CRITICAL_TEAMS = 3;

/**
 * Severity of one finding with its working. Monotone: more failures, more degraded or more teams never give a lower score.
 *
 * @param input - reach as counts, extra points (may be negative), and bounds that a rule sets
 * @returns the severity, the score (0 to 100, one decimal) and the working, one line an input
 */
export function severityOf(input: SeverityInput): {
  severity: Severity;
  score: number;
  why: string[];
} {
  const why: string[] = [];
  let score = 0;
  const { reach } = input;
  if (reach && reach.ofEntities > 0) {
    const weight = reach.fails + DEGRADED_WEIGHT * reach.degrades;
    const share = weight / reach.ofEntities;
    const damping = Math.min(1, weight / FULL_WEIGHT_AT);
    const ofShare = SHARE_POINTS * Math.sqrt(Math.min(1, share)) * damping;
    const ofTeams = TEAM_POINTS * teamWeight(reach) * damping;
    score += ofShare + ofTeams;
    why.push(`${points(ofShare)}: ${howMany(reach, input.by)}`);
    why.push(
      `${points(ofTeams)}: ${reach.teams} of ${reach.ofTeams} ${
        reach.ofTeams === 1 ? 'team is' : 'teams are'
      } hit`,
    );
    if (damping < 1) {
      why.push(
        `both in proportion, as fewer than ${FULL_WEIGHT_AT} entities are reached`,
      );
    }
  }
  for (const extra of input.extra ?? []) {
    if (extra.points === 0) continue;
    score += extra.points;
    why.push(`${points(extra.points)}: ${extra.because}`);
  }
  score = Math.min(100, Math.max(0, score));

  const floor = input.floor;
  if (floor && score < lowest(floor.severity)) {
    score = lowest(floor.severity);
    why.push(`at least ${floor.severity}: ${floor.because}`);
  }
  for (const cap of caps(input)) {
    const ceiling = highest(cap.severity);
    if (score > ceiling) {
      score = ceiling;
      why.push(`at most ${cap.severity}: ${cap.because}`);
    }
  }
  score = Math.round(score * 10) / 10;
  return { severity: wordFor(score), score, why };
}

/** Position of a severity, 0 the worst: for sorting. */
export function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function howMany(reach: Reach, by: SeverityInput['by']): string {
  const { fails, degrades, ofEntities } = reach;
  const of = `${fails} of ${ofEntities} ${
    ofEntities === 1 ? 'entity' : 'entities'
  }`;
  if (by === 'change') {
    return `${of} take its changes${
      degrades > 0 ? `, and ${degrades} softly, which count a quarter` : ''
    }`;
  }
  return `${of} fail${
    degrades > 0 ? ` and ${degrades} degrade, which count a quarter` : ''
  }`;
}

/** 0 for one team, then by doublings up to eight teams, or by the share of all teams where that is more. */
function teamWeight({ teams, ofTeams }: Reach): number {
  if (teams < 2) return 0;
  const share = ofTeams > 0 ? teams / ofTeams : 0;
  return Math.min(1, Math.max(Math.log2(teams) / 3, share));
}

function caps(input: SeverityInput): { severity: Severity; because: string }[] {
  const all = input.cap ? [input.cap] : [];
  const { reach } = input;
  if (!reach) {
    all.push({
      severity: 'medium',
      because: 'no failure is behind it',
    });
  } else if (reach.fails < CRITICAL_FAILS || reach.teams < CRITICAL_TEAMS) {
    all.push({
      severity: 'high',
      because: `critical takes ${CRITICAL_FAILS} failures in ${CRITICAL_TEAMS} teams`,
    });
  }
  return all;
}

function wordFor(score: number): Severity {
  return BANDS.find(band => score >= band.from)!.severity;
}

function lowest(severity: Severity): number {
  return BANDS[rank(severity)].from;
}

function highest(severity: Severity): number {
  const position = rank(severity);
  return position === 0 ? 100 : BANDS[position - 1].from - 0.1;
}

function points(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded < 0 ? '−' : '+'}${Math.abs(rounded)}`;
}
