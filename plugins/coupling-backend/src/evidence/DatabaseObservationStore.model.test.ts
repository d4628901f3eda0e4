/* eslint-disable jest/no-standalone-expect, jest/expect-expect -- commands of the model are run by the test below */
/**
 * The store against a Map: whatever is added, sent again, listed and let go of, in any order, both say the same.
 */
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Calls, Observation } from '@posiwid/coupling-engine';
import fc from 'fast-check';
import type { Knex } from 'knex';
import {
  calls,
  deployment,
  evidencePolicy,
} from '../__testUtils__/observations';
import { DatabaseObservationStore } from './DatabaseObservationStore';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 5, 1, 12);
const MAXIMUM = 12;
const KEPT_DAYS = { deployment: 20, calls: 15 };
const THIN_DAYS = 4;

interface Model {
  now: number;
  /** What was sent, by name, as long as it is kept or has gone into a sum. */
  sent: Map<string, { observation: Observation; summed: boolean }>;
  revision: string | undefined;
}
interface Real {
  store: DatabaseObservationStore;
}

const iso = (ms: number) => new Date(ms).toISOString();
const nameOf = ({ source, id }: Observation) => JSON.stringify([source, id]);
const isOld = (o: Observation, now: number, days: number) =>
  Date.parse(o.at) < now - days * DAY_MS;
const expired = (o: Observation, now: number) =>
  isOld(o, now, KEPT_DAYS[o.kind as keyof typeof KEPT_DAYS]);

/** What the model says is kept: as it was sent, or summed up by day and pair. */
function kept({ sent }: Model): string[] {
  const days = new Map<string, number>();
  const lines: string[] = [];
  for (const { observation, summed } of sent.values()) {
    if (!summed) {
      lines.push(JSON.stringify(observation));
    } else {
      const { source, at, from, to, requests } = observation as Calls;
      const day = `${source} ${at.slice(0, 10)} ${from} ${to}`;
      days.set(day, (days.get(day) ?? 0) + requests);
    }
  }
  for (const [day, requests] of days) lines.push(`${day}: ${requests}`);
  return lines.sort();
}

async function reallyKept({ store }: Real): Promise<string[]> {
  const lines: string[] = [];
  for await (const bodies of store.bodies()) {
    for (const body of bodies) {
      const one = JSON.parse(body);
      lines.push(
        one.id.startsWith('day:')
          ? `${one.source} ${one.at.slice(0, 10)} ${one.from} ${one.to}: ${
              one.requests
            }`
          : body,
      );
    }
  }
  return lines.sort();
}

async function agree(model: Model, real: Real): Promise<void> {
  const expected = kept(model);
  expect(await reallyKept(real)).toEqual(expected);
  expect(await real.store.count()).toBe(expected.length);
  const listed = await real.store.list({ limit: 1000 });
  expect(listed.items).toHaveLength(expected.length);
  const counted = (await real.store.sources()).map(s => s.observations);
  expect(counted.reduce((sum, n) => sum + n, 0)).toBe(expected.length);
}

class Add implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly wanted: {
      kind: 'deployment' | 'calls';
      id: number;
      source: string;
      daysAgo: number;
      variant: number;
    }[],
  ) {}
  check = () => true;
  async run(model: Model, real: Real) {
    const observations = this.wanted.map(
      ({ kind, id, source, daysAgo, variant }) => {
        const at = iso(START - daysAgo * DAY_MS);
        return kind === 'calls'
          ? calls(`c${id}`, { source, at, requests: variant + 1 })
          : deployment(`d${id}`, { source, at, version: `${variant}` });
      },
    );
    const before = kept(model).join();
    const expected = { stored: 0, unchanged: 0, refused: [] as object[] };
    observations.forEach((observation, position) => {
      const earlier = model.sent.get(nameOf(observation))?.observation;
      const refuse = (why: string) => expected.refused.push({ position, why });
      if (expired(observation, model.now)) refuse('expired');
      else if (earlier) {
        if (JSON.stringify(earlier) === JSON.stringify(observation)) {
          expected.unchanged += 1;
        } else refuse('duplicate');
      } else if (kept(model).length >= MAXIMUM) refuse('full');
      else {
        expected.stored += 1;
        model.sent.set(nameOf(observation), { observation, summed: false });
      }
    });
    expect(await real.store.add(observations, iso(model.now))).toEqual(
      expected,
    );
    const revision = await real.store.revision(iso(model.now));
    if (model.revision !== undefined) {
      expect(revision === model.revision).toBe(kept(model).join() === before);
    }
    model.revision = revision;
    await agree(model, real);
  }
  toString = () => `add ${JSON.stringify(this.wanted)}`;
}

class Maintain implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly days: number) {}
  check = () => true;
  async run(model: Model, real: Real) {
    model.now += this.days * DAY_MS;
    const before = kept(model).join();
    const sums = new Set<string>();
    for (const [name, one] of model.sent) {
      const { observation } = one;
      // A sum is of the end of its day, and so are the days that it is kept.
      if (expired(observation, model.now) && !one.summed) {
        model.sent.delete(name);
      } else if (
        observation.kind === 'calls' &&
        isOld(observation, model.now, THIN_DAYS)
      ) {
        one.summed = true;
        sums.add(name);
      }
    }
    for (const [name, { observation, summed }] of model.sent) {
      const endOfDay = `${observation.at.slice(0, 10)}T23:59:59.999Z`;
      if (summed && expired({ ...observation, at: endOfDay }, model.now)) {
        model.sent.delete(name);
      }
    }
    await real.store.maintain(iso(model.now));
    const revision = await real.store.revision(iso(model.now));
    if (model.revision !== undefined && kept(model).join() === before) {
      expect(revision).toBe(model.revision);
    }
    model.revision = revision;
    await agree(model, real);
  }
  toString = () => `maintain after ${this.days} days`;
}

const commands = fc.commands(
  [
    fc
      .array(
        fc.record({
          kind: fc.constantFrom('deployment' as const, 'calls' as const),
          id: fc.nat(6),
          source: fc.constantFrom('a', 'b'),
          daysAgo: fc.nat(8),
          variant: fc.nat({ max: 1 }),
        }),
        { maxLength: 6 },
      )
      .map(wanted => new Add(wanted)),
    fc.integer({ min: 0, max: 3 }).map(days => new Maintain(days)),
  ],
  { maxCommands: 12 },
);

describe.each(databases.eachSupportedId())('the store on %s', id => {
  it('is a map that forgets', async () => {
    const knex: Knex = await databases.init(id);
    const policy = evidencePolicy({
      maximum: MAXIMUM,
      thinCallsAfterDays: THIN_DAYS,
    });
    Object.assign(policy.retentionDays, KEPT_DAYS);
    const open = () =>
      DatabaseObservationStore.create({
        database: mockServices.database({ knex, migrations: { skip: false } }),
        policy,
      });
    await open();
    await fc.assert(
      fc.asyncProperty(commands, async given => {
        await knex('observation_refs').delete();
        await knex('observations').delete();
        await knex('evidence_counts').delete();
        await knex('evidence_sources').delete();
        await knex('evidence_state').update({ observations: 0 });
        const store = await open();
        await fc.asyncModelRun(
          () => ({
            model: { now: START, sent: new Map(), revision: undefined },
            real: { store },
          }),
          given,
        );
      }),
      { numRuns: 40 },
    );
  });
});
