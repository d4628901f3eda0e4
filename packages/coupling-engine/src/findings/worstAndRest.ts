/**
 * A rule that speaks of many things tells the worst one by one and counts the others: a list that nobody reads to its end
 * is an inventory, and the views hold that.
 */
import { severityOf } from './severity';
import type { FindingDraft } from './types';
import { count, list, nameOfRef } from '../model/words';

/** Findings of one rule that are told one by one. */
const MAX_TOLD = 12;
/** Of the others, as many are named as a person takes in at once. */
const MAX_NAMED = 5;

/**
 * @param what - what all of them are about, as it follows a count: `what nobody has tried`
 * @returns the drafts as they came when they are few; else the worst, by score, and one that stands for the rest
 */
export function worstAndRest(
  drafts: readonly FindingDraft[],
  what: string,
): FindingDraft[] {
  // One over is told as well: "1 more" says less than the finding itself.
  if (drafts.length <= MAX_TOLD + 1) return [...drafts];
  const scored = drafts
    .map(draft => ({ draft, score: severityOf(draft.weight).score }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        (a.draft.subjects[0] < b.draft.subjects[0] ? -1 : 1),
    )
    .map(({ draft }) => draft);
  return [...scored.slice(0, MAX_TOLD), ofRest(scored.slice(MAX_TOLD), what)];
}

function ofRest(rest: readonly FindingDraft[], what: string): FindingDraft {
  const heads = [...new Set(rest.map(({ subjects }) => subjects[0]))];
  const named = heads.slice(0, MAX_NAMED);
  const [widest] = rest;
  return {
    title: `${list(named.map(nameOfRef), MAX_NAMED)}${
      heads.length > named.length
        ? ` and ${count(heads.length - named.length, 'other')}`
        : ''
    }: ${count(rest.length, 'more case')} of ${what}`,
    summary: `Each scores lower than those that are told one by one. ${list(
      named.map(nameOfRef),
      MAX_NAMED,
    )} come first.`,
    subjects: named,
    cause: ['the rest'],
    related: heads.slice(MAX_NAMED),
    steps: widest.steps,
    evidence: rest
      .slice(0, MAX_NAMED)
      .flatMap(({ evidence }) => evidence.slice(0, 1)),
    interventions: widest.interventions.slice(0, 1),
    ...(widest.reach ? { reach: widest.reach } : {}),
    weight: {
      ...widest.weight,
      floor: undefined,
      cap: {
        severity: 'low',
        because: 'they are told together, and worse ones are told alone',
      },
    },
  };
}
