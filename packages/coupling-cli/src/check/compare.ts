import {
  SEVERITIES,
  type Analysis,
  type CatalogSummary,
  type Finding,
  type Problem,
} from '@posiwid/coupling-engine';
import { counted } from '../format/words';

/** A finding that both sides have, and what about it got worse. */
export interface Worse {
  finding: Finding;
  was: Finding;
  because: string;
}

/** What a change of the catalog does to its findings. Findings are the same when their ids are: same rule, same cause. */
export interface Comparison {
  base: CatalogSummary;
  head: CatalogSummary;
  introduced: Finding[];
  worse: Worse[];
  resolved: Finding[];
  /** Findings on both sides that did not get worse. */
  unchanged: number;
  /** Defects of the catalog that the base does not have. */
  problems: Problem[];
}

/**
 * A finding got worse when its severity rose, when more fails than before and that reaches another team, or when what fails
 * grew by a tenth. Less than that is what happens to any shared thing whenever somebody adds a service, and asking people
 * to answer for it each time would teach them to look away. A team more without a failure more is a new owner, no harm.
 */
const GROWTH = 1.1;

/** Compares two analyses of one catalog, before and after a change. */
export function compare(base: Analysis, head: Analysis): Comparison {
  const before = new Map(base.findings.map(finding => [finding.id, finding]));
  const after = new Set(head.findings.map(finding => finding.id));
  const introduced: Finding[] = [];
  const worse: Worse[] = [];
  let unchanged = 0;
  for (const finding of head.findings) {
    const was = before.get(finding.id);
    const because = was && whyWorse(was, finding);
    if (!was) introduced.push(finding);
    else if (because) worse.push({ finding, was, because });
    else unchanged += 1;
  }
  const known = new Set(base.problems.map(problemKey));
  return {
    base: base.catalog,
    head: head.catalog,
    introduced,
    worse,
    resolved: base.findings.filter(finding => !after.has(finding.id)),
    unchanged,
    problems: head.problems.filter(problem => !known.has(problemKey(problem))),
  };
}

function whyWorse(was: Finding, now: Finding): string | undefined {
  const reasons: string[] = [];
  if (SEVERITIES.indexOf(now.severity) < SEVERITIES.indexOf(was.severity)) {
    reasons.push(`${was.severity} became ${now.severity}`);
  }
  if (was.reach && now.reach) {
    if (
      now.reach.teams > was.reach.teams &&
      now.reach.fails > was.reach.fails
    ) {
      reasons.push(
        `reaches ${counted(now.reach.teams, 'team')} instead of ${
          was.reach.teams
        }`,
      );
    }
    if (now.reach.fails > was.reach.fails * GROWTH) {
      reasons.push(
        `fells ${counted(now.reach.fails, 'entity', 'entities')} instead of ${
          was.reach.fails
        }`,
      );
    }
  }
  return reasons.length > 0 ? reasons.join(', ') : undefined;
}

/** Two checkouts lie in two folders and lines move, so neither file nor line tells defects apart. */
function problemKey({ code, ref, key, message }: Problem): string {
  return JSON.stringify([code, ref, key, message]);
}
