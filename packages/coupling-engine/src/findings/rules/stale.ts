/**
 * Evidence that expired: drills and confirmed ownership older than the policy counts, and sources that fell silent. One finding a
 * kind: what is old is a habit that lapsed, not many single things. A claim whose drill is too old is told by untested-claim.
 */
import type { ObservationKind } from '../../evidence';
import type { Silence } from '../../territory/types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { membersOf } from '../redundancy';
import { agoWords } from '../seenWords';
import type { Evidence, FindingDraft, Rule, RuleContext } from '../types';
import { clean, count, list, number } from '../../model/words';
import { widestFirst } from '../widest';
import { append } from '../../model/collect';

/** Entities that are named; the others are related. */
const MAX_NAMED = 3;

export const stale: Rule = {
  id: 'stale',
  category: 'territory',
  description:
    'Drills or confirmed ownership are too old to count, or a source of evidence fell silent.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    return [
      ...oldDrills(lens),
      ...oldConfirmations(lens),
      ...silences(lens, context.territory.silences),
    ];
  },
};

interface Old {
  entity: number;
  at: string;
  source: string;
}

function oldDrills(lens: Lens): FindingDraft[] {
  const { territory, independence } = lens.context;
  const claimed = new Set(independence.claims.flatMap(membersOf));
  const old = territory.drills.filter(({ entity }) => !claimed.has(entity));
  if (old.length === 0) return [];
  const days = old.reduce(
    (least, { entity }) => Math.min(least, lens.drillAgeDays(entity)),
    Infinity,
  );
  return [
    draft(lens, old, {
      cause: 'drills',
      grade: 'tested',
      title: names =>
        `${names}: last drilled more than ${count(days, 'day')} ago`,
      summary:
        'What a drill showed holds for the system of that day. Nothing since says whether it still does.',
      detail: 'last drill',
      move: {
        kind: 'try-loss',
        leverage: 'feedback',
        text: (name: string) =>
          `Repeat the drill of ${name}, and put the next one in the calendar.`,
      },
    }),
  ];
}

function oldConfirmations(lens: Lens): FindingDraft[] {
  const { territory, policy } = lens.context;
  if (territory.confirmations.length === 0) return [];
  return [
    draft(lens, territory.confirmations, {
      cause: 'ownership',
      grade: 'observed',
      title: names =>
        `${names}: ownership last confirmed more than ${count(
          policy.territory.ownershipDays,
          'day',
        )} ago`,
      summary:
        'Teams change faster than files. Whether the owner stated still looks after it is not known.',
      detail: 'last confirmed',
      move: {
        kind: 'confirm-owner',
        leverage: 'feedback',
        text: (name: string) =>
          `Ask the owner of ${name} to confirm it, as part of a rhythm.`,
      },
    }),
  ];
}

function draft(
  lens: Lens,
  old: readonly Old[],
  words: {
    cause: string;
    grade: Evidence['grade'];
    title: (names: string) => string;
    summary: string;
    detail: string;
    move: {
      kind: string;
      leverage: 'feedback';
      text: (name: string) => string;
    };
  },
): FindingDraft {
  const { named, others, names } = told(
    lens,
    old.map(({ entity }) => entity),
  );
  return {
    cause: [words.cause],
    title: words.title(names),
    summary: words.summary,
    subjects: named.map(entity => lens.ref(entity)),
    related: others.map(entity => lens.ref(entity)),
    steps: stepOf(lens, named[0]),
    evidence: old
      .filter(({ entity }) => named.includes(entity))
      .map(({ entity, at, source }) => ({
        grade: words.grade,
        source: clean(source),
        at,
        detail: `${lens.name(entity)}: ${words.detail} ${at.slice(
          0,
          10,
        )}${agoWords(at, lens.context.at)}; expired`,
      })),
    interventions: [
      {
        ...words.move,
        text: words.move.text(lens.name(named[0])),
        target: lens.ref(named[0]),
      },
    ],
    weight: weightOf(old.length, 'what is known of it expired'),
  };
}

/** One finding a kind of observation: several sources of one kind are the same eye. */
function silences(lens: Lens, found: readonly Silence[]): FindingDraft[] {
  const kinds = new Map<ObservationKind, Silence[]>();
  for (const silence of found) {
    append(kinds, silence.kind, silence);
  }
  return [...kinds.keys()]
    .sort()
    .flatMap(kind => ofSilence(lens, kind, kinds.get(kind)!));
}

const SEEN: Partial<Record<ObservationKind, string>> = {
  deployment: 'No deployment',
  incident: 'No incident',
  calls: 'No call',
  communication: 'No talk between teams',
  schedule: 'No schedule',
  artifact: 'No artifact',
};

function ofSilence(
  lens: Lens,
  kind: ObservationKind,
  silent: readonly Silence[],
): FindingDraft[] {
  const spokenOf = [...new Set(silent.flatMap(({ entities }) => entities))];
  // What a source spoke of that the catalog does not have is nobody's to see.
  if (spokenOf.length === 0) return [];
  const { named, others, names } = told(lens, spokenOf);
  const { at, policy } = lens.context;
  const last = silent.map(silence => silence.last).sort()[silent.length - 1];
  return [
    {
      cause: ['silent', kind],
      title: `${SEEN[kind] ?? `No ${kind}`} was reported since ${last.slice(
        0,
        10,
      )} by what told of ${names}`,
      summary: `${count(
        silent.length,
        'source',
      )} said nothing for more than ${count(
        policy.territory.silentDays,
        'day',
      )}, longer than ever before. What is judged by it is judged by the past.`,
      subjects: named.map(entity => lens.ref(entity)),
      related: others.map(entity => lens.ref(entity)),
      steps: stepOf(lens, named[0]),
      evidence: silent.slice(0, MAX_NAMED).map(silence => ({
        grade: 'observed',
        source: clean(silence.source),
        at: silence.last,
        detail: `${count(
          silence.observations,
          'observation',
        )}, the last ${silence.last.slice(0, 10)}${agoWords(
          silence.last,
          at,
        )}; expired`,
      })),
      interventions: [
        {
          kind: 'restore-evidence',
          leverage: 'information-flow',
          text: 'See whether the source still runs and still reaches this portal; if it was retired, say what took its place.',
        },
      ],
      weight: weightOf(
        spokenOf.length,
        'nobody looks any more, and that is not seen as a fault',
      ),
    },
  ];
}

/** The widest by name, the others counted. */
function told(lens: Lens, entities: readonly number[]) {
  const sorted = widestFirst(lens, entities);
  const named = sorted.slice(0, MAX_NAMED);
  const others = sorted.slice(MAX_NAMED);
  const names = list(
    named.map(entity => lens.name(entity)),
    MAX_NAMED,
  );
  return {
    named,
    others,
    names:
      others.length === 0
        ? names
        : `${named.map(e => lens.name(e)).join(', ')} and ${number(
            others.length,
          )} more`,
  };
}

function stepOf(lens: Lens, entity: number) {
  return [{ ref: lens.ref(entity), teams: lens.teamRefs(entity) }];
}

function weightOf(entities: number, because: string): FindingDraft['weight'] {
  return {
    extra: [
      { points: 10, because },
      {
        points: Math.min(12, entities - 1),
        because: `${count(entities, 'entity', 'entities')} of one kind`,
      },
    ],
    cap: { severity: 'low', because: 'what is old may still be true' },
  };
}
