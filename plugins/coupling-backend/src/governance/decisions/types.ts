/**
 * What people decide about findings. Decisions are appended and never changed: what stands today is read off them
 * (standing.ts). They are no input to what is found, only to what is shown as accepted.
 */
import type { Mark } from '../../lifecycle';

/** Calendar days are `YYYY-MM-DD` and end with the day, in UTC. */
export type DecisionBody =
  /** Live with it until then, unless it gets worse. `approvedBy` names who approved, or who is asked to. */
  | { kind: 'accept'; reason: string; until: string; approvedBy?: string[] }
  /** One team, one date. */
  | { kind: 'assign'; team: string; due: string; note?: string }
  /** The chosen move, with the ticket or the decision record. */
  | {
      kind: 'plan';
      move: string;
      link?: string;
      team?: string;
      due?: string;
    }
  /** No risk, for a reason that a second person has to share. */
  | { kind: 'dispute'; reason: string }
  /** Agrees with a dispute, or with an acceptance that needs somebody else. */
  | { kind: 'second'; of: string }
  /** Somebody says that it is mended. Whether it is, the next analysis says. */
  | { kind: 'done'; note?: string }
  /** Not today. */
  | { kind: 'defer'; reason: string; until?: string }
  /** The same as another one, which is decided in its place. */
  | { kind: 'merge'; into: string; reason: string }
  /** Several risks in one: each part is followed by its own name. */
  | { kind: 'split'; parts: string[]; reason: string }
  /** Takes back an earlier decision. */
  | { kind: 'withdraw'; of: string; reason?: string }
  | { kind: 'comment'; text: string }
  /** Written by the backend alone: an acceptance, or an agreed dispute, that no longer covers the risk as it is. */
  | { kind: 'lapse'; of: string; because: string };

export type DecisionKind = DecisionBody['kind'];
export const DECISION_KINDS = [
  'accept',
  'assign',
  'plan',
  'dispute',
  'second',
  'done',
  'defer',
  'merge',
  'split',
  'withdraw',
  'comment',
  'lapse',
] as const satisfies readonly DecisionKind[];

export interface Decision {
  /** Unique; made by who decides, so that sending twice decides once. */
  id: string;
  findingId: string;
  /** 1 for the first decision about a finding, without gaps. */
  position: number;
  /** Order over all findings. */
  sequence: number;
  /** When the backend took it. ISO 8601. */
  at: string;
  /** Who: an entity reference of a user, or `system`. */
  by: string;
  body: DecisionBody;
  /** The finding as it was then. */
  seen: Mark;
  /** Time of the analysis that was known then, ISO 8601. Left out in what was stored before this was kept. */
  analysedAt?: string;
  /** An acceptance that counts only once a second person has agreed: the policy asked for it then. */
  needsSecond?: true;
  /** The review in which it was taken. */
  reviewId?: string;
}

/** Who decides when nobody does: the clock and the analysis. */
export const SYSTEM = 'system';

export const STANDING_STATES = [
  'undecided',
  'proposed',
  'accepted',
  'lapsed',
  'assigned',
  'planned',
  'overdue',
  'said-done',
  'still-found',
  'disputed',
  'not-a-risk',
  'deferred',
  'merged',
  'split',
  'retired',
  'remediated',
] as const;
export type StandingState = (typeof STANDING_STATES)[number];

/** Where one finding stands. */
export interface Standing {
  state: StandingState;
  /** Since when, ISO 8601; absent while nobody decided anything. */
  since?: string;
  /** Why it stands so, in a sentence. */
  because: string;
  /** Ids of the decisions that make it stand so. */
  decisions: string[];
  team?: string;
  due?: string;
  until?: string;
  link?: string;
  into?: string;
  /** Position of the newest decision of any kind: what the next one has to follow. */
  position: number;
}
