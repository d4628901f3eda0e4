/**
 * Six meetings about a real catalog that is edited between them: on each agenda is what changed since the meeting before, and
 * nothing else. What changed is worked out here, by holding plain lists of findings against each other.
 */
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { SeriesSettings } from '@posiwid/backstage-plugin-coupling-common';
import {
  readRealCatalog,
  realCatalogs,
} from '../../__testUtils__/realCatalogs';
import type { DecisionBody } from '../decisions';
import {
  historyOf,
  isWorse,
  WORTH_A_TALK,
  type Found,
} from './__testUtils__/edits';
import { startGoverned, type World } from './__testUtils__/Governed';
import type { ReviewBody } from './types';

jest.setTimeout(600_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const DAY = 24 * 60 * 60 * 1000;
/** The last of six meetings, a week apart, is today. */
const today = new Date().toISOString().slice(0, 10);
const inDays = (days: number, hour: string) =>
  `${new Date(Date.parse(today) + days * DAY)
    .toISOString()
    .slice(0, 10)}T${hour}:00.000Z`;
const WEEKS = [-35, -28, -21, -14, -7, 0];
const DATES = WEEKS.map(days => inDays(days, '08:00'));
const LATER = inDays(60, '00:00').slice(0, 10);

const SETTINGS: SeriesSettings = {
  name: 'Weekly',
  cadence: 'FREQ=WEEKLY',
  startsAt: inDays(-35, '10:00'),
  timezone: 'UTC',
  minutes: 60,
  itemMinutes: 5,
  scope: {},
  facilitator: 'user:default/mara',
  participants: [],
  delegates: [],
  minSeverity: 'medium',
  moves: 0,
};
const MARA = 'user:default/mara';
const asker = { audience: 'everything', mayRun: true } as const;

/** What has to be on the agenda of a week, and why. */
function changedIn(
  week: number,
  lists: readonly Found[],
  accepted: string,
  undecided: ReadonlySet<string>,
): Map<string, string> {
  const earlier = lists.slice(0, week);
  const reasons = new Map<string, string>();
  for (const [id, now] of lists[week]) {
    const then = earlier
      .filter(list => list.has(id))
      .pop()
      ?.get(id);
    const before = week > 0 && lists[week - 1].has(id);
    const isAccepted = id === accepted && week > 0;
    if (isAccepted && isWorse(now, lists[0].get(id)!))
      reasons.set(id, 'lapsed');
    // As bad as what was accepted, or less: known, whatever it was a week ago.
    else if (isAccepted && before) continue;
    else if (then && isWorse(now, then)) reasons.set(id, 'worse');
    else if (then && !before) reasons.set(id, 'regressed');
    else if (undecided.has(id)) reasons.set(id, 'carried');
    else if (!then && WORTH_A_TALK.has(now.severity)) reasons.set(id, 'new');
  }
  return reasons;
}

const names = realCatalogs(
  'backstage-packages/entities.yaml',
  'microservices/train-ticket.yaml',
);
const ids = databases.eachSupportedId().flat();
// The catalogs take turns on the databases: what is agreed on does not depend on both.
const cases = names.map((name, n) => [name, ids[n % ids.length]]);

// eslint-disable-next-line jest/no-standalone-expect -- without catalogs there is nothing to try this on
(cases.length > 0 ? describe : describe.skip).each(
  cases.length > 0 ? cases : [['no catalog beside the project', 'SQLITE_3']],
)('meetings about %s on %s', (name, databaseId) => {
  it('are about what changed since the one before, and nothing else', async () => {
    const { weeks, accepted, resolved } = historyOf(
      readRealCatalog(name),
      DATES,
    );
    const lists = weeks.map(({ found }) => found);
    const knex = await databases.init(databaseId as 'SQLITE_3');
    const world: World = { entities: [], now: DATES[0] };
    const governed = await startGoverned(
      knex,
      world,
      mockServices.logger.mock(),
    );
    const { reviewer, decider } = governed;
    let events = 0;

    const happens = async (id: string, body: ReviewBody) => {
      const { position } = await reviewer.review(id, asker);
      const event = { id: `e${(events += 1)}`, after: position, body };
      await reviewer.happen(id, event, MARA, asker);
    };
    const decide = async (id: string, body: DecisionBody, of: string) => {
      const found = await decider.findOne(id, 'everything');
      const after = (await decider.about(id)).length;
      const wanted = { id: `d${(events += 1)}`, after, body, reviewId: of };
      expect((await decider.decide(found, wanted, MARA)).result).toBe(
        'decided',
      );
    };
    const agendaNow = async () => {
      const agenda = await reviewer.agenda('weekly', asker);
      return {
        ...agenda,
        reasons: new Map(agenda.items.map(({ key, reason }) => [key, reason])),
      };
    };
    const decisions: DecisionBody[] = [
      { kind: 'assign', team: 'group:default/maintainers', due: LATER },
      { kind: 'plan', move: 'Split it' },
      { kind: 'defer', reason: 'after the release', until: LATER },
    ];

    try {
      await reviewer.setSeries(
        'weekly',
        { after: 0, settings: SETTINGS },
        MARA,
      );
      const everOn = new Set<string>();
      let undecided = new Set<string>();
      const said: string[][] = [];
      for (const [week, { at, entities, found }] of weeks.entries()) {
        Object.assign(world, { entities, now: at });
        await governed.analyse();
        world.now = inDays(WEEKS[week], '10:00');
        const agenda = await agendaNow();
        const changed = changedIn(week, lists, accepted, undecided);
        expect(agenda.reasons).toEqual(changed);
        expect(agenda.leftOut).toBe(found.size - changed.size);
        const gone = [...(lists[week - 1]?.keys() ?? [])].filter(
          id => !found.has(id) && everOn.has(id),
        );
        expect(agenda.remediated.map(({ key }) => key)).toEqual(gone.sort());
        said.push([...new Set(changed.values())]);

        const { id } = await reviewer.call('weekly', MARA, asker);
        await happens(id, { kind: 'started', items: [] });
        const keys = [...changed.keys()];
        // Of the first meeting one is not decided.
        undecided = new Set(
          week === 0 ? keys.filter(key => key !== accepted).slice(-1) : [],
        );
        for (const [n, key] of keys.entries()) {
          everOn.add(key);
          if (undecided.has(key)) continue;
          const accept: DecisionBody = {
            kind: 'accept',
            reason: 'known',
            until: LATER,
          };
          const isFirst = week === 0 && key === accepted;
          await decide(key, isFirst ? accept : decisions[n % 3], id);
        }
        await happens(id, { kind: 'ended' });

        // A day on nothing has changed, so there is nothing to talk about but what was not decided.
        world.now = inDays(WEEKS[week] + 1, '08:00');
        if (week === 0) await governed.analyse();
        expect([...(await agendaNow()).reasons.keys()]).toEqual([...undecided]);
      }
      expect(said[0]).toEqual(['new']);
      expect(said[1]).toContain('worse');
      expect(said[2]).toContain('new');
      expect(lists[3].has(resolved)).toBe(false);
      expect(said[4]).toContain('regressed');
      expect(said[5]).toContain('lapsed');
    } finally {
      await governed.stop();
      await knex.destroy();
    }
  });
});
