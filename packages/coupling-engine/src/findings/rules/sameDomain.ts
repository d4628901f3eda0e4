/**
 * What is there to stand in for each other runs in one place, or what is promised to survive the loss of a place has a part
 * that runs in one place only.
 */
import type { RedundancyClaim } from '../../failure/types';
import type { Facts } from '../../model/types';
import { jointFailure } from '../jointReach';
import type { Lens } from '../lens';
import { lensOf } from '../lensOf';
import { shortestWay } from '../navigate';
import {
  claimEvidence,
  claimName,
  groupOf,
  membersInTurn,
  membersOf,
  shown,
  singles,
} from '../redundancy';
import type { FindingDraft, Rule, RuleContext, Step } from '../types';
import { clean, list, nameOfRef } from '../words';

/** Ways that are looked at for an example. */
const MAX_WAYS = 20;
/** Things told of one claim: the widest say it. */
const MAX_PER_CLAIM = 2;

export const sameDomain: Rule = {
  id: 'same-domain',
  category: 'correlated-failure',
  description:
    'Stand-ins run in one failure domain, or a promise to survive the loss of one rests on a part that runs in one only.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const broken = brokenByOnePlace(lens);
    return [
      ...claimsInOnePlace(lens, broken),
      ...toTell(lens, broken).map(([thing, breaks]) =>
        ofThing(lens, thing, breaks),
      ),
    ];
  },
};

/** Those under a promise, and of the others the ones that defeat most, each claim told a few times. */
function toTell(
  lens: Lens,
  broken: ReadonlyMap<number, Break[]>,
): [number, Break[]][] {
  const told = new Map<string, number>();
  return [...broken]
    .sort(
      ([a, these], [b, those]) =>
        those.length - these.length || lens.byRef(a, b),
    )
    .flatMap(([thing, breaks]): [number, Break[]][] => {
      const fresh = breaks.filter(
        ({ claim }) =>
          claim === undefined || (told.get(claim) ?? 0) < MAX_PER_CLAIM,
      );
      for (const { claim } of fresh) {
        if (claim !== undefined) told.set(claim, (told.get(claim) ?? 0) + 1);
      }
      return fresh.length > 0 ? [[thing, fresh]] : [];
    });
}

/** Claims of which enough members run under one path, by the longest such path. */
function claimsInOnePlace(
  lens: Lens,
  broken: ReadonlyMap<number, Break[]>,
): FindingDraft[] {
  const byPath = new Map<
    string,
    { claim: RedundancyClaim; felled: number[] }[]
  >();
  for (const claim of lens.context.independence.claims) {
    if (claim.kind === 'instances' || claim.kind === 'alternatives') continue;
    const found = deepestShared(claim);
    if (!found) continue;
    // A promise about that very thing says more than what its members share.
    if (claim.kind === 'spread-over' && broken.has(claim.members[0].entity)) {
      continue;
    }
    const key = found.path.join('/');
    byPath.set(key, [
      ...(byPath.get(key) ?? []),
      { claim, felled: found.felled },
    ]);
  }
  return [...byPath].map(([path, found]) => ofPlace(lens, path, found));
}

function deepestShared(
  claim: RedundancyClaim,
): { path: string[]; felled: number[] } | undefined {
  const places = claim.members.map(({ domain }) => domain);
  const paths = new Map<string, string[]>();
  for (const place of places) {
    place?.forEach((_, i) => {
      const path = place.slice(0, i + 1);
      paths.set(path.join('/'), path);
    });
  }
  const sharing = [...paths.values()]
    .map(path => ({
      path,
      felled: places.flatMap((place, i) =>
        place && isUnder(place, path) ? [i] : [],
      ),
    }))
    .filter(({ felled }) => claim.onPaper > 1 && felled.length >= claim.onPaper)
    .sort(
      (a, b) =>
        b.path.length - a.path.length ||
        b.felled.length - a.felled.length ||
        (a.path.join('/') < b.path.join('/') ? -1 : 1),
    );
  return sharing[0];
}

function isUnder(place: readonly string[], path: readonly string[]): boolean {
  return path.every((part, i) => place[i] === part);
}

function ofPlace(
  lens: Lens,
  path: string,
  found: { claim: RedundancyClaim; felled: number[] }[],
): FindingDraft {
  const claims = found.map(({ claim }) => claim);
  const members = membersInTurn(claims);
  const { first, rest } = shown(members);
  const names = list(
    first.map(member => lens.name(member)),
    3,
  );
  const { reach } = jointFailure(lens, members);
  const place = clean(path);
  const depth = path.split('/').length;
  /** Some run deeper, in places of their own: what they share is only what holds these. */
  const apartBelow = found.every(({ claim, felled }) => {
    const below = felled.map(i => claim.members[i].domain!.join('/'));
    return (
      felled.every(i => claim.members[i].domain!.length > depth) &&
      new Set(below).size === below.length
    );
  });
  return {
    title:
      members.length === 1
        ? `${names} is spread over places that are all in ${place}`
        : `${names} stand in for each other, and all run in ${place}`,
    summary: `${list(
      claims.map(claimName),
      3,
    )}: the loss of ${place} leaves too few.${
      apartBelow ? ' Within it they run in different places.' : ''
    }`,
    subjects: first.map(member => lens.ref(member)),
    cause: [`domain:${path}`, ...claims.map(({ id }) => id)],
    related: rest.map(member => lens.ref(member)),
    steps: first.slice(0, 2).map((member, i, all) => ({
      ref: lens.ref(member),
      teams: lens.teamRefs(member),
      ...(i + 1 < all.length
        ? { coupling: `runs in ${place}, as does`, grade: 'declared' as const }
        : {}),
    })),
    evidence: found.slice(0, 6).map(({ claim, felled }) => ({
      ...claimEvidence(claim, felled.length, `the loss of ${place}`),
    })),
    interventions: [
      {
        kind: 'spread',
        leverage: 'rule',
        text: `Move enough of ${names} out of ${place} that the rest can be lost.`,
        target: lens.ref(first[0]),
      },
      {
        kind: 'say-what-it-survives',
        leverage: 'goal',
        text: `Say which loss this redundancy is for: not that of ${place}.`,
        target: lens.ref(first[0]),
      },
    ],
    reach,
    weight: {
      reach,
      extra: [
        {
          points: 15,
          because: 'what is there to stand in for it falls with it',
        },
      ],
      ...(apartBelow
        ? {
            cap: {
              severity: 'low' as const,
              because: 'they are apart within it, and nothing promises more',
            },
          }
        : {}),
    },
  };
}

/** A promise of one holder: the levels of place whose loss it is said to survive. */
interface Promised {
  ref: string;
  name: string;
  depths: number[];
  /** Entities the promise speaks of. */
  covers: number[];
  /** These, and what they need at any depth: nothing else can break it. */
  needed: ReadonlySet<number>;
}

/** What a thing in one place contradicts: a promise, or a claim whose members are spread wider and need it. */
interface Break {
  holder: { ref: string; name: string; says: string; source: string };
  isPromise: boolean;
  place: string[];
  /** What of the holder stops with the thing. */
  falling: number[];
  /** Of a claim, its id. */
  claim?: string;
}

/** Levels of a path `region/zone/rack`, by the words that promises use. */
const LEVELS: [RegExp, number][] = [
  [/\bsurvives\s+loss\s+of\s+(?:an?\s+|one\s+|any\s+)?region\b/i, 1],
  [
    /\bsurvives\s+loss\s+of\s+(?:an?\s+|one\s+|any\s+)?(?:availability[\s-]+)?(?:zone|az)\b/i,
    2,
  ],
  [/\bsurvives\s+loss\s+of\s+(?:an?\s+|one\s+|any\s+)?rack\b/i, 3],
];

function promisesOf(lens: Lens): Promised[] {
  const { entities, systems } = lens.context.model;
  const found: Promised[] = [];
  const add = (ref: string, facts: Facts, covers: number[]) => {
    const text = facts.claims ?? '';
    const depths = LEVELS.filter(([words]) => words.test(text)).map(
      ([, depth]) => depth,
    );
    if (depths.length > 0) {
      const needed = neededAtAll(lens, covers);
      found.push({ ref, name: nameOfRef(ref), depths, covers, needed });
    }
  };
  entities.forEach(({ ref, facts }, entity) => add(ref, facts, [entity]));
  systems.forEach(({ ref, facts }, position) =>
    add(
      ref,
      facts,
      entities.flatMap(({ system }, e) => (system === position ? [e] : [])),
    ),
  );
  return found;
}

function neededAtAll(lens: Lens, starts: readonly number[]): Set<number> {
  const found = new Set(starts);
  for (const entity of found) lens.needs(entity).forEach(e => found.add(e));
  return found;
}

/** Things that run in one place only, and whose loss with that place stops what is promised or spread to survive it. */
function brokenByOnePlace(lens: Lens): Map<number, Break[]> {
  const found = new Map<number, Break[]>();
  const promises = promisesOf(lens);
  const spreads = spreadsHitByPlace(lens);
  if (promises.length + spreads.length === 0) return found;
  lens.context.model.entities.forEach(({ facts }, thing) => {
    if (!facts.failureDomain && !facts.spreadOver) return;
    const breaks = [
      ...promises.flatMap(promise => breakOf(lens, thing, promise)),
      ...spreads.flatMap(spread => breakOfSpread(lens, thing, spread)),
    ];
    if (breaks.length > 0) found.set(thing, breaks);
  });
  return found;
}

function breakOf(lens: Lens, thing: number, promise: Promised): Break[] {
  if (!promise.needed.has(thing)) return [];
  const { facts } = lens.context.model.entities[thing];
  const [place] = promise.depths
    .map(depth => onlyPlace(facts, depth))
    .filter(found => found !== undefined);
  if (!place || standsInElsewhere(lens, thing, place)) return [];
  const failing = lens.failureOf(thing).fails;
  const falling = promise.covers.filter(e => e === thing || failing.has(e));
  if (falling.length === 0) return [];
  return [
    {
      holder: {
        ref: promise.ref,
        name: promise.name,
        says: 'promises to survive the loss of a place of that size',
        source: 'posiwid.dev/claims',
      },
      isPromise: true,
      place,
      falling,
    },
  ];
}

/** Claims that the audit says the loss of one place defeats, with the places. */
function spreadsHitByPlace(lens: Lens) {
  return lens.context.independence.claims.flatMap(claim => {
    if (claim.kind === 'instances' || claim.kind === 'alternatives') return [];
    const places = singles(claim, 'domain').map(({ event }) =>
      event.name.split('/'),
    );
    const needed = neededAtAll(lens, membersOf(claim));
    return places.length > 0 ? [{ claim, places, needed }] : [];
  });
}

function breakOfSpread(
  lens: Lens,
  thing: number,
  { claim, places, needed }: ReturnType<typeof spreadsHitByPlace>[number],
): Break[] {
  if (!needed.has(thing)) return [];
  if (claim.members.some(({ entity }) => entity === thing)) return [];
  const { facts } = lens.context.model.entities[thing];
  const lost = places
    .map(place => onlyPlace(facts, place.length))
    .filter(
      (only, i): only is string[] =>
        only !== undefined && isUnder(only, places[i]),
    )
    .sort((a, b) => b.length - a.length);
  if (lost.length === 0 || standsInElsewhere(lens, thing, lost[0])) return [];
  const failing = lens.failureOf(thing).fails;
  const falling = claim.members.filter(({ entity }) => failing.has(entity));
  if (falling.length < claim.onPaper) return [];
  const members = [...new Set(falling.map(({ entity }) => entity))];
  const [member] = members;
  return [
    {
      holder: {
        ref: lens.ref(member),
        name: lens.name(member),
        says: `${claimName(claim)} is spread over more places than that`,
        source: claim.source,
      },
      isPromise: false,
      place: lost[0],
      falling: members,
      claim: claim.id,
    },
  ];
}

/** The one place at that level where it runs; undefined where it runs in several or that is not stated. */
function onlyPlace(facts: Facts, depth: number): string[] | undefined {
  const places = facts.spreadOver
    ? facts.spreadOver.map(place => place.split('/').map(part => part.trim()))
    : facts.failureDomain && [facts.failureDomain];
  if (!places || places.some(place => place.length < depth)) return undefined;
  const [first] = places.map(place => place.slice(0, depth));
  return places.every(place => isUnder(place, first)) ? first : undefined;
}

/** Another member of its redundancy group states a place outside. */
function standsInElsewhere(
  lens: Lens,
  thing: number,
  place: readonly string[],
): boolean {
  const { entities } = lens.context.model;
  return groupOf(lens, thing).some(other => {
    const { failureDomain } = entities[other].facts;
    return (
      other !== thing &&
      failureDomain !== undefined &&
      !isUnder(failureDomain, place)
    );
  });
}

function nearest(lens: Lens, falling: number[], thing: number): number {
  const { graph } = lens.context.model;
  const ways = new Map(
    falling
      .slice(0, MAX_WAYS)
      .map(e => [e, shortestWay(graph, e, thing).length]),
  );
  return [...ways.keys()].sort(
    (a, b) => ways.get(a)! - ways.get(b)! || lens.byRef(a, b),
  )[0];
}

function ofThing(lens: Lens, thing: number, breaks: Break[]): FindingDraft {
  const name = lens.name(thing);
  const [{ place }] = breaks;
  const falling = nearest(lens, breaks[0].falling, thing);
  const where = clean(place.join('/'));
  const holders = breaks.map(({ holder }) => holder);
  const { reach } = jointFailure(lens, [thing]);
  const { facts } = lens.context.model.entities[thing];
  const isStore = lens.isDatastore(thing);
  const isPromised = breaks.some(({ isPromise }) => isPromise);
  const telling = breaks.filter(b => b.isPromise === isPromised);
  const holderNames = list(
    [...new Set(telling.map(({ holder }) => holder.name))],
    3,
  );
  return {
    title: `${name} runs in ${where} only; ${
      isPromised
        ? `a promise to survive its loss stands with ${holderNames}`
        : `${holderNames}, spread wider, cannot do without it`
    }`,
    summary: `With ${where} goes ${name}, and with that what was to outlast it. Nothing is stated to stand in for it elsewhere.`,
    subjects: [
      lens.ref(thing),
      ...holders.slice(0, 4).map(holder => holder.ref),
    ],
    cause: [lens.ref(thing)],
    related: [falling, ...breaks.map(b => b.falling[0])].map(e => lens.ref(e)),
    steps: stepsTo(lens, falling, thing),
    evidence: [
      {
        grade: 'declared',
        source: facts.spreadOver
          ? 'posiwid.dev/spread-over'
          : 'posiwid.dev/failure-domain',
        detail: `${name} states no place outside ${where}`,
      },
      ...holders.slice(0, 5).map(holder => ({
        grade: 'declared' as const,
        source: holder.source,
        detail: `${holder.name}: ${holder.says}`,
      })),
    ],
    interventions: [
      {
        kind: 'spread',
        leverage: 'rule',
        text: `Run ${name} in a second place outside ${where} that can take over${
          isStore ? ' with its data' : ''
        }.`,
        target: lens.ref(thing),
      },
      {
        kind: 'say-what-it-survives',
        leverage: 'goal',
        text: `Or say that what needs ${name} does not survive the loss of ${where}.`,
        target: lens.ref(thing),
      },
    ],
    reach,
    weight: {
      reach,
      extra: [
        {
          points: 15,
          because: isPromised
            ? 'a stated promise does not hold'
            : 'other places do not help without it',
        },
        ...(isStore
          ? [
              {
                points: 5,
                because: 'it holds data, which cannot be started anew',
              },
            ]
          : []),
      ],
      ...(isPromised
        ? {
            floor: {
              severity: 'medium' as const,
              because: 'it contradicts a promise',
            },
          }
        : {}),
    },
  };
}

function stepsTo(lens: Lens, falling: number, thing: number): Step[] {
  const failing = lens.failureOf(thing).fails;
  const way = shortestWay(lens.context.model.graph, falling, thing, e =>
    failing.has(e),
  );
  return lens.stepsDown(way.length > 0 ? way : [thing]);
}
