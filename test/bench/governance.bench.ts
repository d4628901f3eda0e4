import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { type Knex } from 'knex';
import { Decider } from '../../plugins/coupling-backend/src/governance/decisions/Decider';
import { DecisionFeed } from '../../plugins/coupling-backend/src/governance/decisions/DecisionFeed';
import { DatabaseJournal } from '../../plugins/coupling-backend/src/governance/journal';
import type { Question } from '../../plugins/coupling-backend/src/serving/questions';
import type { SnapshotServer } from '../../plugins/coupling-backend/src/serving/SnapshotServer';
import { startPostgres } from '../support/postgres.mjs';
import { ms, type Bench, type Row } from './bench';
import { SILENT, serveCatalog } from './servedCatalog';

const FINDINGS = Number(process.env.BENCH_FINDINGS ?? 50_000);
const TEAMS = 200;
const DECIDED = 1_000;
const PER_SECOND = 50;
const SECONDS = 20;
const P95_MS = 200;
const PAGE = 1_000;

const bench: Bench = {
  title: `lists of ${FINDINGS.toLocaleString(
    'en',
  )} findings with filters, ${PER_SECOND} requests a second, somebody deciding each second`,
  async run(note) {
    const folder = mkdtempSync(join(tmpdir(), 'coupling-bench-'));
    const postgres = await startPostgres();
    try {
      return [
        ...(await listing('SQLite', note, {
          client: 'better-sqlite3',
          connection: { filename: join(folder, 'coupling.sqlite') },
          useNullAsDefault: true,
        })),
        ...(await listing('PostgreSQL', note, {
          client: 'pg',
          connection: postgres.connectionString,
        })),
      ];
    } finally {
      await postgres.stop();
      rmSync(folder, { recursive: true });
    }
  },
};
export default bench;

async function listing(
  name: string,
  note: (text: string) => void,
  config: Knex.Config,
): Promise<Row[]> {
  const knex = createKnex(config);
  note(`${name}: analysing ${FINDINGS} entities`);
  const catalog = await serveCatalog(knex, pagesOf(FINDINGS));
  const journal = new DatabaseJournal(knex);
  const feed = new DecisionFeed({
    journal,
    logger: SILENT,
    onDecided: decisions => catalog.snapshots.decided(decisions),
  });
  const decider = new Decider({ journal, snapshots: catalog.snapshots, feed });
  try {
    await catalog.analyse();
    const ids = await idsOf(catalog.snapshots);
    note(`${ids.length} findings; deciding about ${DECIDED}`);
    for (const id of ids.slice(0, DECIDED)) await comment(decider, id);
    note(`asking for ${SECONDS} s`);
    const asking = { over: false };
    const deciding = keepDeciding(decider, ids, asking);
    const times = await ask(catalog.snapshots);
    asking.over = true;
    await deciding;
    const sorted = [...times].sort((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    return [
      {
        what: `${name}, half of the answers within`,
        ours: ms(at(0.5)),
      },
      {
        what: `${name}, 95 % of the answers within`,
        ours: ms(at(0.95)),
        bound: { text: `under ${P95_MS} ms`, held: at(0.95) < P95_MS },
      },
      { what: `${name}, the slowest answer`, ours: ms(at(1)) },
    ];
  } finally {
    await catalog.stop();
    await knex.destroy();
  }
}

/** One decision a second, or as soon as the one before is taken. */
async function keepDeciding(
  decider: Decider,
  ids: string[],
  until: { over: boolean },
): Promise<void> {
  for (let n = 0; !until.over; n++) {
    const pause = new Promise(resolve => setTimeout(resolve, 1_000));
    await comment(decider, ids[(n * 997) % ids.length]);
    await pause;
  }
}

let decisions = 0;
async function comment(decider: Decider, findingId: string): Promise<void> {
  const found = await decider.findOne(findingId, 'everything');
  const { position } = decider.standing(await decider.about(findingId), found);
  const body = { kind: 'comment' as const, text: 'looked at' };
  const id = `bench-${(decisions += 1)}-${process.pid}`;
  await decider.decide(found, { id, after: position, body }, 'user:default/x');
}

async function idsOf(snapshots: SnapshotServer): Promise<string[]> {
  const { body } = await snapshots.ask(
    { operation: 'exportFindings', query: { format: 'json' } },
    'everything',
  );
  const findings: { id: string }[] = JSON.parse(new TextDecoder().decode(body));
  return findings.map(({ id }) => id);
}

/** Milliseconds of each answer; requests come when they are due, whether the ones before are answered or not. */
async function ask(snapshots: SnapshotServer): Promise<number[]> {
  const start = performance.now();
  const answers: Promise<number>[] = [];
  for (let n = 0; n < PER_SECOND * SECONDS; n++) {
    const due = start + (n * 1000) / PER_SECOND;
    const wait = due - performance.now();
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
    answers.push(
      snapshots
        .ask(questionNo(n), 'everything')
        .then(() => performance.now() - due),
    );
  }
  return Promise.all(answers);
}

/** Filters as people set them, hardly ever the same twice. */
function questionNo(n: number): Question {
  const team = [`group:default/team-${(n * 7) % TEAMS}`];
  const filters = [
    { team },
    { team, severity: ['high' as const, 'critical' as const] },
    { q: `service-${n * 13}` },
    { standing: ['undecided' as const], team },
    { status: ['new' as const, 'resolved' as const], team },
    { category: ['territory' as const], q: `${n % 97}` },
    { entity: [`component:default/service-${n * 31}`] },
    { limit: 100, sort: 'age' as const, team },
  ];
  const query = filters[n % filters.length] as never;
  return { operation: 'listFindings', query };
}

/** Each component needs one thing that is gone, which is one finding. */
function pagesOf(components: number): string[] {
  const groups = Array.from({ length: TEAMS }, (_, i) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: `team-${i}`, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [{ type: 'hasMember', targetRef: `user:default/u${i}` }],
  }));
  const entities = Array.from({ length: components }, (_, i) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `service-${i}`, namespace: 'default' },
    spec: { type: 'service', owner: `team-${i % TEAMS}` },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/team-${i % TEAMS}` },
      { type: 'dependsOn', targetRef: `component:default/gone-${i}` },
    ],
  }));
  const all = [...groups, ...entities];
  const pages: string[] = [];
  for (let i = 0; i < all.length; i += PAGE) {
    pages.push(JSON.stringify(all.slice(i, i + PAGE)));
  }
  return pages;
}
