import { foldPromises } from './foldPromises';
import type { Raised } from './raised';
import type { FindingDraft } from './types';

/** Subjects of a finding that took another in, and how many of them come from that one, the shared first one included. */
const MAX_SUBJECTS = 6;
const MAX_TAKEN_IN = 2;

/** Pairs of rules that may speak of one thing: the first takes in what the second adds, for so many points. */
const TAKES_IN: {
  into: string;
  from: string;
  extra: { points: number; because: string };
  /** What the second is about beside the shared thing, such as a guard, becomes a subject of the first. */
  named?: true;
}[] = [
  {
    into: 'dissolved-owner',
    from: 'two-meanings',
    extra: { points: 6, because: 'several teams have a say in its meaning' },
  },
  {
    into: 'no-owner',
    from: 'two-meanings',
    extra: { points: 6, because: 'several teams have a say in its meaning' },
  },
  {
    into: 'hub',
    from: 'single-path',
    extra: { points: 5, because: 'there is no way around it' },
  },
  {
    into: 'same-change',
    from: 'paper-redundancy',
    extra: { points: 5, because: 'they also stop when it stops' },
  },
  {
    into: 'same-domain',
    from: 'paper-redundancy',
    extra: { points: 5, because: 'its own failure defeats the claim too' },
  },
  {
    into: 'same-change',
    from: 'missing-defence',
    extra: { points: 5, because: 'what could hold it is thin' },
    named: true,
  },
  {
    into: 'saturation',
    from: 'untested-claim',
    extra: { points: 5, because: 'that one can carry for another is untested' },
  },
];

/**
 * One shared thing, one finding: where two rules speak of the same first subject, the second becomes evidence and moves of
 * the first. Folding within a rule is the rule's own.
 */
export function fold(raised: readonly Raised[]): Raised[] {
  let kept = foldPromises(raised);
  for (const { into, from, extra, named } of TAKES_IN) {
    const guests = new Map(
      kept
        .filter(({ rule }) => rule.id === from)
        .map(({ draft }) => [draft.subjects[0], draft]),
    );
    const hosts = new Set(
      kept
        .filter(({ rule }) => rule.id === into)
        .map(({ draft }) => draft.subjects[0]),
    );
    kept = kept
      .filter(
        ({ rule, draft }) => rule.id !== from || !hosts.has(draft.subjects[0]),
      )
      .map(item => {
        const guest =
          item.rule.id === into && guests.get(item.draft.subjects[0]);
        return guest
          ? { ...item, draft: join(item.draft, guest, extra, named) }
          : item;
      });
  }
  return kept;
}

function join(
  host: FindingDraft,
  guest: FindingDraft,
  extra: { points: number; because: string },
  named = false,
): FindingDraft {
  const [first, ...rest] = host.subjects;
  const subjects = [
    ...new Set([
      first,
      ...(named ? guest.subjects.slice(0, MAX_TAKEN_IN) : []),
      ...rest,
    ]),
  ];
  return {
    ...host,
    subjects: subjects.slice(0, Math.max(MAX_SUBJECTS, host.subjects.length)),
    related: [
      ...subjects.slice(MAX_SUBJECTS),
      ...host.related,
      ...guest.subjects,
      ...guest.related,
    ],
    evidence: [...host.evidence, ...guest.evidence],
    interventions: [...host.interventions, ...guest.interventions],
    weight: { ...host.weight, extra: [...(host.weight.extra ?? []), extra] },
  };
}
