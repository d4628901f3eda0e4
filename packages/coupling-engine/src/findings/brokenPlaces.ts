/**
 * Places whose loss takes down what was to outlast it: a promise, or a claim of redundancy whose members are spread wider, and
 * the things in that place through which it does. One place is one story, however many things and claims it is about.
 *
 * The work is one failure set for each thing that a promise may rest on, and otherwise what the audit of the claims lists.
 */
import { append } from '../model/collect';
import type { RedundancyClaim } from '../failure/types';
import type { Facts } from '../model/types';
import type { Lens } from '../lens/lens';
import { isUnder, onlyPlace, samePath } from '../model/places';
import {
  claimName,
  fallingPhrase,
  groupOf,
  membersOf,
  singles,
} from './redundancy';
import { nameOfRef } from '../model/words';
import { compareText } from '../model/text';

/** What a thing in one place contradicts: a promise, or a claim whose members are spread wider and need it. */
export interface Break {
  holder: { ref: string; name: string; says: string; source: string };
  isPromise: boolean;
  place: string[];
  /** What of the holder stops with the thing. */
  falling: number[];
  /** Of a claim, its id. */
  claim?: string;
}

/** A place, and the things in it whose loss breaks something: those that break most come first. */
export interface BrokenPlace {
  place: string[];
  things: { thing: number; breaks: Break[] }[];
}

/** A promise of one holder: the levels of place whose loss it is said to survive. */
interface Promised {
  ref: string;
  name: string;
  depths: number[];
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

/** @returns places in the order of their paths */
export function brokenPlaces(lens: Lens): BrokenPlace[] {
  const byThing = new Map<number, Break[]>();
  const add = (thing: number, found: Break) => {
    append(byThing, thing, found);
  };
  brokenPromises(lens, add);
  brokenSpreads(lens, add);
  const byPlace = new Map<string, BrokenPlace>();
  for (const [thing, breaks] of byThing) {
    for (const broken of breaks) {
      const key = broken.place.join('/');
      let found = byPlace.get(key);
      if (!found)
        byPlace.set(key, (found = { place: broken.place, things: [] }));
      const last = found.things[found.things.length - 1];
      if (last?.thing === thing) last.breaks.push(broken);
      else found.things.push({ thing, breaks: [broken] });
    }
  }
  for (const { things } of byPlace.values()) {
    things.sort(
      (a, b) =>
        promises(b.breaks) - promises(a.breaks) ||
        b.breaks.length - a.breaks.length ||
        lens.byRef(a.thing, b.thing),
    );
  }
  return [...byPlace]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, found]) => found);
}

function promises(breaks: readonly Break[]): number {
  return breaks.filter(({ isPromise }) => isPromise).length;
}

type Add = (thing: number, found: Break) => void;

/** Promises by what they speak of: an entity, or all entities of a system. */
function promisesByEntity(lens: Lens): Map<number, Promised[]> {
  const { entities, systems } = lens.context.model;
  const found = new Map<number, Promised[]>();
  const promisedBy = (ref: string, facts: Facts): Promised[] => {
    const text = facts.claims ?? '';
    const depths = LEVELS.filter(([words]) => words.test(text)).map(
      ([, depth]) => depth,
    );
    return depths.length > 0 ? [{ ref, name: nameOfRef(ref), depths }] : [];
  };
  const ofSystem = systems.map(({ ref, facts }) => promisedBy(ref, facts));
  entities.forEach(({ ref, facts, system }, entity) => {
    const promised = [
      ...promisedBy(ref, facts),
      ...(system === undefined ? [] : ofSystem[system]),
    ];
    if (promised.length > 0) found.set(entity, promised);
  });
  return found;
}

function brokenPromises(lens: Lens, add: Add): void {
  const promised = promisesByEntity(lens);
  if (promised.size === 0) return;
  lens.context.model.entities.forEach(({ facts }, thing) => {
    if (!facts.failureDomain && !facts.spreadOver) return;
    const falling = new Map<Promised, number[]>();
    for (const entity of [thing, ...lens.failureOf(thing).fails.members]) {
      for (const promise of promised.get(entity) ?? []) {
        append(falling, promise, entity);
      }
    }
    for (const [promise, covered] of falling) {
      const place = promise.depths
        .map(depth => onlyPlace(facts, depth))
        .find(only => only !== undefined);
      if (!place || standsInElsewhere(lens, thing, place)) continue;
      add(thing, {
        holder: {
          ref: promise.ref,
          name: promise.name,
          says: `${promise.name} promises to survive the loss of a place of that size`,
          source: 'posiwid.dev/claims',
        },
        isPromise: true,
        place,
        falling: covered,
      });
    }
  });
}

/** Claims that the audit says one place defeats although their members state places outside it, by what alone defeats them. */
function brokenSpreads(lens: Lens, add: Add): void {
  const { entities } = lens.context.model;
  const spread = entities.flatMap(({ facts }, e) =>
    facts.spreadOver && onlyPlace(facts, 1) ? [e] : [],
  );
  for (const claim of lens.context.independence.claims) {
    if (claim.kind === 'instances' || claim.kind === 'alternatives') continue;
    const places = singles(claim, 'domain')
      .map(({ event }) => event.name.split('/'))
      .filter(place => isSpreadWider(claim, place))
      .sort((a, b) => b.length - a.length);
    if (places.length === 0) continue;
    const alone = singles(claim, 'entity').flatMap(({ event, group }) =>
      event.entity !== undefined && event.name === entities[event.entity].name
        ? [{ thing: event.entity, fells: group.fells[0] }]
        : [],
    );
    for (const thing of spread) {
      const failing = lens.failureOf(thing).fails;
      const fells = claim.members.flatMap(({ entity }, i) =>
        failing.has(entity) ? [i] : [],
      );
      if (fells.length >= claim.onPaper) alone.push({ thing, fells });
    }
    for (const { thing, fells } of alone) {
      const found = breakOfSpread(lens, thing, claim, places, fells);
      if (found) add(thing, found);
    }
  }
}

/** Some members state a place outside: it is held to be spread wider, and the loss of this one place should not matter. */
function isSpreadWider(claim: RedundancyClaim, path: string[]): boolean {
  return claim.members.some(({ domain }) => domain && !isUnder(domain, path));
}

function breakOfSpread(
  lens: Lens,
  thing: number,
  claim: RedundancyClaim,
  places: readonly string[][],
  fells: readonly number[],
): Break | undefined {
  if (claim.members.some(({ entity }) => entity === thing)) return undefined;
  const { facts } = lens.context.model.entities[thing];
  const place = places.find(path =>
    samePath(onlyPlace(facts, path.length), path),
  );
  if (!place || standsInElsewhere(lens, thing, place)) return undefined;
  const members = membersOf({
    ...claim,
    members: fells.map(i => claim.members[i]),
  });
  const [member] = members;
  return {
    holder: {
      ref: lens.ref(member),
      name: fallingPhrase(lens, claim, fells.length),
      says: `${claimName(claim)} is spread over more places than that`,
      source: claim.source,
    },
    isPromise: false,
    place,
    falling: members,
    claim: claim.id,
  };
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
