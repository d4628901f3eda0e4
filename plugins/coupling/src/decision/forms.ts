/** What each kind of decision asks for. One table, so that a form, its checks and its words cannot differ. */
import type {
  AcceptanceLimit,
  DecisionBody,
} from '@posiwid/backstage-plugin-coupling-common';

/** Kinds that a person decides; a lapse is written by the backend. */
export type FormKind = Exclude<DecisionBody['kind'], 'lapse'>;

export type FieldName =
  | 'reason'
  | 'until'
  | 'approvedBy'
  | 'team'
  | 'due'
  | 'note'
  | 'move'
  | 'link'
  | 'into'
  | 'parts'
  | 'text';

export interface Field {
  name: FieldName;
  label: string;
  as: 'line' | 'lines' | 'day' | 'team' | 'move' | 'finding';
  required?: boolean;
  hint?: string;
}

export interface Form {
  /** The action, before anything is filled in. */
  act: string;
  /** What the form is headed by; says what the decision means. */
  means: string;
  /** The word that sends it. */
  send: string;
  fields: Field[];
}

const reason: Field = {
  name: 'reason',
  label: 'Reason',
  as: 'lines',
  required: true,
};
const due: Field = { name: 'due', label: 'Due', as: 'day' };
const team: Field = { name: 'team', label: 'Team', as: 'team' };
const note: Field = { name: 'note', label: 'Note', as: 'lines' };

export const FORMS: Record<FormKind, Form> = {
  accept: {
    act: 'Accept until…',
    means:
      'Live with it until a day. It comes back then, or when it gets worse.',
    send: 'Accept',
    fields: [
      reason,
      { name: 'until', label: 'Until', as: 'day', required: true },
      {
        name: 'approvedBy',
        label: 'Approved by',
        as: 'line',
        hint: 'Names or references, with commas between',
      },
    ],
  },
  assign: {
    act: 'Assign',
    means: 'One team takes it, by one day.',
    send: 'Assign',
    fields: [{ ...team, required: true }, { ...due, required: true }, note],
  },
  plan: {
    act: 'Plan',
    means: 'What will be done, and where that is followed.',
    send: 'Plan',
    fields: [
      { name: 'move', label: 'What is done', as: 'move', required: true },
      {
        name: 'link',
        label: 'Ticket or decision record',
        as: 'line',
        hint: 'An address that begins with https://',
      },
      team,
      due,
    ],
  },
  dispute: {
    act: 'Dispute',
    means: 'It is no risk. A second person has to agree.',
    send: 'Dispute',
    fields: [reason],
  },
  second: {
    act: 'Agree',
    means: 'You are the second person: with you it counts.',
    send: 'Agree',
    fields: [],
  },
  done: {
    act: 'Done',
    means: 'It is mended. The next analysis says whether it is.',
    send: 'Say that it is done',
    fields: [note],
  },
  defer: {
    act: 'Defer',
    means: 'Not now.',
    send: 'Defer',
    fields: [reason, { name: 'until', label: 'Until', as: 'day' }],
  },
  merge: {
    act: 'Merge into…',
    means: 'The same as another one, and decided there.',
    send: 'Merge',
    fields: [
      { name: 'into', label: 'Into', as: 'finding', required: true },
      reason,
    ],
  },
  split: {
    act: 'Split',
    means: 'Several risks in one; each is followed by its own name.',
    send: 'Split',
    fields: [
      {
        name: 'parts',
        label: 'Parts',
        as: 'lines',
        required: true,
        hint: 'One on each line, two or more',
      },
      reason,
    ],
  },
  withdraw: {
    act: 'Take back',
    means: 'It stays in the history, struck through, and no longer counts.',
    send: 'Take it back',
    fields: [{ ...reason, required: false }],
  },
  comment: {
    act: 'Comment',
    means: 'A remark decides nothing.',
    send: 'Comment',
    fields: [{ name: 'text', label: 'Comment', as: 'lines', required: true }],
  },
};

/** The fields of a form; who approves has to be named where the policy asks for somebody else. */
export function fieldsOf(
  kind: FormKind,
  limit: AcceptanceLimit | undefined,
): Field[] {
  const { fields } = FORMS[kind];
  return kind === 'accept' && limit?.secondPerson
    ? fields.map(field =>
        field.name === 'approvedBy'
          ? { ...field, required: true, hint: 'Somebody else than you' }
          : field,
      )
    : fields;
}

/** The order in which actions are offered. */
export const FORM_KINDS = Object.keys(FORMS) as FormKind[];
