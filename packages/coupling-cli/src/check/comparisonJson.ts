import {
  toReport,
  type Analysis,
  type Finding,
} from '@posiwid/coupling-engine';
import type { Comparison } from './compare';

/** The comparison as JSON; findings are written as in the report of `coupling analyze`. */
export function comparisonJson(
  comparison: Comparison,
  base: Analysis,
  head: Analysis,
): string {
  const before = new Map(
    toReport(base).findings.map(finding => [finding.id, finding]),
  );
  const after = new Map(
    toReport(head).findings.map(finding => [finding.id, finding]),
  );
  const report = {
    version: 1,
    base: comparison.base,
    head: comparison.head,
    introduced: comparison.introduced.map(({ id }) => after.get(id)),
    worse: comparison.worse.map(({ finding, was, because }) => ({
      ...after.get(finding.id),
      because,
      was: standing(was),
      now: standing(finding),
    })),
    resolved: comparison.resolved.map(({ id }) => before.get(id)),
    unchanged: comparison.unchanged,
    problems: comparison.problems,
    omissions: head.omissions.map(({ text }) => text),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function standing({ severity, score, reach }: Finding) {
  return { severity, score, reach };
}
