/**
 * Notices in words. They hold numbers and the name of the team, and no title of a finding: a notification goes to a group, and what
 * each of its members may read in the catalog is not known here.
 */
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Severity } from '@posiwid/coupling-engine';
import { NOTICE_KINDS, type Notice, type NoticeKind } from './types';

type NotificationPayload = NotificationSendOptions['payload'];

export interface NotificationOptions {
  /** What the team is called. */
  teamTitle: string;
  /** Path of the Coupling pages in the app, e.g. `/coupling`. */
  page: string;
  minSeverity: Severity;
}

const SEVERITY = {
  critical: 'critical',
  high: 'high',
  medium: 'normal',
  low: 'low',
  info: 'low',
} as const;

/** Filters of the Risks page that show what a notice is about. */
const STANDING: Record<NoticeKind, readonly string[]> = {
  asked: ['proposed'],
  lapsed: ['lapsed'],
  overdue: ['overdue'],
  new: [],
  assigned: ['assigned', 'planned'],
  expiring: ['accepted'],
};

/** One notification of all that is new to a team. */
export function digestOf(
  notice: Notice,
  options: NotificationOptions,
): NotificationPayload {
  const kinds = NOTICE_KINDS.filter(kind => notice.news[kind] > 0);
  return {
    ...common(notice, options),
    title: titled(
      notice,
      options,
      kinds.map(kind => phrase(kind, notice.news[kind])),
    ),
    link: linkTo(notice.team, options.page),
    topic: 'coupling-digest',
    scope: `coupling:digest:${notice.team}`,
  };
}

/** One notification of each kind that is new to a team, what is most urgent first. */
export function noticesByKind(
  notice: Notice,
  options: NotificationOptions,
): NotificationPayload[] {
  return NOTICE_KINDS.filter(kind => notice.news[kind] > 0).map(kind => ({
    ...common(notice, options),
    title: titled(notice, options, [phrase(kind, notice.news[kind])]),
    link: linkTo(notice.team, options.page, kind),
    topic: `coupling-${kind}`,
    scope: `coupling:${kind}:${notice.team}`,
  }));
}

/** A user knows who is meant. */
function titled(
  { team }: Notice,
  { teamTitle }: NotificationOptions,
  phrases: readonly string[],
): string {
  const text = phrases.join(', ');
  return isUser(team) ? text : `${teamTitle}: ${text}`;
}

function common(
  { team, now, severity }: Notice,
  { minSeverity }: NotificationOptions,
): Pick<NotificationPayload, 'description' | 'severity'> {
  const waiting = `${now.asked} waiting for you to agree`;
  const ofTeam = [
    ...(now.asked > 0 ? [waiting] : []),
    `${now.new} at ${minSeverity} or worse`,
    `${now.overdue} overdue`,
    `${now.lapsed} lapsed`,
    `${now.assigned} under way`,
    `${now.expiring} about to run out`,
  ];
  const stands = isUser(team) ? [waiting] : ofTeam;
  return {
    // A newer one takes the place of an older one that nobody read: so it says how all of it stands.
    description: `As of now: ${stands.join(', ')}.`,
    severity: SEVERITY[severity],
  };
}

function phrase(kind: NoticeKind, count: number): string {
  const one = count === 1;
  switch (kind) {
    case 'asked':
      return `${count} ${
        one ? 'acceptance waits' : 'acceptances wait'
      } for you to agree`;
    case 'lapsed':
      return `${count} ${one ? 'decision' : 'decisions'} lapsed`;
    case 'overdue':
      return `${count} overdue`;
    case 'new':
      return `${count} new ${one ? 'risk' : 'risks'}`;
    case 'assigned':
      return `${count} assigned to you`;
    case 'expiring':
      return `${count} ${
        one ? 'acceptance runs' : 'acceptances run'
      } out within a week`;
    default:
      throw new Error(`No words for ${kind satisfies never}`);
  }
}

/** The Risks page of exactly that team. What it was given, or asked, need not name it. */
function linkTo(team: string, page: string, kind?: NoticeKind): string {
  if (kind === 'asked' || isUser(team))
    return `${page}/risks?standing=proposed`;
  const query = new URLSearchParams(
    kind === 'assigned' ? { holder: team } : { team, children: '0' },
  );
  if (kind) STANDING[kind].forEach(state => query.append('standing', state));
  return `${page}/risks?${query}`;
}

function isUser(ref: string): boolean {
  return ref.startsWith('user:');
}
