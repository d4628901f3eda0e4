/**
 * Reviews: a series of meetings, each with an agenda read off what changed since the one before, and what happened in it. All of it
 * lies in the journal: a series in the stream `series:<id>`, a meeting in `review:<id>`.
 */
import type { Category, Severity } from '@posiwid/coupling-engine';

/** Findings that a series is about, as the filters of the Risks page have them. Empty: all. */
export interface Scope {
  team?: string[];
  /** Child groups too. */
  children?: boolean;
  system?: string[];
  domain?: string[];
  category?: Category[];
}

export interface Series {
  id: string;
  name: string;
  /** RFC 5545 recurrence without its start, e.g. `FREQ=MONTHLY;BYDAY=4WE`. */
  cadence: string;
  /** First meeting, ISO 8601. */
  startsAt: string;
  /** IANA name; meetings keep their hour of the day in it. */
  timezone: string;
  /** Length of a meeting, and what one item gets of it. */
  minutes: number;
  itemMinutes: number;
  scope: Scope;
  /** References of a user, and of users and groups. */
  facilitator: string;
  participants: string[];
  /** Who may stand in for whom. */
  delegates: { for: string; by: string }[];
  /** New findings below this are counted and not put on the agenda. */
  minSeverity: Severity;
  /** How many of the highest-leverage moves are put on it. */
  moves: number;
}

/** Why something is on the agenda, what is most urgent first. */
export const AGENDA_REASONS = [
  'lapsed',
  'still-found',
  'worse',
  'regressed',
  'overdue',
  'new',
  'disputed',
  'expiring',
  'carried',
  'added',
  'move',
] as const;
export type AgendaReason = (typeof AGENDA_REASONS)[number];

export interface AgendaItem {
  /** Id of the finding, or `move:<kind>:<target>`. */
  key: string;
  reason: AgendaReason;
  /** A few words: `worse: it reaches 48 and reached 31`. */
  words: string;
  title: string;
  severity?: Severity;
  minutes: number;
  /** Of a move: ids of the findings that it would retire. What is planned about a move is planned about each of these. */
  findings?: string[];
}

export interface Agenda {
  items: AgendaItem[];
  /** How many of the items fit into the meeting. */
  fits: number;
  /** Open findings in scope that are not on it: neither new, nor worse, nor anything else. */
  leftOut: number;
  /** Of these, new ones below the severity of the series. */
  belowSeverity: number;
  /** Findings on the agenda of the meeting before, or decided about, that the analysis no longer finds. */
  remediated: { key: string; title: string }[];
  /** The same of those that the policy no longer raises: nothing says that they are mended. */
  retired: { key: string; title: string }[];
}

/** Changes by hand to an agenda before the meeting. */
export interface AgendaEdit {
  /** Ids of findings. */
  added?: string[];
  removed?: string[];
  /** Keys in the wanted order; the rest follows. */
  order?: string[];
}

export type ReviewBody =
  | { kind: 'called'; seriesId: string; number: number; plannedAt: string }
  | { kind: 'edited'; edit: AgendaEdit }
  /** From here on the agenda is these items and no others. */
  | { kind: 'started'; items: AgendaItem[]; since?: string }
  | { kind: 'went-to'; key: string }
  | { kind: 'attendance'; who: string; here: boolean; for?: string }
  | { kind: 'noted'; text: string; key?: string }
  | { kind: 'dissented'; text: string; key: string }
  | { kind: 'ended' }
  | { kind: 'called-off'; reason: string };
export type ReviewEventKind = ReviewBody['kind'];

export interface ReviewEvent {
  id: string;
  position: number;
  at: string;
  by: string;
  body: ReviewBody;
}

/** A meeting as its events tell it. */
export interface Meeting {
  state: 'called' | 'running' | 'ended' | 'called-off';
  seriesId: string;
  number: number;
  plannedAt: string;
  startedAt?: string;
  endedAt?: string;
  /** Time of the review before, up to which everything was known. */
  since?: string;
  edit: AgendaEdit;
  /** Frozen when it started; empty before. */
  items: AgendaItem[];
  current?: string;
  currentSince?: string;
  /** By who is here or is not; nobody who was not asked after. */
  attendance: { who: string; here: boolean; for?: string }[];
  notes: { at: string; by: string; text: string; key?: string }[];
  dissents: { at: string; by: string; text: string; key: string }[];
  /** Position of the newest event: what the next one has to follow. */
  position: number;
}
