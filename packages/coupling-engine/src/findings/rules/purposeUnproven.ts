import type { StatedPurpose } from '../../purpose';
import type { FindingDraft, Rule, RuleContext } from '../types';
import { clean, count, list, nameOfRef } from '../../model/words';
import { append } from '../../model/collect';

/** A finding shows so many claims; the number says how many there are. */
const MAX_SHOWN = 10;

/**
 * Promises that nothing observed speaks for or against, once an owner. Silent while nothing was observed at all: then it is
 * the evidence that is missing, not this owner's.
 */
export const purposeUnproven: Rule = {
  id: 'purpose-unproven',
  category: 'purpose',
  description:
    'A stated claim has no evidence, or only evidence that is too old, although observations are there.',
  evaluate({ purpose, model }: RuleContext): FindingDraft[] {
    if (purpose.observations === 0) return [];
    const byOwner = new Map<string, StatedPurpose[]>();
    for (const stated of purpose.stated) {
      if (open(stated).length === 0) continue;
      const owners = ownersOf(model, stated).sort();
      const key = owners.length > 0 ? owners.join(' ') : stated.ref;
      append(byOwner, key, stated);
    }
    return [...byOwner].map(([owner, all]) => draft(owner, all));
  },
};

function open({ claims }: StatedPurpose) {
  return claims.filter(
    ({ verdict }) => verdict === 'unproven' || verdict === 'expired',
  );
}

function ownersOf(
  model: RuleContext['model'],
  { kind, at }: StatedPurpose,
): string[] {
  const { owners } = {
    entity: model.entities,
    system: model.systems,
    domain: model.domains,
  }[kind][at];
  return owners.map(owner => model.teams[owner].ref);
}

function draft(owner: string, all: StatedPurpose[]): FindingDraft {
  const claims = all.flatMap(stated =>
    open(stated).map(claim => ({ ...claim, ref: stated.ref })),
  );
  const of = all.reduce((sum, stated) => sum + stated.claims.length, 0);
  const names = list(all.map(({ ref }) => nameOfRef(ref)));
  return {
    cause: [owner],
    title: `${claims.length} of ${count(
      of,
      'claim',
    )} of ${names}: nothing observed speaks for or against`,
    summary:
      'What was promised is neither kept nor broken as far as anyone has seen. A drill or a connected source would tell.',
    subjects: all.map(({ ref }) => ref),
    related: [],
    steps: [],
    evidence: claims
      .slice(0, MAX_SHOWN)
      .map(({ ref, claim, verdict, working }) => ({
        grade: 'declared',
        source: 'posiwid.dev/claims',
        detail: `${nameOfRef(ref)}: "${clean(claim)}" is ${verdict}. ${
          working[0] ?? ''
        }`.trim(),
      })),
    interventions: [
      {
        kind: 'seek-evidence',
        leverage: 'information-flow',
        text: `Connect what records it, or hold a drill, or take the claim back.`,
        target: all[0].ref,
      },
    ],
    weight: {
      extra: [
        {
          points: 20,
          because: `${count(claims.length, 'claim')} without evidence`,
        },
      ],
      cap: { severity: 'low', because: 'no data is not a failure' },
    },
  };
}
