/**
 * A year of observations of the shop in ../harbor, as pipelines and a pager would record them: who was deployed when and with
 * what outcome, what was down from when to when. Nothing says why. Same seed, same bytes.
 *
 *     node --import tsx examples/observations/main.ts [--seed N] [--without CAUSE ...] > year.jsonl
 *
 * Three things happen in the year, each of which can be left out (`--without`) with as many events left:
 *
 * - `control-plane`: once a quarter `service-registry` stops for more than an hour, and most of what needs it is reported down.
 * - `library`: a release of `retail-client` makes all who link it deploy within twenty minutes. Without it, they deploy as often,
 *   each at its own time.
 * - `rollbacks`: a quarter of the deployments fail or are rolled back, and hardly anyone deploys on a Friday. Without it, one in
 *   twenty fails and Friday is a day like the others.
 */

export const CAUSES = ['control-plane', 'library', 'rollbacks'] as const;
export type Cause = (typeof CAUSES)[number];

export interface Options {
  seed?: number;
  without?: readonly Cause[];
}

type Line = Record<string, unknown>;
type Random = () => number;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = Date.UTC(2025, 10, 1);
const DAYS = 365;

/** Linked by `retail-client`, which they are all built with. */
const LINKED =
  words(`catalog-service checkout-api order-service warehouse-sync payments-gateway refunds payouts
  checkout-web mobile-bff`);
const OTHERS =
  words(`pricing search-service search-indexer recommendations cart promo-engine feature-store nightly-export
  ci-pipeline deploy-controller inventory dispatch returns carrier-adapter labels tracking identity admin-sso access-policy
  metrics log-store dashboards alerting pager status-page card-adapter fraud-scoring ledger config-push service-registry
  feature-flags edge-gateway mobile-app`);
/** What stops when `service-registry` stops, as reported by those who run it. */
const REGISTERED =
  words(`catalog-service pricing checkout-api checkout-web mobile-bff mobile-app search-service ledger
  card-adapter payments-gateway refunds payouts fraud-scoring edge-gateway`);

/** Not of a system that promises how often it is up: what they break is their own. */
const UNPROMISED = OTHERS.filter(
  name => !['cart', 'promo-engine'].includes(name),
);

const LINKED_OWN = 7;
const LIBRARY_RELEASES = 20;
const TAKES_RELEASE = 0.95;

/** The observations, in the order of their times. */
export function generate({ seed = 1, without = [] }: Options = {}): Line[] {
  const has = (cause: Cause) => !without.includes(cause);
  const random = generator(seed);
  const lines = [
    ...deployments(random, has),
    ...incidents(random, has('control-plane')),
    {
      source: 'drills',
      kind: 'drill',
      at: iso(Date.UTC(2026, 8, 30, 14)),
      entities: ['resource:default/object-store'],
      induced: 'loss of region eu-west',
      outcome: 'passed',
    },
  ].sort(
    (a, b) =>
      compare(a.at, b.at) || compare(JSON.stringify(a), JSON.stringify(b)),
  );
  return lines.map((line, i) => ({ id: `${line.source}-${i + 1}`, ...line }));
}

function deployments(
  random: Random,
  has: (cause: Cause) => boolean,
): (Line & { at: string; source: string })[] {
  const skipsFriday = has('rollbacks');
  const times: [string, number][] = [];
  const alone = (name: string, n: number) => {
    for (let i = 0; i < n; i++)
      times.push([name, workingTime(random, skipsFriday)]);
  };
  OTHERS.forEach(name => alone(name, between(random, 20, 60)));
  LINKED.forEach(name => alone(name, LINKED_OWN));
  for (let release = 0; release < LIBRARY_RELEASES; release++) {
    const at = workingTime(random, skipsFriday);
    times.push(['retail-client', at]);
    for (const name of LINKED) {
      if (random() > TAKES_RELEASE) continue;
      const when = has('library')
        ? at + 5 * MINUTE + random() * 20 * MINUTE
        : workingTime(random, skipsFriday);
      times.push([name, when]);
    }
  }
  const failing = has('rollbacks') ? 0.25 : 0.05;
  return times.map(([name, at]) => ({
    source: 'pipeline',
    kind: 'deployment',
    at: iso(at),
    entity: `component:default/${name}`,
    outcome:
      random() < failing
        ? pick(random, ['failed', 'rolled-back', 'rolled-back'])
        : 'succeeded',
  }));
}

function incidents(
  random: Random,
  controlPlane: boolean,
): (Line & { at: string; source: string })[] {
  const found: (Line & { at: string; source: string })[] = [];
  const add = (entities: string[], start: number, minutes: number) =>
    found.push({
      source: 'pager',
      kind: 'incident',
      at: iso(start + minutes * MINUTE),
      entities: entities.map(name => `component:default/${name}`).sort(),
      startedAt: iso(start),
      resolvedAt: iso(start + minutes * MINUTE),
    });
  // Small things that end by themselves, in each month, of checkout and of some others.
  for (let month = 0; month < 12; month++) {
    const start = () => START + (month * 30 + 1 + random() * 28) * DAY;
    add(['checkout-api'], start(), between(random, 2, 6));
    add(
      [pick(random, ['payments-gateway', 'refunds', 'payouts'])],
      start(),
      between(random, 5, 40),
    );
    add([pick(random, UNPROMISED)], start(), between(random, 5, 50));
  }
  for (let quarter = 0; quarter < 4; quarter++) {
    const start = START + (quarter * 91 + 10 + random() * 70) * DAY;
    const minutes = between(random, 70, 110);
    if (controlPlane) {
      const hit = REGISTERED.filter(() => random() < 0.8);
      add(
        [...new Set([...hit, 'checkout-api', 'search-service', 'ledger'])],
        start,
        minutes,
      );
    } else {
      add([pick(random, ['tracking', 'labels', 'dashboards'])], start, minutes);
    }
  }
  return found;
}

/** A time between 8 and 16 UTC on a working day; seldom on a Friday where Fridays are avoided. */
function workingTime(random: Random, skipsFriday: boolean): number {
  for (;;) {
    const day = START + Math.floor(random() * DAYS) * DAY;
    const weekday = new Date(day).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    if (skipsFriday && weekday === 5 && random() > 0.05) continue;
    return day + 8 * 60 * MINUTE + random() * 8 * 60 * MINUTE;
  }
}

/** mulberry32 (T. Ettinger, public domain): 32 bits of state are enough for an example. */
function generator(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

function pick<T>(random: Random, all: readonly T[]): T {
  return all[Math.floor(random() * all.length)];
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
