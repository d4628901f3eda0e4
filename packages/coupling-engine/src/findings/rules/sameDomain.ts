/**
 * What is there to stand in for each other runs in one place, or what is promised to survive the loss of a place has a part
 * that runs in one place only. A place is one finding, with counts, however many claims its loss defeats.
 */
import { append } from '../../model/collect';
import type { RedundancyClaim } from '../../failure/types';
import { brokenPlaces, type Break, type BrokenPlace } from '../brokenPlaces';
import { jointFailure } from '../jointReach';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { shortestWay } from '../../structure/navigate';
import { isUnder } from '../../model/places';
import { claimEvidence, claimName, membersInTurn, shown } from '../redundancy';
import type { FindingDraft, Rule, RuleContext, Step } from '../types';
import { clean, count, list } from '../../model/words';
import { worstAndRest } from '../worstAndRest';

/** Ways that are looked at for an example. */
const MAX_WAYS = 20;
/** Places told of one claim: those that break most say it. */
const MAX_PER_CLAIM = 2;

export const sameDomain: Rule = {
  id: 'same-domain',
  category: 'correlated-failure',
  description:
    'Stand-ins run in one failure domain, or a promise to survive the loss of one rests on a part that runs in one only.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const broken = brokenPlaces(lens);
    return worstAndRest(
      [
        ...claimsInOnePlace(lens, broken),
        ...toTell(broken).map(found => ofThings(lens, found)),
      ],
      'what the loss of one place takes down with its stand-ins',
    );
  },
};

/** Places under a promise, and of the others those that defeat most, each claim told a few times. */
function toTell(broken: readonly BrokenPlace[]): BrokenPlace[] {
  const told = new Map<string, number>();
  const breaksOf = ({ things }: BrokenPlace) =>
    things.flatMap(({ breaks }) => breaks);
  const claimsOf = (found: BrokenPlace) => [
    ...new Set(breaksOf(found).flatMap(({ claim }) => claim ?? [])),
  ];
  const number = new Map(
    broken.map(found => [found, claimsOf(found).length] as const),
  );
  return [...broken]
    .sort((a, b) => number.get(b)! - number.get(a)!)
    .filter(found => {
      const fresh = claimsOf(found).filter(
        claim => (told.get(claim) ?? 0) < MAX_PER_CLAIM,
      );
      for (const claim of fresh) told.set(claim, (told.get(claim) ?? 0) + 1);
      return fresh.length > 0 || breaksOf(found).some(b => b.isPromise);
    });
}

/** Claims of which enough members run under one path, by the longest such path. */
function claimsInOnePlace(
  lens: Lens,
  broken: readonly BrokenPlace[],
): FindingDraft[] {
  const things = new Set(
    broken.flatMap(found => found.things.map(({ thing }) => thing)),
  );
  const byPath = new Map<
    string,
    { claim: RedundancyClaim; felled: number[] }[]
  >();
  for (const claim of lens.context.independence.claims) {
    if (claim.kind === 'instances' || claim.kind === 'alternatives') continue;
    const found = deepestShared(claim);
    if (!found) continue;
    // A promise about that very thing says more than what its members share.
    if (claim.kind === 'spread-over' && things.has(claim.members[0].entity)) {
      continue;
    }
    const key = found.path.join('/');
    const here = { claim, felled: found.felled };
    append(byPath, key, here);
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

function ofThings(lens: Lens, { place, things }: BrokenPlace): FindingDraft {
  const [{ thing, breaks: first }] = things;
  const breaks = distinct(things.flatMap(found => found.breaks));
  const others = things.slice(1).map(found => found.thing);
  const name = lens.name(thing);
  const names = list(
    things.map(found => lens.name(found.thing)),
    3,
  );
  const falling = nearest(lens, first[0].falling, thing);
  const where = clean(place.join('/'));
  const holders = breaks.map(({ holder }) => holder);
  const { reach } = jointFailure(
    lens,
    things.map(found => found.thing),
  );
  const { facts } = lens.context.model.entities[thing];
  const isStore = things.some(found => lens.isDatastore(found.thing));
  const isPromised = breaks.some(({ isPromise }) => isPromise);
  const telling = breaks.filter(b => b.isPromise === isPromised);
  const promising = new Set(telling.map(({ holder }) => holder.name));
  const holderNames = list([...promising], 3);
  const run = others.length > 0 ? 'run' : 'runs';
  return {
    title: `${names} ${run} in ${where} only; ${
      isPromised
        ? `${holderNames} ${
            promising.size === 1 ? 'promises' : 'promise'
          } to survive the loss of ${levelOf(place)}`
        : `${holderNames}, spread wider, cannot do without ${
            others.length > 0 ? 'them' : 'it'
          }`
    }`,
    summary: `${
      others.length > 0
        ? `The loss of ${where} takes down ${count(
            things.length,
            'thing',
          )} that ${count(
            holders.length,
            'promise or claim of redundancy rests',
            'promises or claims of redundancy rest',
          )} on.`
        : `With ${where} goes ${name}, and with that what was to outlast it.`
    } Nothing is stated to stand in elsewhere.`,
    subjects: [
      lens.ref(thing),
      ...holders.slice(0, 4).map(holder => holder.ref),
      ...others.slice(0, 3).map(other => lens.ref(other)),
    ],
    cause: [`domain:${place.join('/')}`, 'rests on'],
    related: [
      ...[falling, ...others.slice(3)].map(e => lens.ref(e)),
      ...holders.slice(4).map(holder => holder.ref),
      ...breaks.map(b => lens.ref(b.falling[0])),
    ],
    steps: stepsTo(lens, falling, thing),
    evidence: [
      {
        grade: 'declared',
        source: facts.spreadOver
          ? 'posiwid.dev/spread-over'
          : 'posiwid.dev/failure-domain',
        detail: `${names} ${
          others.length > 0 ? 'state' : 'states'
        } no place outside ${where}`,
      },
      ...holders.slice(0, 5).map(holder => ({
        grade: 'declared' as const,
        source: holder.source,
        detail: holder.says,
      })),
    ],
    interventions: [
      {
        kind: 'spread',
        leverage: 'rule',
        text: `Run ${names} in a second place outside ${where} that can take over${
          isStore ? ' with the data' : ''
        }.`,
        target: lens.ref(thing),
      },
      {
        kind: 'say-what-it-survives',
        leverage: 'goal',
        text: `Or say that what needs ${names} does not survive the loss of ${where}.`,
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

/** As promises call a place of that size. */
function levelOf({ length }: readonly string[]): string {
  return ['that region', 'that zone', 'that rack'][length - 1] ?? 'that place';
}

/** What several things in one place break is told once. */
function distinct(breaks: readonly Break[]): Break[] {
  const seen = new Set<string>();
  const keyOf = ({ claim, holder }: Break) => claim ?? holder.ref;
  return breaks
    .filter(found => !seen.has(keyOf(found)) && seen.add(keyOf(found)))
    .sort((a, b) => Number(b.isPromise) - Number(a.isPromise));
}

function stepsTo(lens: Lens, falling: number, thing: number): Step[] {
  const failing = lens.failureOf(thing).fails;
  const way = shortestWay(lens.context.model.graph, falling, thing, e =>
    failing.has(e),
  );
  return lens.stepsDown(way.length > 0 ? way : [thing]);
}
