/**
 * A year of observations of the shop in ../harbor, as pipelines, a pager, a service mesh and others would record them: who was
 * deployed when and with what outcome, what was down from when to when, who called whom. Nothing says why.
 *
 *     node --import tsx examples/observations/main.ts [--seed N] [--until TIME] [--without CAUSE ...] > year.jsonl
 *
 * Same seed, same bytes; and a day is the same in every year that has it: a year that ends later has the days in between more,
 * and every observation keeps its id. So what was sent yesterday can be sent again today.
 *
 * Three things happen in the year, each of which can be left out (`--without`) with as many events left:
 *
 * - `control-plane`: every twelve weeks `service-registry` stops for more than an hour, and most of what needs it is reported down.
 * - `library`: a release of `retail-client` makes all who link it deploy within half an hour. Without it, they deploy as often,
 *   each at its own time.
 * - `rollbacks`: a quarter of the deployments fail or are rolled back, and hardly anyone deploys on a Friday. Without it, one in
 *   twenty fails and Friday is a day like the others.
 *
 * Beside them, always: two couplings that are called and not in the catalog (`labels` calls `order-service`, `dashboards` reads
 * `orders-db-replica`), one that is in the catalog and never called (`returns` needs `payments-api`), a caller that the catalog
 * does not have, and what teams say to each other, confirm and try out.
 */
import {
  DAY,
  HOUR,
  MINUTE,
  blocks,
  dateOf,
  iso,
  mondays,
  timeOn,
  timeWithin,
  workOn,
  type Span,
} from './calendar';
import { Dice } from './chance';
import * as shop from './shop';

export const CAUSES = ['control-plane', 'library', 'rollbacks'] as const;
export type Cause = (typeof CAUSES)[number];

export interface Options {
  seed?: number;
  without?: readonly Cause[];
  /** The end of the year, which is not in it; ISO 8601. */
  until?: string;
  /** Only observations of these kinds. */
  kinds?: readonly string[];
}

export interface Line extends Record<string, unknown> {
  source: string;
  id: string;
  kind: string;
  at: string;
}

interface Year extends Span {
  seed: number;
  has: (cause: Cause) => boolean;
}

/** The end of the year that is kept beside this file. */
export const UNTIL = '2026-11-24T00:00:00Z';
const YEAR = 365 * DAY;

const LIBRARY_DAYS = 18;
const TAKES_RELEASE = 0.95;
const OWN_DAYS = 52;
const OUTAGE_DAYS = 84;
const MONTH = 30;
const HALF_YEAR = 182;

/** Not of a system that promises how often it is up: what they break is their own. */
const UNPROMISED = shop.OTHERS.filter(
  name => !['cart', 'promo-engine'].includes(name),
);

/** One a kind of recorder; each yields whole blocks of days, so that no day depends on where the year begins or ends. */
const RECORDERS: Record<string, (year: Year) => Line[]> = {
  deployment: deployments,
  incident: incidents,
  calls,
  artifact: artifacts,
  schedule: schedules,
  communication,
  drill: drills,
  'ownership-confirmed': confirmations,
};

/** The observations of the year that ends there, in the order of their times. */
export function generate(options: Options = {}): Line[] {
  const { seed = 1, without = [], until = UNTIL, kinds } = options;
  const end = Date.parse(until);
  const year: Year = {
    seed,
    from: end - YEAR,
    until: end,
    has: cause => !without.includes(cause),
  };
  const [from, to] = [iso(year.from), iso(year.until)];
  return Object.entries(RECORDERS)
    .filter(([kind]) => !kinds || kinds.includes(kind))
    .flatMap(([, record]) => withIds(record(year)))
    .filter(({ at }) => at >= from && at < to)
    .sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
}

interface Deployed {
  name: string;
  at: number;
  version: string;
}

function deployments(year: Year): Line[] {
  const failing = year.has('rollbacks') ? 0.25 : 0.05;
  return deployed(year).map(({ name, at, version }) => {
    const dice = new Dice(year.seed, 'outcome', name, at);
    return line('pipeline', 'deployment', at, name, {
      entity: shop.refOf(name),
      version,
      environment: 'production',
      outcome: dice.hits(failing)
        ? dice.pick(['failed', 'rolled-back', 'rolled-back'])
        : 'succeeded',
    });
  });
}

function deployed(year: Year): Deployed[] {
  return [
    ...shop.OTHERS.flatMap(name => byTheDay(year, name)),
    ...shop.LINKED.flatMap(name => nowAndThen(year, name)),
    ...withLibrary(year),
  ];
}

/** 20 to 60 times a year, on any working day. */
function byTheDay(year: Year, name: string): Deployed[] {
  const avoids = year.has('rollbacks');
  const aDay = new Dice(year.seed, 'pace', name).between(20, 60) / 260;
  const found: Deployed[] = [];
  for (const block of blocks(MONTH, year)) {
    const dice = new Dice(year.seed, 'deploys', name, block);
    for (let day = block * MONTH; day < (block + 1) * MONTH; day++) {
      if (!dice.hits(aDay * workOn(day, avoids))) continue;
      const at = timeOn(day, dice);
      found.push({ name, at, version: dateOf(at).replaceAll('-', '.') });
    }
  }
  return found;
}

/** Seven times a year. */
function nowAndThen({ seed, has, ...span }: Year, name: string): Deployed[] {
  return [...blocks(OWN_DAYS, span)].map(block => {
    const dice = new Dice(seed, 'own', name, block);
    const at = timeWithin(block, OWN_DAYS, dice, has('rollbacks'));
    return { name, at, version: dateOf(at).replaceAll('-', '.') };
  });
}

/** Twenty releases a year of the library, and what takes them. */
function withLibrary({ seed, has, ...span }: Year): Deployed[] {
  const found: Deployed[] = [];
  for (const block of blocks(LIBRARY_DAYS, span)) {
    const time = (name: string) =>
      timeWithin(
        block,
        LIBRARY_DAYS,
        new Dice(seed, 'release', name, block),
        has('rollbacks'),
      );
    const released = time('retail-client');
    const version = `4.${block}`;
    found.push({ name: 'retail-client', at: released, version });
    for (const name of shop.LINKED) {
      const dice = new Dice(seed, 'takes', name, block);
      if (!dice.hits(TAKES_RELEASE)) continue;
      const at = has('library')
        ? released + (5 + dice.next() * 20) * MINUTE
        : time(name);
      found.push({ name, at, version });
    }
  }
  return found;
}

function incidents(year: Year): Line[] {
  return [...smallThings(year), ...outages(year)];
}

/** Small things that end by themselves, in each month, of checkout and of some others. */
function smallThings({ seed, ...span }: Year): Line[] {
  return [...blocks(MONTH, span)].flatMap(block => {
    const dice = new Dice(seed, 'month', block);
    const start = () => (block * MONTH + 1 + dice.next() * 28) * DAY;
    return [
      incident(['checkout-api'], start(), dice.between(2, 6)),
      incident(
        [dice.pick(['payments-gateway', 'refunds', 'payouts'])],
        start(),
        dice.between(5, 40),
      ),
      incident([dice.pick(UNPROMISED)], start(), dice.between(5, 50)),
    ];
  });
}

function outages({ seed, has, ...span }: Year): Line[] {
  return [...blocks(OUTAGE_DAYS, span)].map(block => {
    const dice = new Dice(seed, 'outage', block);
    const start = (block * OUTAGE_DAYS + 76 + dice.next() * 3) * DAY;
    const minutes = dice.between(70, 110);
    if (!has('control-plane'))
      return incident(
        [dice.pick(['tracking', 'labels', 'dashboards'])],
        start,
        minutes,
      );
    const hit = shop.REGISTERED.filter(() => dice.hits(0.8));
    return incident(
      [...new Set([...hit, ...shop.ALWAYS_HIT])],
      start,
      minutes,
      { triggerRemovedAt: iso(start + dice.between(8, 20) * MINUTE) },
    );
  });
}

function incident(
  names: string[],
  start: number,
  minutes: number,
  more: Record<string, unknown> = {},
): Line {
  const end = start + minutes * MINUTE;
  return line('pager', 'incident', end, names[0], {
    entities: names.map(shop.refOf).sort(),
    startedAt: iso(start),
    detectedAt: iso(start + MINUTE),
    ...more,
    resolvedAt: iso(end),
  });
}

/** By the week: who called whom, how often, and how often in vain. */
function calls({ seed, ...span }: Year): Line[] {
  return [...mondays(span)].flatMap(monday =>
    shop.CALLS.flatMap(({ from, to, requests }) => {
      const dice = new Dice(seed, 'calls', from, to, monday);
      // What somebody tries by hand: every twelfth week, a few times.
      const n =
        requests === 0
          ? dice.hits(1 / 12)
            ? dice.between(1, 4)
            : 0
          : Math.round(requests * (0.85 + 0.3 * dice.next()));
      if (n === 0) return [];
      const end = monday + 7 * DAY;
      return [
        line('mesh', 'calls', end, `${from}-${plain(to)}`, {
          from: shop.refOf(from),
          to: shop.refOf(to),
          windowStart: iso(monday),
          windowEnd: iso(end),
          requests: rounded(n),
          errors: rounded(n * 0.002 * dice.next()),
          retries: rounded(n * 0.004 * dice.next()),
        }),
      ];
    }),
  );
}

/** What is in what was deployed: the library with each of its releases, the base image once a month. */
function artifacts(year: Year): Line[] {
  const linked = withLibrary(year)
    .filter(({ name }) => name !== 'retail-client')
    .map(({ name, at, version }) =>
      line('sbom', 'artifact', at, `${name}-retail-client`, {
        entity: shop.refOf(name),
        purl: `pkg:maven/example.harbor/retail-client@${version}`,
      }),
    );
  const built = [...blocks(MONTH, year)].flatMap(block =>
    shop.ON_BASE_IMAGE.map(name => {
      const dice = new Dice(year.seed, 'image', name, block);
      const at = (block * MONTH + dice.between(1, 5)) * DAY + 3 * HOUR;
      return line('sbom', 'artifact', at, `${name}-base-image`, {
        entity: shop.refOf(name),
        purl: `pkg:oci/base-image@${block}?repository_url=registry.harbor.example`,
      });
    }),
  );
  return [...linked, ...built];
}

function schedules(span: Span): Line[] {
  return [...blocks(MONTH, span)].flatMap(block =>
    shop.JOBS.map(([name, cron, target]) =>
      line('scheduler', 'schedule', block * MONTH * DAY + HOUR, name, {
        entity: shop.refOf(name),
        cron,
        target: shop.refOf(target),
      }),
    ),
  );
}

function communication({ seed, ...span }: Year): Line[] {
  return [...mondays(span)].flatMap(monday =>
    shop.TALK.map(([one, other, count]) => {
      const dice = new Dice(seed, 'talk', one, other, monday);
      const end = monday + 7 * DAY;
      return line('chat', 'communication', end, `${one}-${other}`, {
        from: `group:default/${one}`,
        to: `group:default/${other}`,
        windowStart: iso(monday),
        windowEnd: iso(end),
        count: Math.round(count * (0.5 + dice.next())),
        channel: 'chat',
      });
    }),
  );
}

/** Twice a year, one of them on the day that the catalog says. */
function drills(span: Span): Line[] {
  const shift = Date.parse('2026-09-30T14:00:00Z') % (HALF_YEAR * DAY);
  return [...blocks(HALF_YEAR, span)].flatMap(block =>
    shop.DRILLS.map(([entity, induced]) =>
      line('drills', 'drill', block * HALF_YEAR * DAY + shift, plain(entity), {
        entities: [shop.refOf(entity)],
        induced,
        outcome: 'passed',
      }),
    ),
  );
}

/** Twice a year each team goes through what it owns. */
function confirmations(span: Span): Line[] {
  return [...blocks(HALF_YEAR, span)].flatMap(block =>
    Object.entries(shop.OWNED).flatMap(([team, names], i) => {
      const at = (block * HALF_YEAR + 10 + 9 * i) * DAY + 13 * HOUR;
      return names.map(name =>
        line('reviews', 'ownership-confirmed', at, plain(name), {
          entity: shop.refOf(name),
          by: `group:default/${team}`,
        }),
      );
    }),
  );
}

/** An observation whose id is its day and what it is about. */
function line(
  source: string,
  kind: string,
  at: number,
  about: string,
  fields: Record<string, unknown>,
): Line {
  return {
    source,
    id: `${dateOf(at)}-${about}`,
    kind,
    at: iso(at),
    ...fields,
  };
}

/** Numbers ids of which there are several, by time, so that none depends on what else is in the year. */
function withIds(lines: Line[]): Line[] {
  const seen = new Map<string, number>();
  return [...lines]
    .sort(
      (a, b) =>
        compare(a.id, b.id) ||
        compare(a.at, b.at) ||
        compare(JSON.stringify(a), JSON.stringify(b)),
    )
    .map(one => {
      const n = (seen.get(one.id) ?? 0) + 1;
      seen.set(one.id, n);
      return n === 1 ? one : { ...one, id: `${one.id}-${n}` };
    });
}

/** `resource/orders-db` as `orders-db`. */
function plain(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

/** To two digits, as a dashboard says it. */
function rounded(n: number): number {
  return Number(n.toPrecision(2)) < 10
    ? Math.round(n)
    : Number(n.toPrecision(2));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
