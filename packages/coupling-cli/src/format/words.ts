import {
  SEVERITIES,
  type Finding,
  type Severity,
} from '@posiwid/coupling-engine';

/** `1 team`, `2 teams`, `63,436 entities`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** Short for people: `orders` for `component:default/orders`, `api:orders`; other namespaces stay. */
export function shortRef(ref: string): string {
  return ref.replace(/^component:/, '').replace(/^([^:/]*:)?default\//, '$1');
}

/** A team by its name; what kind of owner it is shows only where it is a person. */
export function shortTeam(ref: string): string {
  return ref.replace(/^group:/, '').replace(/^([^:/]*:)?default\//, '$1');
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
