/** Two backends on one database, and many who decide at random. */
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  DecisionBody,
  DecisionList,
} from '@posiwid/backstage-plugin-coupling-common';
import createKnex, { type Knex } from 'knex';
import { smallPlatform } from '../__testUtils__/entities';
import { TestPortal } from '../__testUtils__/portal';

jest.setTimeout(300_000);

/** Each replica has connections of its own, so this is for a database that is a server. */
const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const CLIENTS = 20;
/** `COUPLING_SOAK_SECONDS=60` for the whole minute. */
const SECONDS = Number(process.env.COUPLING_SOAK_SECONDS ?? 8);

const NEXT_MONTH = new Date(Date.now() + 30 * 86_400_000)
  .toISOString()
  .slice(0, 10);
/** What can be decided at any time. */
const BODIES: DecisionBody[] = [
  { kind: 'comment', text: 'seen' },
  { kind: 'accept', reason: 'known', until: NEXT_MONTH },
  { kind: 'assign', team: 'group:default/red', due: NEXT_MONTH },
  { kind: 'plan', move: 'Split it' },
  { kind: 'defer', reason: 'after the release' },
  { kind: 'dispute', reason: 'a test system' },
];

const supported = databases.eachSupportedId();
// eslint-disable-next-line jest/no-standalone-expect -- without a server there is nothing to try this on
(supported.length > 0 ? describe : describe.skip).each(
  supported.length > 0 ? supported : [['no PostgreSQL on this machine']],
)('two backends on %s', databaseId => {
  it('have every acknowledged decision once, in one order', async () => {
    const first = await databases.init(databaseId as 'POSTGRES_18');
    const second: Knex = createKnex(first.client.config);
    const portals: TestPortal[] = [];
    try {
      for (const knex of [first, second]) {
        portals.push(
          await TestPortal.start({ knex, entities: smallPlatform() }),
        );
      }
      await portals[0].analyse();
      // Either may have analysed; the other sees it soon.
      const [findings] = await Promise.all(portals.map(findingsOf));
      const acknowledged: { id: string; position: number; finding: string }[] =
        [];
      let overtaken = 0;
      const end = Date.now() + SECONDS * 1000;
      // On a machine that is busy, as long as it takes to have something to look at.
      const goesOn = () => Date.now() < end || acknowledged.length <= CLIENTS;
      await Promise.all(
        Array.from({ length: CLIENTS }, async (_, client) => {
          const known = new Map<string, number>();
          // A sequence of its own for each client: which finding, what of it, and on which replica.
          let state = client + 1;
          const pick = (n: number) => {
            state = (state * 48271) % 2147483647;
            return state % n;
          };
          for (let n = 0; goesOn(); n++) {
            const finding = findings[pick(findings.length)];
            const id = `client-${client}-${n}`;
            const answer = await portals[pick(2)].decide(
              finding,
              {
                id,
                after: known.get(finding) ?? 0,
                body: BODIES[pick(BODIES.length)],
              },
              `user:default/c${client}`,
            );
            if (answer.status === 201) {
              const { standing } = answer.body as DecisionList;
              const own = answer.body.items.find(
                (item: { id: string }) => item.id === id,
              );
              acknowledged.push({ id, position: own.position, finding });
              known.set(finding, standing.position);
            } else if (answer.status === 409) {
              overtaken += 1;
              known.set(finding, answer.body.standing.position);
            } else {
              throw new Error(
                `${answer.status} ${JSON.stringify(answer.body)}`,
              );
            }
          }
        }),
      );
      process.stdout.write(
        `${CLIENTS} clients in ${SECONDS} s: ${acknowledged.length} decisions acknowledged, ${overtaken} overtaken\n`,
      );
      expect(acknowledged.length).toBeGreaterThan(CLIENTS);
      expect(overtaken).toBeGreaterThan(0);
      for (const finding of findings) {
        const lists = await Promise.all(
          portals.map(portal => portal.get(`/findings/${finding}/decisions`)),
        );
        const [a, b] = lists.map(({ body: list }) => list.items);
        expect(b).toEqual(a);
        expect(a.map((d: { position: number }) => d.position)).toEqual(
          a.map((_: unknown, i: number) => i + 1),
        );
        const own = acknowledged.filter(one => one.finding === finding);
        const kept = a.map(
          ({ id, position }: { id: string; position: number }) => ({
            id,
            position,
            finding,
          }),
        );
        const byPosition = (x: { position: number }, y: { position: number }) =>
          x.position - y.position;
        expect(kept).toEqual([...own].sort(byPosition));
      }
    } finally {
      await Promise.all(portals.map(portal => portal.stop()));
      await Promise.all([first, second].map(knex => knex.destroy()));
    }
  });
});

/** Ids of findings, once there are any. */
async function findingsOf(portal: TestPortal): Promise<string[]> {
  for (;;) {
    const { body } = await portal.get('/findings').expect(200);
    if (body.items.length > 0) {
      return body.items.map(({ id }: { id: string }) => id);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
