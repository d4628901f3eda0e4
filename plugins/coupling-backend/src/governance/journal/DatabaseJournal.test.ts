import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { DatabaseJournal, type Entry, type NewEntry } from '.';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

async function migrated(knex: Knex): Promise<Knex> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@posiwid/backstage-plugin-coupling-backend',
      'migrations',
    ),
  });
  return knex;
}

function entry(
  id: string,
  stream: string,
  after: number,
  more: Partial<NewEntry> = {},
): NewEntry {
  return {
    id,
    stream,
    after,
    at: '2026-01-01T00:00:00.000Z',
    by: 'user:default/mara',
    body: { kind: 'comment', text: id },
    ...more,
  };
}

describe.each(databases.eachSupportedId())('journal on %s', databaseId => {
  let knex: Knex;
  let journal: DatabaseJournal;

  beforeEach(async () => {
    knex = await migrated(await databases.init(databaseId));
    journal = new DatabaseJournal(knex);
  });
  afterEach(() => knex.destroy());

  it('keeps what was appended, in order, with its positions', async () => {
    expect(await journal.head()).toBe(0);
    await journal.append([
      entry('a', 'finding:1', 0),
      entry('b', 'review:1', 0),
      entry('c', 'finding:1', 1),
    ]);
    const all = await journal.since(0);
    expect(
      all.map(({ id, sequence, position }) => [id, sequence, position]),
    ).toEqual([
      ['a', 1, 1],
      ['b', 2, 1],
      ['c', 3, 2],
    ]);
    expect(await journal.read(['finding:1'])).toEqual([all[0], all[2]]);
    expect(await journal.since(1, { prefix: 'finding:' })).toEqual([all[2]]);
    expect(await journal.head()).toBe(3);
  });

  it('appends once what is sent twice', async () => {
    await journal.append([entry('a', 's', 0)]);
    expect(await journal.append([entry('a', 's', 0)])).toMatchObject({
      result: 'repeated',
      entries: [{ id: 'a', position: 1 }],
    });
    expect(
      await journal.append([entry('a', 's', 0, { body: { other: true } })]),
    ).toEqual({
      result: 'id-taken',
      id: 'a',
    });
    expect(
      await journal.append([entry('a', 's', 1, { by: 'user:default/ivo' })]),
    ).toMatchObject({
      result: 'id-taken',
    });
    expect(await journal.since(0)).toHaveLength(1);
  });

  it('tells the second of two what the first appended, and keeps nothing of the second', async () => {
    await journal.append([entry('a', 's', 0)]);
    expect(
      await journal.append([entry('x', 't', 0), entry('b', 's', 0)]),
    ).toMatchObject({
      result: 'overtaken',
      stream: 's',
      since: [{ id: 'a' }],
    });
    expect((await journal.since(0)).map(({ id }) => id)).toEqual(['a']);
    // The numbers have no gap for what was not kept.
    await journal.append([entry('c', 's', 1)]);
    expect(await journal.head()).toBe(2);
  });

  it('keeps hostile text as text', async () => {
    const text = `'; drop table journal; -- \u0000 <script> \ud83d\ude00 \ud800 __proto__ =1+1`;
    const hostile = entry('h', 's', 0, {
      body: { text, ['__proto__x']: { a: [null, 1.5, true] } },
    });
    await journal.append([hostile]);
    const [kept] = await journal.read(['s']);
    expect(kept.body.text).toContain('drop table journal');
    expect(await journal.append([hostile])).toMatchObject({
      result: 'repeated',
    });
  });

  it('gives many who append at once one order without gaps, each acknowledged entry once', async () => {
    // Each client works as a browser does: appends after what it knows, and when overtaken looks again.
    const clients = 10;
    const each = 6;
    const acknowledged: Entry[] = [];
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        let known = 0;
        for (let n = 0; n < each; ) {
          const answer = await journal.append([
            entry(`${client}-${n}`, 'contended', known),
          ]);
          if (answer.result === 'appended') {
            acknowledged.push(...answer.entries);
            known = answer.entries[0].position;
            n += 1;
          } else if (answer.result === 'overtaken') {
            known = answer.since[answer.since.length - 1].position;
          } else {
            throw new Error(answer.result);
          }
        }
      }),
    );
    const kept = await new DatabaseJournal(knex).since(0);
    expect(kept.map(({ position }) => position)).toEqual(
      Array.from({ length: clients * each }, (_, i) => i + 1),
    );
    expect(kept.map(({ sequence }) => sequence)).toEqual(
      kept.map(({ position }) => position),
    );
    const byId = (a: Entry, b: Entry) => (a.id < b.id ? -1 : 1);
    expect([...kept].sort(byId)).toEqual([...acknowledged].sort(byId));
  });

  it('is a list, whatever is appended in whatever order', async () => {
    const step = fc.record({
      id: fc.nat(12).map(String),
      stream: fc.constantFrom('a', 'b'),
      behind: fc.constantFrom(0, 0, 0, 1),
      text: fc.constantFrom('x', 'y'),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async steps => {
        run += 1;
        const model: { id: string; stream: string; text: string }[] = [];
        const base = await journal.head();
        for (const { id, stream, behind, text } of steps) {
          const name = `${run}:${id}`;
          const at = `${run}:${stream}`;
          const inStream = model.filter(known => known.stream === at).length;
          const after = Math.max(0, inStream - behind);
          const { result } = await journal.append([
            entry(name, at, after, { body: { text } }),
          ]);
          const known = model.find(other => other.id === name);
          const isSame = known?.stream === at && known.text === text;
          const fresh = after === inStream ? 'appended' : 'overtaken';
          const repeated = isSame ? 'repeated' : 'id-taken';
          const expected = known ? repeated : fresh;
          expect(result).toBe(expected);
          if (result === 'appended') model.push({ id: name, stream: at, text });
        }
        const kept = await journal.since(base);
        expect(
          kept.map(({ id, stream, body }) => ({ id, stream, text: body.text })),
        ).toEqual(model);
      }),
      { numRuns: 30 },
    );
  });
});
