/** What the actions have in common. */
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { couplingFindingReadPermission } from '@posiwid/backstage-plugin-coupling-common';

/** The zod that the registry hands to schemas. */
export type Zod = Parameters<
  Parameters<ActionsRegistryService['register']>[0]['schema']['input']
>[0];

/** Who may not read findings does not see the actions, and is not told that there are any. */
export const READS = {
  visibilityPermission: couplingFindingReadPermission,
  attributes: { readOnly: true, destructive: false, idempotent: true },
} as const;

/** References and ids are no longer than this. */
export const MAX_REF = 300;

/** Link to a page, e.g. `finding('abc')`. */
export interface Links {
  finding(id: string): string;
}

/**
 * @param page - where the Coupling pages are: a path, or an address when the app's is known
 */
export function linksTo(page: string): Links {
  return {
    finding: id => `${page}/risks?finding=${encodeURIComponent(id)}`,
  };
}

export function findingSummarySchema(z: Zod) {
  return z.object({
    id: z.string(),
    title: z.string(),
    severity: z.string(),
    category: z.string(),
    status: z.string().describe('new, open, regressed or resolved'),
    standing: z
      .string()
      .optional()
      .describe('What people decided, e.g. undecided, accepted, overdue'),
    teams: z.array(z.string()),
    subjects: z.array(z.string()),
    link: z.string(),
  });
}

export function summaryOf(finding: Finding, links: Links) {
  const { id, title, severity, category, status, teams, subjects } = finding;
  return {
    id,
    title,
    severity,
    category,
    status,
    standing: finding.standing?.state,
    teams,
    subjects,
    link: links.finding(id),
  };
}
