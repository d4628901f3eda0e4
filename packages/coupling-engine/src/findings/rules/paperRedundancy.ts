/**
 * Redundancy that something shared defeats. The audit of the claims (failure/claims) has found the minimal risk groups; this
 * rule tells them so that people can talk about them: by shared thing, and each claim once or twice.
 */
import type { RedundancyClaim, RiskGroup } from '../../failure/types';
import { foldAlike } from '../foldAlike';
import { jointFailure } from '../jointReach';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import {
  claimEvidence,
  claimName,
  fallingPhrase,
  membersInTurn,
  membersOf,
  shown,
  singles,
  wayToShared,
} from '../redundancy';
import type { FindingDraft, Rule, RuleContext } from '../types';
import { widestFirst } from '../widest';
import { count, list, number } from '../../model/words';
import { worstAndRest } from '../worstAndRest';
import { append } from '../../model/collect';

/** Shared things told of one claim: the widest say it. */
const MAX_PER_CLAIM = 2;
/** Other things that defeat the same claims, named beside. */
const MAX_BESIDE = 12;

/** What alone defeats claims, and which of its claims. */
interface Defeat {
  thing: number;
  claims: RedundancyClaim[];
}

/** A redundancy group, or a spread over several places, that has a risk group smaller than its members allow. */
export const paperRedundancy: Rule = {
  id: 'paper-redundancy',
  category: 'correlated-failure',
  description:
    'What is there to stand in for each other falls together, because something that all of it needs is shared.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const { claims } = context.independence;
    const singlyDefeated = defeatsOf(lens, claims);
    const told = new Set(singlyDefeated.flatMap(d => d.claims.map(c => c.id)));
    const thingsOf = thingsByClaim(singlyDefeated);
    return worstAndRest(
      [
        ...toTell(lens, singlyDefeated).map(defeat =>
          bySingle(lens, defeat, thingsOf),
        ),
        ...claims.flatMap(claim =>
          told.has(claim.id) ? [] : byPair(lens, claim),
        ),
      ],
      'a shared thing that defeats redundancy',
    );
  },
};

/** Shared things that alone defeat a claim, with the claims. */
function defeatsOf(lens: Lens, claims: readonly RedundancyClaim[]): Defeat[] {
  const passing = passingSpreads(claims);
  const byThing = new Map<number, RedundancyClaim[]>();
  for (const claim of claims) {
    if (claim.kind === 'instances') continue;
    const own = new Set(membersOf(claim));
    for (const { event } of singles(claim, 'entity')) {
      const { entity } = event;
      if (entity === undefined || couplesByChange(lens, entity)) continue;
      // One copy of a thing is not the thing.
      if (event.name !== lens.context.model.entities[entity].name) continue;
      if (own.size === 1 && own.has(entity)) continue;
      if ((passing.get(entity) ?? 0) >= claim.onPaper) continue;
      append(byThing, entity, claim);
    }
  }
  return [...byThing].map(([thing, defeated]) => ({ thing, claims: defeated }));
}

function thingsByClaim(defeats: readonly Defeat[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { thing, claims } of defeats) {
    for (const { id } of claims) {
      append(found, id, thing);
    }
  }
  return found;
}

/** What brings changes, or is built in, stops nothing when it stops: the rule about changes speaks of it. */
function couplesByChange(lens: Lens, entity: number): boolean {
  if (lens.isInert(entity)) return true;
  const { entities } = lens.context.model;
  const { ref, facts } = entities[entity];
  if (facts.changePace === undefined) return false;
  return (
    facts.supports?.includes('deployment') === true ||
    lens
      .neededBy(entity)
      .some(other => entities[other].facts.changeChannel?.includes(ref))
  );
}

/** Entities spread over several places that share nothing, with the number of places that have to be lost. */
function passingSpreads(
  claims: readonly RedundancyClaim[],
): Map<number, number> {
  const passing = new Map<number, number>();
  for (const claim of claims) {
    if (claim.kind !== 'spread-over' || claim.riskGroups.length > 0) continue;
    for (const entity of membersOf(claim)) passing.set(entity, claim.onPaper);
  }
  return passing;
}

/** One finding a shared thing: what falls with another and reaches the same is folded, and so is what repeats a told one. */
function toTell(lens: Lens, defeats: readonly Defeat[]): Defeat[] {
  const byThing = new Map(defeats.map(defeat => [defeat.thing, defeat]));
  const { fails } = lens.context.structure;
  const heads = foldAlike(
    lens,
    defeats.map(({ thing }) => thing),
  ).map(({ head, others }) => mostClaims([head, ...others], byThing));
  heads.sort(
    (a, b) =>
      b.claims.length - a.claims.length ||
      fails[b.thing] - fails[a.thing] ||
      lens.byRef(a.thing, b.thing),
  );
  const toldOf = new Map<string, number[]>();
  const chosen: Defeat[] = [];
  for (const { thing, claims } of heads) {
    const fresh = claims.filter(({ id }) => {
      const told = toldOf.get(id) ?? [];
      return (
        told.length < MAX_PER_CLAIM &&
        !told.some(other => fallTogether(lens, other, thing))
      );
    });
    if (fresh.length === 0) continue;
    for (const { id } of fresh) {
      append(toldOf, id, thing);
    }
    chosen.push({ thing, claims: fresh });
  }
  return chosen;
}

/** Of things that fold, the first that defeats most claims; the best known one comes first. */
function mostClaims(
  things: readonly number[],
  byThing: ReadonlyMap<number, Defeat>,
): Defeat {
  return things
    .map(thing => byThing.get(thing)!)
    .reduce((best, next) =>
      next.claims.length > best.claims.length ? next : best,
    );
}

function fallTogether(lens: Lens, a: number, b: number): boolean {
  return lens.failureOf(a).fails.has(b) || lens.failureOf(b).fails.has(a);
}

function bySingle(
  lens: Lens,
  { thing, claims }: Defeat,
  thingsOf: ReadonlyMap<string, readonly number[]>,
): FindingDraft {
  const name = lens.name(thing);
  const members = membersInTurn(claims).filter(member => member !== thing);
  const { first, rest } = shown(members);
  const { reach } = jointFailure(lens, members);
  const beside = widestFirst(
    lens,
    [...new Set(claims.flatMap(({ id }) => thingsOf.get(id) ?? []))].filter(
      other => other !== thing,
    ),
    MAX_BESIDE,
  );
  return {
    title: `${name}: ${list(
      claims.map(claim => fallingPhrase(lens, claim, felledBy(claim, thing))),
      3,
    )} ${stops(claims)} with it`,
    summary: `${list(
      claims.map(claimName),
      3,
    )}: ${name} alone takes down more of ${
      claims.length === 1 ? 'it' : 'each'
    } than ${
      claims.length === 1 ? 'it' : 'each'
    } can spare, and the places, names and copies do not help.`,
    subjects: [thing, ...first].map(entity => lens.ref(entity)),
    cause: [lens.ref(thing)],
    related: [...rest, ...beside].map(entity => lens.ref(entity)),
    steps: lens.stepsDown(wayToShared(lens, members, thing)),
    evidence: claims
      .slice(0, 6)
      .map(claim => claimEvidence(claim, felledBy(claim, thing), name)),
    interventions: [
      {
        kind: 'separate-members',
        leverage: 'rule',
        text: `Give enough of ${list(
          first.map(entity => lens.name(entity)),
          3,
        )} a way to go on without ${name} that the rest can be spared.`,
        target: lens.ref(thing),
      },
      {
        kind: 'try-loss',
        leverage: 'feedback',
        text: `Take ${name} away in a drill, and see what is left.`,
        target: lens.ref(thing),
      },
      {
        kind: 'say-what-it-survives',
        leverage: 'goal',
        text: `Say what this redundancy is for: it survives the loss of a member, not that of ${name}.`,
        target: lens.ref(first[0] ?? thing),
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
        {
          points: Math.min(10, 5 * (claims.length - 1)),
          because: `${number(claims.length)} claims of redundancy rest on it`,
        },
      ],
    },
  };
}

function stops([first, ...rest]: readonly RedundancyClaim[]): string {
  return rest.length === 0 && first.kind === 'spread-over' ? 'stops' : 'stop';
}

function felledBy(claim: RedundancyClaim, thing: number): number {
  const found = singles(claim, 'entity').find(
    ({ event }) => event.entity === thing,
  );
  return found ? found.group.fells[0].length : 0;
}

/** Two failures where the members say three or more: raised where no single failure is enough. */
function byPair(lens: Lens, claim: RedundancyClaim): FindingDraft[] {
  if (claim.onPaper <= 2 || claim.kind === 'instances') return [];
  if (claim.riskGroups.some(({ events }) => events.length === 1)) return [];
  const pairs = claim.riskGroups.filter(
    group =>
      group.events.length === 2 &&
      group.events.every(
        ({ kind, entity }) =>
          kind === 'entity' &&
          entity !== undefined &&
          !couplesByChange(lens, entity),
      ) &&
      !standInForEachOther(lens, group),
  );
  if (pairs.length === 0) return [];
  const { fails } = lens.context.structure;
  const entityOf = (group: RiskGroup, i: number) => group.events[i].entity!;
  const widest = (group: RiskGroup) =>
    Math.max(fails[entityOf(group, 0)], fails[entityOf(group, 1)]);
  const pair = pairs.reduce((best, next) =>
    widest(next) > widest(best) ? next : best,
  );
  const wide = pair.fells[0].length >= pair.fells[1].length ? 0 : 1;
  const thing = entityOf(pair, wide);
  const other = entityOf(pair, 1 - wide);
  const members = membersOf(claim);
  const { first, rest } = shown(
    members.filter(member => member !== thing && member !== other),
  );
  const { reach } = jointFailure(lens, members);
  return [
    {
      title: `${list(
        members.map(entity => lens.name(entity)),
        3,
      )}: ${number(claim.onPaper)} failures on paper, two with ${lens.name(
        thing,
      )} shared`,
      summary: `${claimName(claim)}: ${lens.name(thing)} takes ${number(
        pair.fells[wide].length,
      )} of them down, so that with ${lens.name(other)} too few are left.`,
      subjects: [thing, other, ...first].map(entity => lens.ref(entity)),
      cause: [lens.ref(thing), ...members.map(entity => lens.ref(entity))],
      related: rest.map(entity => lens.ref(entity)),
      steps: lens.stepsDown(
        wayToShared(
          lens,
          pair.fells[wide].map(position => claim.members[position].entity),
          thing,
        ),
      ),
      evidence: [
        {
          grade: 'declared',
          source: claim.source,
          detail: `${claimName(claim)}: ${count(
            pairs.length,
            'pair of failures defeats',
            'pairs of failures defeat',
          )} it`,
        },
      ],
      interventions: [
        {
          kind: 'separate-members',
          leverage: 'rule',
          text: `Take ${lens.name(thing)} out of all but one of ${list(
            first.map(entity => lens.name(entity)),
            3,
          )}.`,
          target: lens.ref(thing),
        },
      ],
      reach,
      weight: {
        reach,
        extra: [
          { points: -15, because: 'two failures at one time have to meet' },
        ],
        cap: {
          severity: 'medium',
          because: 'no single failure is enough',
        },
      },
    },
  ];
}

/** The two are themselves a redundant thing: it passes, since both have to fail. */
function standInForEachOther(lens: Lens, { events }: RiskGroup): boolean {
  const { entities } = lens.context.model;
  const [first, second] = events.map(({ entity }) => entity!);
  const group = entities[first].facts.redundancyGroup?.name;
  return (
    first === second ||
    (group !== undefined &&
      group === entities[second].facts.redundancyGroup?.name)
  );
}
