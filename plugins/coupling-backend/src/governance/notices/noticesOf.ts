import { SEVERITIES, type Severity } from '@posiwid/coupling-engine';
import { occurrencesOf } from './occurrences';
import {
  NOTICE_KINDS,
  type Counts,
  type Notice,
  type NoticeInput,
  type NoticeKind,
} from './types';

class Tally {
  private readonly news = none();
  private readonly now = none();
  private worst: Severity | undefined;

  add(kind: NoticeKind, severity: Severity, isNews: boolean): void {
    this.now[kind] += 1;
    if (!isNews) return;
    this.news[kind] += 1;
    if (this.worst === undefined || rankOf(severity) < rankOf(this.worst)) {
      this.worst = severity;
    }
  }

  noticeTo(team: string): Notice | undefined {
    const { news, now, worst } = this;
    return worst && { team, news, severity: worst, now };
  }
}

/**
 * What each team has to be told: the news since it was last told, with how all of it stands now. A pure function, so that a run that
 * died half way is done again with the same outcome. One pass over the findings.
 *
 * A finding is told to the living teams named in it, and to nobody when there is none. Of a group and a group below it only the upper
 * one is told: its notices reach the members of both.
 *
 * @returns by team, those without news left out
 */
export function noticesOf(input: NoticeInput): Notice[] {
  const { findings, told, isTeam, above } = input;
  const tallies = new Map<string, Tally>();
  const tallyOf = (team: string) => {
    const tally = tallies.get(team) ?? new Tally();
    tallies.set(team, tally);
    return tally;
  };
  for (const finding of findings) {
    const { severity } = finding.record.finding;
    const named = topmost(finding.teams.filter(isTeam), above);
    for (const { kind, isNews, team } of occurrencesOf(finding, input)) {
      const to = team === undefined ? named : [team].filter(isTeam);
      for (const each of to) {
        const mark = told.teams[each] ?? told.everybody;
        tallyOf(each).add(kind, severity, isNews(mark));
      }
    }
  }
  return [...tallies]
    .flatMap(([team, tally]) => tally.noticeTo(team) ?? [])
    .sort((a, b) => (a.team < b.team ? -1 : 1));
}

/** Those of some teams that are not below another one of them. */
export function topmost(
  teams: readonly string[],
  above: (team: string) => readonly string[],
): string[] {
  const named = new Set(teams);
  return [...named].filter(
    // In a loop of groups each is above the other; then both are told.
    team =>
      !above(team).some(
        group =>
          group !== team && named.has(group) && !above(group).includes(team),
      ),
  );
}

function none(): Counts {
  return Object.fromEntries(NOTICE_KINDS.map(kind => [kind, 0])) as Counts;
}

function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
