import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { FindingPage } from '@posiwid/backstage-plugin-coupling-common';
import { CATEGORIES, SEVERITIES } from '@posiwid/coupling-engine';
import { STANDING_STATES } from '../governance/decisions';
import type { ActionReader } from './ActionReader';
import {
  findingSummarySchema,
  MAX_REF,
  READS,
  summaryOf,
  type Links,
} from './common';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 50;

export function registerListFindings(
  registry: ActionsRegistryService,
  reader: ActionReader,
  links: Links,
): void {
  registry.register({
    ...READS,
    name: 'list-findings',
    title: 'List coupling findings',
    description: `Lists risks that come from how the things in the software catalog are coupled and owned, worst first.
Each has an id that explain-finding takes. All filters are optional and all of them have to match. What the caller may not read in the catalog is left out and counted in "hidden".`,
    schema: {
      input: z =>
        z.object({
          team: z
            .string()
            .max(MAX_REF)
            .optional()
            .describe(
              'Reference of a group, e.g. group:default/payments; groups below it are included. "none": things without a living owner',
            ),
          severity: z.array(z.enum(SEVERITIES)).optional(),
          category: z.array(z.enum(CATEGORIES)).optional(),
          standing: z
            .array(z.enum(STANDING_STATES))
            .optional()
            .describe('What people decided about it'),
          entity: z
            .string()
            .max(MAX_REF)
            .optional()
            .describe('Reference of an entity that is in it'),
          text: z.string().max(MAX_REF).optional().describe('Words in it'),
          limit: z.number().int().min(1).max(MAX_LIMIT).optional(),
        }),
      output: z =>
        z.object({
          headline: z.string(),
          total: z.number(),
          hidden: z.number(),
          findings: z.array(findingSummarySchema(z)),
        }),
    },
    action: async ({ input, credentials }) => {
      const { team, entity, text, limit = DEFAULT_LIMIT, ...filters } = input;
      const page = await reader.ask<FindingPage>(
        'listFindings',
        {
          ...filters,
          limit,
          ...(team !== undefined && { team: [team] }),
          ...(entity !== undefined && { entity: [entity] }),
          ...(text !== undefined && { q: text }),
        },
        credentials,
      );
      const { headline, total, hidden, items } = page;
      return {
        output: {
          headline,
          total,
          hidden,
          findings: items.map(finding => summaryOf(finding, links)),
        },
      };
    },
  });
}
