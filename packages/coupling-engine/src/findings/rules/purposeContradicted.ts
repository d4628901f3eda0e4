import type { ObservationRef } from '../../evidence';
import type { Indicted, JudgedClaim, StatedPurpose } from '../../purpose';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { changeReach, changeSteps } from '../changeSteps';
import type {
  Evidence,
  FindingDraft,
  Intervention,
  Reach,
  Rule,
  RuleContext,
  Step,
} from '../types';
import { clean, count } from '../../model/words';

/** A promise that what was observed, or what is declared, speaks against. */
export const purposeContradicted: Rule = {
  id: 'purpose-contradicted',
  category: 'purpose',
  description:
    'A stated claim does not hold against what was observed or what the catalog declares.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    return context.purpose.stated.flatMap(stated =>
      stated.claims
        .filter(({ verdict }) => verdict === 'contradicted')
        .map(claim => draft(lens, stated, claim)),
    );
  },
};

function draft(
  lens: Lens,
  stated: StatedPurpose,
  claim: JudgedClaim,
): FindingDraft {
  const { indicts } = claim;
  const name = nameOf(lens, stated);
  const reach = indicts && reachOf(lens, indicts);
  const culprit = indicts?.way[indicts.way.length - 1];
  return {
    cause: [stated.ref, `claim ${claim.claim}`],
    title: `${name} says "${clean(claim.claim)}" and ${
      claim.does ?? 'does not keep it'
    }`,
    summary: summaryOf(stated, claim),
    subjects: [stated.ref],
    related: (indicts?.others ?? []).map(other => lens.ref(other)),
    steps: indicts ? stepsOf(lens, indicts) : [],
    evidence: evidenceOf(claim),
    interventions:
      culprit === undefined ? [] : [moveFor(lens, indicts!, culprit)],
    ...(reach ? { reach } : {}),
    weight: {
      ...(reach ? { reach } : {}),
      ...(indicts?.by === 'change' ? { by: 'change' as const } : {}),
      extra: [
        {
          points: reach ? 20 : 40,
          because: `a stated claim is contradicted${
            claim.observations > 0 ? ' by what was observed' : ''
          }`,
        },
      ],
    },
  };
}

/** What was promised is what the working is held against, and none of it. */
function seenOf({ working }: JudgedClaim): string[] {
  return working.filter(line => !line.startsWith('Promised: '));
}

/**
 * What was measured, and what it comes down to: the first lines of the working and its last. Only the first where the others name
 * what is not on the chain: whoever may not see that may see the finding.
 */
function summaryOf({ kind, at }: StatedPurpose, claim: JudgedClaim): string {
  const seen = seenOf(claim);
  const onChain = new Set(claim.indicts?.way);
  if (kind === 'entity') onChain.add(at);
  const lines = claim.names.every(name => onChain.has(name))
    ? seen.filter((_, i) => i < 2 || i === seen.length - 1)
    : seen.slice(0, 1);
  const text = `${lines.join('. ')}.`;
  return claim.observations > 0 ? text : `${text} The catalog itself says so.`;
}

function nameOf(lens: Lens, { kind, at, ref }: StatedPurpose): string {
  if (kind === 'entity') return lens.name(at);
  const { systems, domains } = lens.context.model;
  const title = (kind === 'system' ? systems : domains)[at].title;
  return clean(title ?? ref.slice(ref.indexOf('/') + 1));
}

function stepsOf(lens: Lens, { way, by }: Indicted): Step[] {
  return by === 'change' ? changeSteps(lens, way) : lens.stepsDown(way);
}

/** Of a delivery, nothing fails with it: the change that does not happen is no failure. */
function reachOf(lens: Lens, { way, by, others }: Indicted): Reach | undefined {
  if (by === 'delivery') return undefined;
  return by === 'change'
    ? changeReach(lens, [way[0], ...others])
    : lens.reach(way[way.length - 1]);
}

function evidenceOf(claim: JudgedClaim): Evidence[] {
  const { evidence, observations } = claim;
  const sources = [
    ...new Set(evidence.map(({ source }: ObservationRef) => source)),
  ];
  const first = evidence[0];
  return seenOf(claim).map((detail, i) => ({
    grade: observations > 0 ? 'observed' : 'declared',
    source: sources.length > 0 ? clean(sources.join(', ')) : 'catalog',
    detail:
      i === 0 && first
        ? `${detail} (${count(observations, 'observation')}, such as ${clean(
            evidence[evidence.length - 1].id,
          )})`
        : detail,
  }));
}

function moveFor(lens: Lens, { by }: Indicted, culprit: number): Intervention {
  const name = lens.name(culprit);
  const target = lens.ref(culprit);
  switch (by) {
    case 'change':
      return {
        kind: 'part-changes',
        leverage: 'rule',
        target,
        text: `Let each team take ${name} at its own time: keep two versions usable, and never need both sides new at once.`,
      };
    case 'retries':
      return {
        kind: 'retry-at-one-place',
        leverage: 'feedback',
        target,
        text: `Retry at one place on the way to ${name}, within a budget that everyone who calls it shares.`,
      };
    case 'delivery':
      return {
        kind: 'make-undo-cheap',
        leverage: 'feedback',
        target,
        text: `Let ${name} take a bad change back by itself, and small changes go out any day.`,
      };
    default:
      return {
        kind: 'limit-reach',
        leverage: 'rule',
        target,
        text: `Give what rests on ${name} a second way, or split it, so that one failure does not stop every part at once.`,
      };
  }
}
