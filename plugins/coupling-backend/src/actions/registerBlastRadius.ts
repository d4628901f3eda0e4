import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { BlastRadius } from '@posiwid/backstage-plugin-coupling-common';
import type { ActionReader } from './ActionReader';
import { MAX_REF, READS } from './common';

/** Entities named in an answer; the rest is counted. */
const MAX_NAMED = 100;

export function registerBlastRadius(
  registry: ActionsRegistryService,
  reader: ActionReader,
): void {
  registry.register({
    ...READS,
    name: 'blast-radius',
    title: 'What fails with an entity',
    description: `Says what fails, and what degrades, when one entity of the software catalog fails, by the couplings that are declared or were seen. Alternatives are taken into account.
At most ${MAX_NAMED} entities of each are named. What the caller may not read in the catalog is left out and counted in "hidden".`,
    schema: {
      input: z =>
        z.object({
          entity: z
            .string()
            .max(MAX_REF)
            .describe('Reference, e.g. component:default/orders'),
        }),
      output: z => {
        const reached = z.object({
          count: z.number(),
          refs: z.array(z.string()),
        });
        return z.object({
          entity: z.string(),
          fails: reached,
          degrades: reached,
          ofEntities: z.number(),
          teams: z.array(
            z.object({
              team: z.string(),
              fails: z.number(),
              degrades: z.number(),
            }),
          ),
          hidden: z.number(),
        });
      },
    },
    action: async ({ input: { entity }, credentials }) => {
      const view = await reader.ask<BlastRadius>(
        'getBlastRadius',
        { ref: entity },
        credentials,
      );
      const reached = (items: BlastRadius['fails']) => ({
        count: items.length,
        refs: items.slice(0, MAX_NAMED).map(({ ref }) => ref),
      });
      return {
        output: {
          entity: view.ref,
          fails: reached(view.fails),
          degrades: reached(view.degrades),
          ofEntities: view.ofEntities,
          teams: view.byTeam.map(({ team, fails, degrades }) => ({
            team: team.ref,
            fails,
            degrades,
          })),
          hidden: view.hidden,
        },
      };
    },
  });
}
