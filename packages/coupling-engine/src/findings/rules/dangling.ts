import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { widestFirst } from '../widest';
import { clean, count, list, nameOfRef, number } from '../../model/words';
import { append } from '../../model/collect';

/** Keys whose target is an owner: the dissolved-owner rule tells those. */
const OWNER_KEYS = new Set(['owner', 'owners', 'ownedBy']);
/** Keys that carry a failure from one entity to another. */
const COUPLING_KEY =
  /dependsOn|dependencyOf|consumesApi|providesApi|couplings/i;

interface Row {
  ref: string;
  key: string;
  target: string;
}

/** A reference that names nothing in the catalog: the map has an edge and no country behind it. */
export const dangling: Rule = {
  id: 'dangling',
  category: 'territory',
  description: 'References that name nothing in the catalog.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const rows = context.model.dangling.filter(row => !OWNER_KEYS.has(row.key));
    const byTarget = groupBy(rows, row => row.target);
    const drafts: FindingDraft[] = [];
    const single: Row[] = [];
    for (const [target, group] of byTarget) {
      const sources = new Set(group.map(row => row.ref));
      if (sources.size > 1) drafts.push(oneTarget(lens, target, group));
      else single.push(...group);
    }
    for (const [source, group] of groupBy(single, row => row.ref)) {
      drafts.push(oneSource(lens, source, group));
    }
    return drafts;
  },
};

function groupBy(rows: Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    append(groups, key(row), row);
  }
  return groups;
}

function oneTarget(lens: Lens, target: string, rows: Row[]): FindingDraft {
  const sources = sorted(lens, [...new Set(rows.map(row => row.ref))]);
  return draft(lens, {
    cause: [target],
    title: `${count(sources.length, 'entity', 'entities')} refer to ${clean(
      target,
    )}, which the catalog does not have`,
    summary: `${list(
      sources.map(nameOfRef),
    )} say that they need it. What it would fell, and who keeps it, cannot be told.`,
    sources,
    rows,
  });
}

function oneSource(lens: Lens, source: string, rows: Row[]): FindingDraft {
  const targets = [...new Set(rows.map(row => row.target))].sort();
  return draft(lens, {
    cause: [source, ...targets],
    title: `${nameOfRef(source)} refers to ${list(
      targets.map(target => clean(target)),
      3,
    )}, which the catalog does not have`,
    summary: `The map ends there: what lies behind ${
      targets.length === 1 ? 'it' : 'them'
    }, and who keeps it, cannot be told.`,
    sources: [source],
    rows,
  });
}

function draft(
  lens: Lens,
  {
    sources,
    rows,
    ...words
  }: {
    cause: string[];
    title: string;
    summary: string;
    sources: string[];
    rows: Row[];
  },
): FindingDraft {
  const keys = [...new Set(rows.map(row => row.key))].sort();
  const couples = keys.some(key => COUPLING_KEY.test(key));
  const first = lens.positionOf(sources[0]);
  return {
    ...words,
    subjects: sources.slice(0, 3),
    related: sources.slice(3),
    steps: [
      {
        ref: sources[0],
        teams: first === undefined ? [] : lens.teamRefs(first),
      },
    ],
    evidence: [
      {
        grade: 'declared',
        source: list(keys, 3),
        detail: `${count(rows.length, 'reference')} that resolve to nothing`,
      },
    ],
    interventions: [
      {
        kind: 'repair-map',
        leverage: 'information-flow',
        text: 'Register what is meant, or correct the reference.',
        target: sources[0],
      },
    ],
    weight: {
      extra: [
        {
          points: couples ? 20 : 8,
          because: couples
            ? 'a coupling is cut off the map'
            : 'the map has a hole',
        },
        {
          points: Math.min(14, 3 * (sources.length - 1)),
          because: `${number(sources.length)} entities refer to it`,
        },
      ],
    },
  };
}

function sorted(lens: Lens, refs: string[]): string[] {
  const known = refs.filter(ref => lens.positionOf(ref) !== undefined);
  const rest = refs.filter(ref => lens.positionOf(ref) === undefined).sort();
  return [
    ...widestFirst(
      lens,
      known.map(ref => lens.positionOf(ref)!),
    ).map(position => lens.ref(position)),
    ...rest,
  ];
}
