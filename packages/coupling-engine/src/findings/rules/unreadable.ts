import type { Problem } from '../../model/types';
import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import {
  MAX_MESSAGE,
  clean,
  count,
  list,
  nameOfRef,
  number,
} from '../../model/words';
import { append } from '../../model/collect';

/** The same mistake in this many entities is one cause: a template, a habit, a converter. */
const ONE_CAUSE_FROM = 3;
const RAISED = new Set([
  'unreadable-value',
  'malformed-ref',
  'not-an-entity',
  'unreadable-file',
  'duplicate',
  'cycle-in-groups',
]);
/** Keys that carry a failure from one entity to another. */
const COUPLES = /dependsOn|dependencyOf|consumesApi|providesApi|couplings/i;
/** Those, and the ones that carry a responsibility. */
const CARRIES = new RegExp(`${COUPLES.source}|owner`, 'i');

/** Values that could not be read, each cause once: what the map leaves out without saying so. */
export const unreadable: Rule = {
  id: 'unreadable',
  category: 'territory',
  description: 'Values and references in the catalog that cannot be read.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const byCause = new Map<string, Problem[]>();
    for (const problem of context.model.problems) {
      if (!RAISED.has(problem.code)) continue;
      const cause = `${problem.code} ${problem.key ?? ''}`;
      append(byCause, cause, problem);
    }
    const drafts: FindingDraft[] = [];
    const byEntity = new Map<string, Problem[]>();
    for (const [cause, problems] of byCause) {
      const refs = new Set(problems.map(problem => problem.ref));
      if (refs.size >= ONE_CAUSE_FROM || refs.has(undefined)) {
        drafts.push(oneCause(lens, cause, problems));
        continue;
      }
      for (const problem of problems) {
        const { ref } = problem;
        append(byEntity, ref!, problem);
      }
    }
    for (const [ref, problems] of byEntity) {
      drafts.push(oneEntity(lens, ref, problems));
    }
    return drafts;
  },
};

const WHAT: Record<string, [one: string, many: string]> = {
  'unreadable-value': [
    'value that cannot be read',
    'values that cannot be read',
  ],
  'malformed-ref': [
    'reference that is not a full reference',
    'references that are not full references',
  ],
  'not-an-entity': [
    'document that is not an entity',
    'documents that are not entities',
  ],
  'unreadable-file': ['file that cannot be read', 'files that cannot be read'],
  duplicate: [
    'entity that is there more than once',
    'entities that are there more than once',
  ],
  'cycle-in-groups': [
    'group that is its own parent at some remove',
    'groups that are their own parent at some remove',
  ],
};

function oneCause(
  lens: Lens,
  cause: string,
  problems: Problem[],
): FindingDraft {
  const { code, key } = problems[0];
  const refs = [
    ...new Set(problems.flatMap(p => (p.ref ? [p.ref] : []))),
  ].sort();
  const [one, many] = WHAT[code];
  return draft(lens, {
    cause: [cause],
    title: `${count(problems.length, one, many)}${
      key ? ` in ${clean(key)}` : ''
    }${refs.length > 1 ? `, in ${number(refs.length)} entities` : ''}`,
    summary: `${refs.length > 0 ? `${list(refs.map(nameOfRef))}: ` : ''}${clean(
      problems[0].message,
    )}`,
    refs,
    problems,
  });
}

function oneEntity(lens: Lens, ref: string, problems: Problem[]): FindingDraft {
  const [one, many] =
    new Set(problems.map(p => p.code)).size === 1
      ? WHAT[problems[0].code]
      : WHAT['unreadable-value'];
  return draft(lens, {
    cause: [ref, ...problems.map(p => `${p.code} ${p.key ?? ''}`)],
    title: `${nameOfRef(ref)}: ${count(problems.length, one, many)}`,
    summary: list(
      [...new Set(problems.map(p => clean(p.message, MAX_MESSAGE)))],
      2,
    ),
    refs: [ref],
    problems,
  });
}

function draft(
  lens: Lens,
  {
    refs,
    problems,
    ...words
  }: {
    cause: string[];
    title: string;
    summary: string;
    refs: string[];
    problems: Problem[];
  },
): FindingDraft {
  const carries = problems.some(
    p => p.key !== undefined && CARRIES.test(p.key),
  );
  const couples = problems.some(
    p => p.key !== undefined && COUPLES.test(p.key),
  );
  const lost = problems.length;
  const read = lens.context.model.couplings.count;
  return {
    ...words,
    subjects: refs.slice(0, 3),
    related: refs.slice(3),
    steps: refs.slice(0, 1).map(ref => {
      const position = lens.positionOf(ref);
      return {
        ref,
        teams: position === undefined ? [] : lens.teamRefs(position),
      };
    }),
    evidence: problems.slice(0, 5).map(problem => ({
      grade: 'declared' as const,
      source: problem.file
        ? `${problem.file}${problem.line ? `:${problem.line}` : ''}`
        : problem.key ?? 'catalog',
      detail: clean(problem.message, MAX_MESSAGE),
    })),
    interventions: [
      {
        kind: 'repair-map',
        leverage: 'information-flow',
        text: 'Correct the value where it is written; the problem names the key and what was expected.',
        ...(refs.length > 0 ? { target: refs[0] } : {}),
      },
    ],
    weight: {
      extra: [
        {
          points: carries ? 18 : 8,
          because: carries
            ? 'a coupling or an owner is lost with it'
            : 'what was said is not on the map',
        },
        {
          points: Math.min(16, problems.length - 1),
          because: count(problems.length, 'place'),
        },
        {
          points: couples && lost >= read ? 20 : 0,
          because: `as many couplings are lost (${number(
            lost,
          )}) as are on the map (${number(read)})`,
        },
      ],
    },
  };
}
