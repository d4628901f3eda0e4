/**
 * The agenda of a meeting: what changed since the one before and what runs out, and nothing else. A pure function of the history of
 * the findings, so the agenda of any date can be worked out again.
 */
import { SEVERITIES, type Severity } from '@posiwid/coupling-engine';
import { dayOf } from '../../day';
import { isOpen, markAt, type FindingRecord } from '../../lifecycle';
import { markOf } from '../../lifecycle/marks';
import { endOf, growthOf, type Standing } from '../decisions';
import {
  AGENDA_REASONS,
  type Agenda,
  type AgendaEdit,
  type AgendaItem,
  type AgendaReason,
} from './types';

export interface AgendaInput {
  /** Findings in the scope of the series that the reader may see, resolved ones included. */
  findings: readonly { record: FindingRecord; standing: Standing }[];
  /** Highest leverage first. */
  moves: readonly {
    kind: string;
    target?: string;
    text: string;
    /** Ids of the findings that it would retire. */
    findings: readonly string[];
  }[];
  /** End of the meeting before; undefined for the first one. */
  since?: string;
  /** Keys on the agenda of the meeting before. */
  before?: readonly string[];
  /** When the meeting is, and the one after it. ISO 8601. */
  at: string;
  next: string;
  settings: {
    minutes: number;
    itemMinutes: number;
    minSeverity: Severity;
    moves: number;
  };
}

export function agendaOf(input: AgendaInput): Agenda {
  const { findings, settings, before = [] } = input;
  const wasOn = new Set(before);
  const items: (AgendaItem & { score: number })[] = [];
  const remediated: Agenda['remediated'] = [];
  const retired: Agenda['retired'] = [];
  let leftOut = 0;
  let belowSeverity = 0;
  for (const { record, standing } of findings) {
    const { id, finding } = record;
    if (!isOpen(record)) {
      const gone = record.spells[record.spells.length - 1];
      const known = wasOn.has(id) || standing.state !== 'undecided';
      if (known && (input.since === undefined || gone.to! > input.since)) {
        const list = gone.retired ? retired : remediated;
        list.push({ key: id, title: finding.title });
      }
      continue;
    }
    const found = reasonFor(record, standing, wasOn.has(id), input);
    if (found === undefined || found === 'below-severity') {
      leftOut += 1;
      if (found) belowSeverity += 1;
      continue;
    }
    items.push({
      key: id,
      ...found,
      title: finding.title,
      severity: finding.severity,
      minutes: settings.itemMinutes,
      score: finding.score,
    });
  }
  items.sort(
    (a, b) =>
      rankOf(a.reason) - rankOf(b.reason) ||
      SEVERITIES.indexOf(a.severity!) - SEVERITIES.indexOf(b.severity!) ||
      b.score - a.score ||
      (a.key < b.key ? -1 : 1),
  );
  const moves = input.moves.slice(0, settings.moves).map(
    ({ kind, target, text, findings: ids }): AgendaItem => ({
      key: `move:${kind}:${target ?? ''}`,
      reason: 'move',
      words: `would retire ${ids.length}`,
      findings: [...ids],
      title: text,
      minutes: settings.itemMinutes,
    }),
  );
  const all = [...items.map(({ score: _, ...item }) => item), ...moves];
  return {
    items: all,
    fits: fitting(all, settings.minutes),
    leftOut,
    belowSeverity,
    remediated: remediated.sort(byKey),
    retired: retired.sort(byKey),
  };
}

/**
 * An agenda after changes by hand; what was put on it by hand stays, whatever the computed one holds by then.
 *
 * @param find - a finding that is still found and that the reader may see, by id
 */
export function edited(
  agenda: Agenda,
  edit: AgendaEdit,
  settings: { minutes: number; itemMinutes: number },
  find: (id: string) => { title: string; severity: Severity } | undefined,
): Agenda {
  const removed = new Set(edit.removed);
  const there = new Set(agenda.items.map(({ key }) => key));
  const added = (edit.added ?? [])
    .filter(key => !there.has(key))
    .flatMap((key): AgendaItem[] => {
      const found = find(key);
      return found
        ? [
            {
              key,
              title: found.title,
              severity: found.severity,
              reason: 'added',
              words: 'put on by hand',
              minutes: settings.itemMinutes,
            },
          ]
        : [];
    });
  const place = new Map((edit.order ?? []).map((key, at) => [key, at]));
  const placeOf = ({ key }: AgendaItem) => place.get(key) ?? place.size;
  // Sorting is stable: what has no wanted place keeps its order.
  const items = [...agenda.items, ...added]
    .filter(({ key }) => !removed.has(key))
    .sort((a, b) => placeOf(a) - placeOf(b));
  return { ...agenda, items, fits: fitting(items, settings.minutes) };
}

type Found = { reason: AgendaReason; words: string };

/** Why an open finding is on the agenda; undefined when nothing about it has changed. */
function reasonFor(
  { finding, marks, spells }: FindingRecord,
  standing: Standing,
  wasOn: boolean,
  { since, at, next, settings }: AgendaInput,
): Found | 'below-severity' | undefined {
  const { state, because, until, due } = standing;
  if (state === 'merged' || state === 'not-a-risk') return undefined;
  if (state === 'lapsed' || state === 'still-found')
    return { reason: state, words: because };

  const then = since === undefined ? undefined : markAt(marks, since);
  const growth = then && growthOf(then, markOf(finding));
  // One that is accepted may shrink and grow again up to what was accepted: beyond that it lapses.
  if (growth !== undefined && state !== 'accepted')
    return { reason: 'worse', words: `worse: ${growth}` };

  const back = spells[spells.length - 1].from;
  if (spells.length > 1 && (since === undefined || back > since)) {
    return { reason: 'regressed', words: `back since ${dayOf(back)}` };
  }
  if (state === 'overdue')
    return { reason: 'overdue', words: `was due ${due}` };
  if (state === 'disputed') return { reason: 'disputed', words: because };
  if (state === 'proposed') return { reason: 'carried', words: because };
  if (state === 'accepted') {
    return endOf(until!) < next
      ? { reason: 'expiring', words: `accepted until ${until}` }
      : undefined;
  }
  if (state === 'deferred') {
    const waits = until !== undefined && endOf(until) > at;
    return waits ? undefined : { reason: 'carried', words: because };
  }
  if (state !== 'undecided') return undefined;
  if (wasOn) return { reason: 'carried', words: 'not decided last time' };
  if (since !== undefined && spells[0].from <= since) return undefined;
  const below =
    SEVERITIES.indexOf(finding.severity) >
    SEVERITIES.indexOf(settings.minSeverity);
  return below
    ? 'below-severity'
    : { reason: 'new', words: `new since ${dayOf(spells[0].from)}` };
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : 1;
}

function rankOf(reason: AgendaReason): number {
  return AGENDA_REASONS.indexOf(reason);
}

/** How many items from the first on fit into so many minutes. */
function fitting(items: readonly AgendaItem[], minutes: number): number {
  let spent = 0;
  const over = items.findIndex(item => (spent += item.minutes) > minutes);
  return over === -1 ? items.length : over;
}
