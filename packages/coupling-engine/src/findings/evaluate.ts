import type { Problem } from '../model/types';
import type { Raised } from './raised';
import { fold } from './fold';
import { findingId } from './identity';
import { rank, severityOf } from './severity';
import type { Finding, FindingDraft, Rule, RuleContext } from './types';
import { clean } from '../model/words';

/** A finding names so many refs beside its subjects; more would be a list, not a finding. */
const MAX_RELATED = 12;

/**
 * Runs every rule over one analysis. A rule that throws becomes a problem, and the rest go on.
 *
 * @param context - model, structure, ownership and policy of the run
 * @param rules - those the policy disables are left out
 * @returns findings worst first, with everything derived (id, severity, score, working, chain, teams); problems of rules
 */
export function evaluateRules(
  context: RuleContext,
  rules: readonly Rule[],
): { findings: Finding[]; problems: Problem[] } {
  const disabled = new Set(context.policy.disabledRules);
  const problems: Problem[] = [];
  const raised: Raised[] = [];
  for (const rule of rules) {
    if (disabled.has(rule.id)) continue;
    try {
      for (const draft of rule.evaluate(context)) raised.push({ rule, draft });
    } catch (error) {
      problems.push({
        code: 'rule-failed',
        key: rule.id,
        message: `Rule ${clean(rule.id)} failed and raised nothing: ${clean(
          error instanceof Error ? error.message : String(error),
        )}`,
      });
    }
  }
  const ownersOf = ownersByRef(context);
  const byId = new Map<string, Finding>();
  for (const { rule, draft } of fold(raised)) {
    const finding = complete(rule, draft, context, ownersOf);
    const same = byId.get(finding.id);
    if (!same || compareFindings(finding, same) < 0) {
      byId.set(finding.id, finding);
    }
  }
  return { findings: [...byId.values()].sort(compareFindings), problems };
}

/** Worst severity first, then highest score, then by id. */
export function compareFindings(a: Finding, b: Finding): number {
  const difference = rank(a.severity) - rank(b.severity) || b.score - a.score;
  if (difference !== 0) return difference;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function complete(
  rule: Rule,
  draft: FindingDraft,
  context: RuleContext,
  ownersOf: ReadonlyMap<string, readonly string[]>,
): Finding {
  const { cause, weight, ...rest } = draft;
  const subjects = [...new Set(draft.subjects)];
  const chain = [...new Set(draft.steps.map(step => step.ref))];
  const teams = new Set<string>();
  for (const ref of [...subjects, ...chain]) {
    ownersOf.get(ref)?.forEach(owner => teams.add(owner));
  }
  // A finding that names half of a small catalog says nothing.
  const most = Math.min(
    MAX_RELATED,
    Math.max(
      0,
      Math.floor(context.model.entities.length / 2) - subjects.length,
    ),
  );
  const related = [...new Set(draft.related)]
    .filter(ref => !subjects.includes(ref))
    .slice(0, most);
  return {
    ...rest,
    id: findingId(rule.id, cause ?? subjects),
    rule: rule.id,
    category: rule.category,
    ...severityOf(weight),
    subjects,
    related,
    teams: [...teams].sort(),
    chain,
  };
}

function ownersByRef({ model }: RuleContext): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const { ref, owners: positions } of [
    ...model.domains,
    ...model.systems,
    ...model.entities,
  ]) {
    owners.set(
      ref,
      positions.map(position => model.teams[position].ref),
    );
  }
  return owners;
}
