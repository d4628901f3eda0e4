import type {
  DecisionBody,
  Finding,
  Review,
  ReviewItem,
} from '@posiwid/backstage-plugin-coupling-common';
import { daysAfter, today } from '../../../decision/calendar';
import type { Setback } from '../../../review/outbox';
import { bestMove } from './ItemView';

/** What can be said about an item. */
export type FormKind =
  | 'accept'
  | 'assign'
  | 'plan'
  | 'defer'
  | 'dispute'
  | 'second'
  | 'done'
  | 'noted'
  | 'dissented';

/** The texts of a form, whatever its kind. */
export interface FormValues {
  text: string;
  until: string;
  due: string;
  team: string;
  move: string;
  link: string;
  /** Who else approved of an acceptance. */
  approvedBy: string[];
}

/** An open form. */
export interface RoomForm {
  /** Another one for each opening. */
  id: string;
  kind: FormKind;
  key: string;
  /** Position of the newest decision that was on screen when it was opened. */
  after: number;
  values: FormValues;
  /** What happened to it before: somebody was first, or it was refused. */
  notice?: string;
}

export const FORM_WORDS: Record<FormKind, { title: string; act: string }> = {
  accept: { title: 'Accept', act: 'Accept' },
  assign: { title: 'Assign', act: 'Assign' },
  plan: { title: 'Plan', act: 'Plan' },
  defer: { title: 'Defer', act: 'Put off' },
  dispute: { title: 'Not a risk', act: 'Dispute' },
  second: { title: 'Agree that it is no risk', act: 'Agree' },
  done: { title: 'Mended', act: 'Say that it is mended' },
  noted: { title: 'Note', act: 'Add the note' },
  dissented: { title: 'Dissent', act: 'Add the dissent' },
};

/** Days after which a date is suggested where no meeting is planned. */
const NEXT = 28;

/** Days of the next meeting and of the one after it. */
export function comingDays(review: Review): [next: string, then: string] {
  const now = today(new Date(review.now));
  const [next = daysAfter(now, NEXT), then] = review.series.nextAt
    .map(at => at.slice(0, 10))
    // The meeting that is under way is not the next one.
    .filter(day => day > now);
  return [next, then ?? daysAfter(next, NEXT)];
}

/** What is most likely meant: the team that owns it, the move that retires most, the next meetings. */
export function firstValues(
  kind: FormKind,
  item: ReviewItem,
  review: Review,
): FormValues {
  const { finding } = item;
  const [next, then] = comingDays(review);
  return {
    text: '',
    until: kind === 'defer' ? next : then,
    due:
      finding?.standing?.due && finding.standing.due > next
        ? finding.standing.due
        : next,
    team: finding?.standing?.team ?? ownerOf(finding) ?? '',
    move:
      kind === 'plan' ? bestMove(finding)?.text.replace(/\.$/, '') ?? '' : '',
    link: finding?.standing?.link ?? '',
    approvedBy: [],
  };
}

function ownerOf(finding: Finding | undefined): string | undefined {
  if (!finding) return undefined;
  const { steps, subjects, teams } = finding;
  const own = steps.find(({ ref }) => ref === subjects[0]) ?? steps[0];
  return own?.teams[0] ?? teams[0];
}

/** The decision that a form says; undefined for what is no decision. */
export function decisionOf(
  kind: FormKind,
  values: FormValues,
  agreeTo: string | undefined,
): DecisionBody | undefined {
  const text = values.text.trim();
  const { until, due, team, approvedBy } = values;
  switch (kind) {
    case 'accept':
      return {
        kind,
        reason: text,
        until,
        ...(approvedBy.length > 0 && { approvedBy }),
      };
    case 'assign':
      return { kind, team, due, ...(text && { note: text }) };
    case 'plan': {
      const link = values.link.trim();
      return {
        kind,
        move: values.move.trim(),
        ...(link && { link }),
        ...(team && { team }),
        ...(due && { due }),
      };
    }
    case 'defer':
      return { kind, reason: text, ...(until && { until }) };
    case 'dispute':
      return { kind, reason: text };
    case 'second':
      return { kind, of: agreeTo ?? '' };
    case 'done':
      return { kind, ...(text && { note: text }) };
    default:
      return undefined;
  }
}

/** The form that a change which was not kept came from, with what was written in it; undefined when it came from none. */
export function formOf(
  setback: Setback,
  notice: string,
): Omit<RoomForm, 'id'> | undefined {
  const { change } = setback;
  const blank: FormValues = {
    text: '',
    until: '',
    due: '',
    team: '',
    move: '',
    link: '',
    approvedBy: [],
  };
  if (change.kind === 'event') {
    const { kind, key, text = '' } = change.body;
    if ((kind !== 'noted' && kind !== 'dissented') || !key) return undefined;
    return { kind, key, after: 0, values: { ...blank, text }, notice };
  }
  const { kind, reason, note, until, due, team, move, link } = change.body;
  const after =
    setback.why === 'overtaken' && 'by' in setback
      ? setback.by.standing.position
      : change.after;
  return {
    kind: kind as FormKind,
    key: change.findingId,
    after,
    values: {
      text: reason ?? note ?? '',
      until: until ?? '',
      due: due ?? '',
      team: team ?? '',
      move: move ?? '',
      link: link ?? '',
      approvedBy: change.body.approvedBy ?? [],
    },
    notice,
  };
}
