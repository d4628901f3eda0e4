/** What of one finding is worth telling, and since when. */
import { SEVERITIES, type Severity } from '@posiwid/coupling-engine';
import { DAY_MS } from '../../day';
import { markOf } from '../../lifecycle/marks';
import type { FindingRecord } from '../../lifecycle';
import type { Decision } from '../decisions';
import { endOf, withoutWithdrawn } from '../decisions/standing';
import type { NoticeKind, NoticeMark, NoticeSubject } from './types';

/** An acceptance is spoken of so long before it runs out. */
const AHEAD_MS = 7 * DAY_MS;

/** Findings that nobody has taken on: one that is new and decided already is no news. */
const UNTAKEN: readonly string[] = [
  'undecided',
  'proposed',
  'disputed',
  'still-found',
];

export interface Occurrence {
  kind: NoticeKind;
  /** True for who was last told at the mark. */
  isNews: (told: NoticeMark) => boolean;
  /** The one team, or user, it is for; those named in the finding when left out. */
  team?: string;
}

export interface OccurrenceOptions {
  until: NoticeMark;
  minSeverity: Severity;
}

/**
 * What of a finding is worth telling at a time. Whether it is news is told by three clocks, each of which only moves on: the
 * number of a decision, the time of an analysis, and the time of the run.
 */
export function occurrencesOf(
  subject: NoticeSubject,
  { until, minSeverity }: OccurrenceOptions,
): Occurrence[] {
  const { record, standing } = subject;
  const found: Occurrence[] = [];
  const since = severeSince(record, minSeverity);
  if (since !== undefined) {
    const untaken = UNTAKEN.includes(standing.state);
    found.push({
      kind: 'new',
      isNews: told => untaken && since > told.analysedAt,
    });
  }
  const decided = occurrenceOfStanding(subject, until.at);
  const { from } = record.spells[record.spells.length - 1];
  for (const one of [...(decided ? [decided] : []), ...asked(subject)]) {
    found.push({
      ...one,
      // While it was not found nothing of it was told; now that it is back, all that stands is news.
      isNews: told => one.isNews(told) || from > told.analysedAt,
    });
  }
  return found;
}

/** One for each who is asked to agree with an acceptance. Who is named by another name than a reference cannot be told. */
function asked({ standing, decisions }: NoticeSubject): Occurrence[] {
  if (standing.state !== 'proposed') return [];
  const proposal = byId(standing.decisions[0], decisions);
  const named =
    proposal?.body.kind === 'accept' ? proposal.body.approvedBy ?? [] : [];
  const refs = named.map(name => name.trim().toLocaleLowerCase('en-US'));
  return [...new Set(refs)]
    .filter(ref => ref !== proposal!.by)
    .map(team => ({ kind: 'asked', team, isNews: isAfter(proposal!) }));
}

function occurrenceOfStanding(
  { standing, decisions }: NoticeSubject,
  at: string,
): Occurrence | undefined {
  const inForce = withoutWithdrawn(decisions);
  const { team, due, until } = standing;
  switch (standing.state) {
    case 'lapsed': {
      const isNews = lapseOf(standing.decisions, inForce, at);
      return isNews && { kind: 'lapsed', isNews };
    }
    case 'assigned':
    case 'planned': {
      const given = team && sinceItIs('team', team, inForce);
      return given
        ? { kind: 'assigned', team, isNews: isAfter(given) }
        : undefined;
    }
    case 'overdue': {
      const dated = sinceItIs('due', due!, inForce);
      return {
        kind: 'overdue',
        ...(team !== undefined && { team }),
        isNews: told =>
          endOf(due!) > told.at || (!!dated && isAfter(dated)(told)),
      };
    }
    case 'accepted': {
      // With the second person, where one had to agree.
      const accepted = byId(
        standing.decisions[standing.decisions.length - 1],
        inForce,
      );
      const end = endOf(until!);
      return accepted && end <= ahead(at)
        ? {
            kind: 'expiring',
            isNews: told => end > ahead(told.at) || isAfter(accepted)(told),
          }
        : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * Since when a finding is there without a break and at least so severe; undefined when it is not. ISO 8601.
 */
export function severeSince(
  { finding, marks = [], spells }: FindingRecord,
  minSeverity: Severity,
): string | undefined {
  const limit = SEVERITIES.indexOf(minSeverity);
  const isSevere = (severity: Severity) =>
    SEVERITIES.indexOf(severity) <= limit;
  if (!isSevere(markOf(finding).severity)) return undefined;
  const { from } = spells[spells.length - 1];
  for (let i = marks.length - 1; i > 0 && marks[i].at > from; i--) {
    // What it was before it was first marked is not known; then it counts as having been so.
    if (!isSevere(marks[i - 1].severity)) return marks[i].at;
  }
  return from;
}

/**
 * When something lapsed: by the entry that says so, or, when its day was over before that was written, by the day. One moment, so
 * that it is told once. Undefined while the entry is still to be written.
 */
function lapseOf(
  because: readonly string[],
  inForce: readonly Decision[],
  at: string,
): Occurrence['isNews'] | undefined {
  const last = byId(because[because.length - 1], inForce);
  if (!last) return undefined;
  const lapse = last.body.kind === 'lapse' ? last : undefined;
  const lapsed =
    last.body.kind === 'lapse' ? byId(last.body.of, inForce) : last;
  const covered =
    lapsed?.body.kind === 'second' ? byId(lapsed.body.of, inForce) : lapsed;
  const end =
    covered?.body.kind === 'accept' ? endOf(covered.body.until) : undefined;
  if (end !== undefined && end < (lapse?.at ?? at)) {
    return told => end > told.at;
  }
  return lapse && isAfter(lapse);
}

/** The decision since which a team, or a date, is what it is; later ones that leave it so are no news. */
function sinceItIs(
  what: 'team' | 'due',
  value: string,
  inForce: readonly Decision[],
): Decision | undefined {
  let since: Decision | undefined;
  for (const decision of inForce) {
    const { body } = decision;
    if (body.kind !== 'assign' && body.kind !== 'plan') continue;
    const said = body[what];
    if (said === undefined) continue;
    since = said === value ? since ?? decision : undefined;
  }
  return since;
}

function byId(
  id: string | undefined,
  decisions: readonly Decision[],
): Decision | undefined {
  return decisions.find(decision => decision.id === id);
}

function isAfter({ sequence }: Decision): Occurrence['isNews'] {
  return told => sequence > told.sequence;
}

function ahead(at: string): string {
  return new Date(Date.parse(at) + AHEAD_MS).toISOString();
}
