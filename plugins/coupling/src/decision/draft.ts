/** What stands in the fields of a form, what is wrong with it, and the decision that it makes. */
import type {
  AcceptanceLimit,
  DecisionBody,
  Finding,
} from '@posiwid/backstage-plugin-coupling-common';
import { daysAfter, isDay, today } from './calendar';
import {
  FORMS,
  fieldsOf,
  type Field,
  type FieldName,
  type FormKind,
} from './forms';

/** Texts as they were typed. */
export type Draft = Partial<Record<FieldName, string>>;

/** Days that an acceptance is proposed for. */
const A_QUARTER = 90;

/** The backend's limits: what a text may hold. */
const MAX_LENGTH: Partial<Record<FieldName, number>> = {
  reason: 100_000,
  text: 100_000,
  note: 100_000,
  move: 2_000,
  link: 2_000,
};
const MAX_LENGTH_OF_PART = 2_000;
const MAX_PARTS = 50;
const MAX_APPROVERS = 20;

/** Where a form begins: a quarter to live with it, or less where the policy allows less; a month to mend it, and the team that has it. */
export function firstDraft(
  kind: FormKind,
  finding: Finding,
  limit?: AcceptanceLimit,
): Draft {
  const now = today();
  switch (kind) {
    case 'accept':
      return {
        until: daysAfter(now, Math.min(A_QUARTER, limit?.maxDays ?? A_QUARTER)),
      };
    case 'assign':
      return {
        team:
          finding.standing?.team ??
          (finding.teams.length === 1 ? finding.teams[0] : ''),
        due: daysAfter(now, 30),
      };
    default:
      return {};
  }
}

/** For each field with something wrong, what that is. */
export function problemsOf(
  kind: FormKind,
  draft: Draft,
  findingId: string,
  limit?: AcceptanceLimit,
): Partial<Record<FieldName, string>> {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const field of fieldsOf(kind, limit)) {
    const value = valueOf(draft, field);
    const problem = problemOf(field, value, findingId, limit);
    if (problem !== undefined) problems[field.name] = problem;
  }
  return problems;
}

function problemOf(
  { name, label, as, required }: Field,
  value: string,
  findingId: string,
  limit: AcceptanceLimit | undefined,
): string | undefined {
  if (value === '') return required ? `${label} is needed` : undefined;
  const max = MAX_LENGTH[name];
  if (max !== undefined && value.length > max) {
    return `Longer than ${max.toLocaleString('en')} characters`;
  }
  if (as === 'day') {
    const isAcceptance = name === 'until' && required;
    return problemOfDay(value, isAcceptance ? limit?.maxDays : undefined);
  }
  switch (name) {
    case 'link':
      return /^https?:\/\//.test(value)
        ? undefined
        : 'It has to begin with https://';
    case 'into':
      return value === findingId
        ? 'It cannot be merged into itself'
        : undefined;
    case 'parts':
      return problemOfParts(linesOf(value));
    case 'approvedBy':
      return namesOf(value).length > MAX_APPROVERS
        ? `More than ${MAX_APPROVERS}`
        : undefined;
    default:
      return undefined;
  }
}

function problemOfDay(
  value: string,
  maxDays: number | undefined,
): string | undefined {
  if (!isDay(value)) return 'That is no day';
  if (value < today()) return 'That day is over';
  return maxDays !== undefined && value > daysAfter(today(), maxDays)
    ? `The policy allows ${maxDays} days for one as bad as this`
    : undefined;
}

function problemOfParts(parts: string[]): string | undefined {
  if (parts.length < 2) return 'Two parts or more, one on each line';
  if (parts.length > MAX_PARTS) return `More than ${MAX_PARTS} parts`;
  return parts.some(part => part.length > MAX_LENGTH_OF_PART)
    ? `A part is longer than ${MAX_LENGTH_OF_PART.toLocaleString(
        'en',
      )} characters`
    : undefined;
}

/**
 * The decision that a draft makes; what was left empty is left out.
 *
 * @param of - id of the decision that is agreed with or taken back
 */
export function bodyOf(
  kind: FormKind,
  draft: Draft,
  of?: string,
): DecisionBody {
  const body: DecisionBody = { kind };
  if (of !== undefined) body.of = of;
  for (const field of FORMS[kind].fields) {
    const value = valueOf(draft, field);
    if (value === '') continue;
    switch (field.name) {
      case 'parts':
        body.parts = linesOf(value);
        break;
      case 'approvedBy':
        body.approvedBy = namesOf(value);
        break;
      default:
        body[field.name] = value;
    }
  }
  return body;
}

function valueOf(draft: Draft, { name }: Field): string {
  return (draft[name] ?? '').trim();
}

function linesOf(text: string): string[] {
  return partsOf(text, '\n');
}

function namesOf(text: string): string[] {
  return partsOf(text, ',');
}

function partsOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '');
}
