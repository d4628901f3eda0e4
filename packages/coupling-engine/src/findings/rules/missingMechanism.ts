/**
 * Couplings on which the policy requires a mechanism that is not known: neither stated, nor inherited from a shared library or
 * channel, nor observed. Silent where nothing is required. One finding a target: it is what all of them lean on.
 */
import { PolicyOfEntities, type Requirement } from '../../model/domainPolicy';
import { KnownMechanisms } from '../../purpose/mechanisms';
import { jointFailure } from '../jointReach';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import type { FindingDraft, Rule, RuleContext } from '../types';
import { widest, widestFirst } from '../widest';
import { count, list, number } from '../../model/words';
import { worstAndRest } from '../worstAndRest';

const TYPE = 'type:';

/** What is required on the couplings to one target. */
interface Gap {
  target: number;
  /** Dependents whose coupling has to have something. */
  required: Set<number>;
  /** By mechanism: the dependents on whose coupling nothing is known of it. */
  missing: Map<string, Set<number>>;
  sources: Set<string>;
}

export const missingMechanism: Rule = {
  id: 'missing-mechanism',
  category: 'mechanism',
  description:
    'The policy requires a mechanism on a hard coupling, and it is not stated, inherited or observed.',
  evaluate(context: RuleContext): FindingDraft[] {
    const policies = new PolicyOfEntities(context.model, context.policy);
    const requirements = policies.requirements();
    if (requirements.length === 0) return [];
    const lens = lensOf(context);
    const drafts = [...gapsOf(lens, policies, requirements)]
      .filter(({ missing }) => missing.size > 0)
      .map(gap => draft(lens, gap));
    return worstAndRest(drafts, 'a mechanism that is required and not known');
  },
};

function gapsOf(
  lens: Lens,
  policies: PolicyOfEntities,
  requirements: readonly Requirement[],
): Iterable<Gap> {
  const { model, policy, purpose } = lens.context;
  const known = new KnownMechanisms(model, policy, purpose.history);
  const gaps = new Map<number, Gap>();
  const { count: rows, from, to, strength } = model.couplings;
  for (let row = 0; row < rows; row++) {
    if (strength[row] !== 'hard' || known.isInert(to[row])) continue;
    const asked = requirements.filter(requirement =>
      isMeant(lens, policies, requirement, from[row], to[row]),
    );
    if (asked.length === 0) continue;
    const gap = gaps.get(to[row]) ?? {
      target: to[row],
      required: new Set(),
      missing: new Map(),
      sources: new Set(),
    };
    gaps.set(to[row], gap);
    gap.required.add(from[row]);
    const how = known.onCoupling(row);
    for (const { mechanism, domain } of asked) {
      if (how(mechanism) !== 'unknown') continue;
      const dependents = gap.missing.get(mechanism) ?? new Set();
      gap.missing.set(mechanism, dependents.add(from[row]));
      gap.sources.add(domain === undefined ? 'policy' : 'posiwid.dev/policy');
    }
  }
  return gaps.values();
}

function isMeant(
  lens: Lens,
  policies: PolicyOfEntities,
  { on, domain }: Requirement,
  from: number,
  to: number,
): boolean {
  const { domains } = lens.context.model;
  const around = policies.domainsOf(from);
  if (domain !== undefined && !around.includes(domain)) return false;
  const place = on.toLowerCase();
  if (place === 'all') return true;
  if (place === 'across-teams') return lens.crossesTeams(from, to);
  if (place.startsWith(TYPE)) {
    return lens.typeWords(to).includes(place.slice(TYPE.length));
  }
  return around.some(one => domains[one].ref.toLowerCase() === place);
}

function draft(
  lens: Lens,
  { target, required, missing, sources }: Gap,
): FindingDraft {
  const name = lens.name(target);
  const mechanisms = [...missing.keys()].sort();
  const without = [...new Set([...missing.values()].flatMap(one => [...one]))];
  const { reach } = jointFailure(lens, without);
  const [first] = widestFirst(lens, without, 1);
  const are = mechanisms.length === 1 ? 'is' : 'are';
  return {
    title: `${name}: ${list(mechanisms, 4)} ${are} required on ${count(
      required.size,
      'coupling',
    )} to it, and not known on ${number(without.length)}`,
    summary: `What is required is neither stated on the couplings or their ends, nor inherited from a shared library or channel, nor was it observed. When ${name} is slow or gone, nothing that is known of limits what happens on the other side.`,
    subjects: [lens.ref(target)],
    related: widest(lens, without, 12),
    steps: lens.stepsDown([first, target]),
    evidence: mechanisms.map(mechanism => ({
      grade: 'declared',
      source: [...sources].sort().join(', '),
      detail: `${mechanism}: not known on ${number(
        missing.get(mechanism)!.size,
      )} of ${count(
        required.size,
        'coupling',
      )} that the policy asks something of`,
    })),
    interventions: mechanisms.map(mechanism => ({
      kind: `add-${mechanism}`,
      leverage: 'rule',
      text: `Put ${mechanism} into the client, library or channel that the callers of ${name} share, so that all of them inherit it, and state it there (posiwid.dev/mechanisms). Where it is there already, state it.`,
      target: lens.ref(target),
    })),
    reach,
    weight: {
      reach,
      cap: {
        severity: 'high',
        because:
          'a missing mechanism lets a failure pass, it is not the failure',
      },
    },
  };
}
