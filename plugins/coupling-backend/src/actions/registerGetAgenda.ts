import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Reviewer } from '../governance/reviews/Reviewer';
import type { ActionReader } from './ActionReader';
import { MAX_REF, READS, type Links } from './common';

export function registerGetAgenda(
  registry: ActionsRegistryService,
  reader: ActionReader,
  reviewer: Reviewer,
  links: Links,
): void {
  registry.register({
    ...READS,
    name: 'get-agenda',
    title: 'Get the agenda of the next architecture review',
    description: `Gives the agenda of the next meeting of a review series as it would be now: what is new, worse, lapsed or overdue since the last one, and the moves that would change most.
Without a series it lists the series, and gives the agenda when there is only one.`,
    schema: {
      input: z =>
        z.object({
          series: z.string().max(MAX_REF).optional().describe('Id of a series'),
        }),
      output: z =>
        z.object({
          series: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              nextAt: z.string().optional(),
            }),
          ),
          agenda: z
            .object({
              seriesId: z.string(),
              since: z
                .string()
                .optional()
                .describe('Start of the meeting before'),
              fits: z.number().describe('How many items fit into the meeting'),
              items: z.array(
                z.object({
                  key: z
                    .string()
                    .describe('Id of a finding, or move:<kind>:<target>'),
                  reason: z.string(),
                  words: z.string(),
                  title: z.string(),
                  severity: z.string().optional(),
                  link: z.string().optional(),
                }),
              ),
              leftOut: z
                .number()
                .describe('Open findings about which nothing changed'),
              remediated: z.array(z.string()),
            })
            .optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const audience = await reader.audienceOf(credentials);
      const all = await reviewer.listSeries();
      const current = all.filter(({ retired }) => !retired);
      const id =
        input.series ?? (current.length === 1 ? current[0].id : undefined);
      const agenda =
        id === undefined
          ? undefined
          : await reviewer.agenda(id, { audience, mayRun: false });
      return {
        output: {
          series: current.map(({ id: of, settings: { name }, nextAt }) => ({
            id: of,
            name,
            nextAt: nextAt[0],
          })),
          ...(agenda && {
            agenda: {
              seriesId: id!,
              since: agenda.since,
              fits: agenda.fits,
              items: agenda.items.map(
                ({ key, reason, words, title, severity }) => ({
                  key,
                  reason,
                  words,
                  title,
                  severity,
                  ...(reason !== 'move' && { link: links.finding(key) }),
                }),
              ),
              leftOut: agenda.leftOut,
              remediated: agenda.remediated.map(({ title }) => title),
            },
          }),
        },
      };
    },
  });
}
