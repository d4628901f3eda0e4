import {
  SEVERITIES,
  type Finding,
  type Severity,
} from '@posiwid/coupling-engine';

/** `1 team`, `2 teams`, `63,436 entities`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** `orders` for `component:default/orders`; other namespaces stay: they tell things of one name apart. */
export function shortRef(ref: string): string {
  const match = /^[^:]*:(?:default\/)?(.*)$/s.exec(ref);
  return match ? match[1] : ref;
}

/** `2 critical, 5 high`: worst first, severities without a finding left out. */
export function severityCounts(findings: Pick<Finding, 'severity'>[]): string {
  return countBySeverity(findings)
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count.toLocaleString('en')} ${severity}`)
    .join(', ');
}

export function countBySeverity(
  findings: Pick<Finding, 'severity'>[],
): { severity: Severity; count: number }[] {
  return SEVERITIES.map(severity => ({
    severity,
    count: findings.filter(finding => finding.severity === severity).length,
  }));
}
