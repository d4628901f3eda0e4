/**
 * A promise to survive the loss of a place can be broken for two rules: `same-domain` comes from the place, and
 * `purpose-contradicted` from the promise. It is told once. Where only declarations speak against it, the place is the story:
 * it may break more, and the move is there. Where a drill was observed too, the promise is the story: that is no longer a
 * deduction from the map. A place that breaks several promises keeps its finding either way.
 */
import { append } from '../model/collect';
import type { Raised } from './raised';
import type { FindingDraft } from './types';

const PLACE = 'same-domain';
const PROMISE = 'purpose-contradicted';
const PROMISED = 'posiwid.dev/claims';

/** @returns what is left, in the same order */
export function foldPromises(raised: readonly Raised[]): Raised[] {
  const draftsOf = (id: string) =>
    raised.flatMap(({ rule, draft }) => (rule.id === id ? [draft] : []));
  const places = draftsOf(PLACE).map(draft => ({ draft, named: named(draft) }));
  const gone = new Set<FindingDraft>();
  const gained = new Map<FindingDraft, FindingDraft[]>();
  for (const promise of draftsOf(PROMISE)) {
    const told = places.find(place => isAbout(place.named, promise));
    if (!told) continue;
    const observed = promise.evidence.some(({ grade }) => grade !== 'declared');
    if (observed && promisesIn(told.draft) > 1) continue;
    const [kept, dropped] = observed
      ? [promise, told.draft]
      : [told.draft, promise];
    if (gone.has(dropped) || gone.has(kept)) continue;
    gone.add(dropped);
    append(gained, kept, dropped);
  }
  return raised
    .filter(({ draft }) => !gone.has(draft))
    .map(item => ({
      ...item,
      draft: withGuests(item.draft, gained.get(item.draft) ?? []),
    }));
}

function named({ subjects, related }: FindingDraft): Set<string> {
  return new Set([...subjects, ...related]);
}

/** It names who promises, and what the chain of the promise ends at. */
function isAbout(
  place: ReadonlySet<string>,
  { subjects, steps }: FindingDraft,
): boolean {
  const last = steps[steps.length - 1];
  return (
    last !== undefined &&
    place.has(last.ref) &&
    subjects.every(s => place.has(s))
  );
}

function promisesIn({ evidence }: FindingDraft): number {
  return evidence.filter(({ source }) => source === PROMISED).length;
}

function withGuests(
  host: FindingDraft,
  guests: readonly FindingDraft[],
): FindingDraft {
  if (guests.length === 0) return host;
  return {
    ...host,
    related: [
      ...host.related,
      ...guests.flatMap(({ subjects, related }) => [...subjects, ...related]),
    ],
    evidence: [...host.evidence, ...guests.flatMap(guest => guest.evidence)],
    interventions: [
      ...host.interventions,
      ...guests.flatMap(guest => guest.interventions),
    ],
  };
}
