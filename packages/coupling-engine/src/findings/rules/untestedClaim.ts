/**
 * A claim of redundancy, or of isolation, that nobody has held against reality: no drill, or one that failed, was partial or
 * is too old. Where the map itself shows that the members are apart, a missing drill is not worth a meeting.
 */
import type { RedundancyClaim } from '../../failure/types';
import { isWide, jointFailure } from '../jointReach';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { claimName, membersOf, shown } from '../redundancy';
import type { Evidence, FindingDraft, Rule, RuleContext } from '../types';
import { walk } from '../../structure/navigate';
import { clean, list, number } from '../../model/words';
import { worstAndRest } from '../worstAndRest';

/** Promises that something else does not reach it. */
const ISOLATION = /\b(survives\s+loss\s+of|isolated\s+from)\b/i;

type Standing = 'missing' | 'failed' | 'partial' | 'expired' | 'passed';

export const untestedClaim: Rule = {
  id: 'untested-claim',
  category: 'correlated-failure',
  description:
    'A claim of redundancy or isolation has no drill, or one that failed, was partial or is too old.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const drafts: FindingDraft[] = [];
    const claimed = new Set<number>();
    for (const claim of context.independence.claims) {
      const members = membersOf(claim);
      if (claim.kind === 'alternatives' || claim.kind === 'instances') continue;
      members.forEach(member => claimed.add(member));
      if (isDefeated(claim)) continue;
      const standing = standingOf(lens, members);
      const assumed = repairs(lens, members) || !areApart(lens, claim);
      if (standing === 'passed' || (standing === 'missing' && !assumed)) {
        continue;
      }
      drafts.push(draft(lens, claim, members, standing));
    }
    context.model.entities.forEach(({ facts }, entity) => {
      if (claimed.has(entity) || !ISOLATION.test(facts.claims ?? '')) return;
      const standing = standingOf(lens, [entity]);
      if (standing === 'passed' || standing === 'missing') return;
      drafts.push(ofPromise(lens, entity, standing));
    });
    return worstAndRest(drafts, 'a claim that no drill bears out');
  },
};

/** Raised already by the rules that say what defeats it. */
function isDefeated(claim: RedundancyClaim): boolean {
  return claim.riskGroups.some(
    ({ events }) => events.length < claim.onPaper && events.length === 1,
  );
}

/** The best that is known of any member: one drill of the group is a drill of the group. */
function standingOf(lens: Lens, members: readonly number[]): Standing {
  const found = members.flatMap((member): Standing[] => {
    const drill = lens.lastDrill(member);
    if (!drill) return [];
    const isOld = drill.outcome === 'passed' && drill.expired;
    return [isOld ? 'expired' : drill.outcome];
  });
  const order: Standing[] = ['failed', 'passed', 'partial', 'expired'];
  return order.find(word => found.includes(word)) ?? 'missing';
}

function repairs(lens: Lens, members: readonly number[]): boolean {
  const { entities } = lens.context.model;
  return members.some(member => {
    const { facts } = entities[member];
    return facts.supports?.length && !facts.inferred.includes('supports');
  });
}

/** Every member states where it runs, and no two run in the same place. */
function areApart(lens: Lens, claim: RedundancyClaim): boolean {
  const { entities } = lens.context.model;
  const places = claim.members.map(
    ({ entity, domain }) => domain ?? entities[entity].facts.failureDomain,
  );
  return (
    places.every(place => place !== undefined) &&
    new Set(places.map(place => place!.join('/'))).size === places.length
  );
}

/** The widest thing that takes some members down and leaves others: then these are all there is. */
function leansOn(lens: Lens, members: readonly number[]): number | undefined {
  const { fails } = lens.context.structure;
  const needed = new Set(
    members.flatMap(member => walk(member, e => lens.needs(e)).order.slice(1)),
  );
  return [...needed]
    .filter(thing => {
      if (members.includes(thing) || lens.isInert(thing)) return false;
      if (!isWide(lens, lens.reach(thing))) return false;
      const failing = lens.failureOf(thing).fails;
      const down = members.filter(member => failing.has(member)).length;
      return down > 0 && down < members.length;
    })
    .sort((a, b) => fails[b] - fails[a] || lens.byRef(a, b))[0];
}

const SAYS: Record<Exclude<Standing, 'passed'>, string> = {
  missing: 'and no drill is on record',
  failed: 'and the last drill failed',
  partial: 'and the last drill was partial',
  expired: 'and the last drill is too old to count',
};

const POINTS: Record<Exclude<Standing, 'passed'>, number> = {
  missing: 5,
  failed: 20,
  partial: 10,
  expired: 5,
};

function draft(
  lens: Lens,
  claim: RedundancyClaim,
  members: readonly number[],
  standingOfClaim: Exclude<Standing, 'passed'>,
): FindingDraft {
  const { first, rest } = shown(members);
  const names = list(
    first.map(member => lens.name(member)),
    3,
  );
  const { reach } = jointFailure(lens, members);
  const forRepair = repairs(lens, members);
  const apart = areApart(lens, claim);
  const thing = leansOn(lens, members);
  return {
    title:
      members.length === 1
        ? `${names} is held to survive the loss of a place, ${SAYS[standingOfClaim]}`
        : `${names} are held to be independent, ${SAYS[standingOfClaim]}`,
    summary: `${claimName(claim)}. ${
      apart
        ? 'They state different places.'
        : 'Where they run is not stated of each, so nothing on the map shows them apart.'
    }${forRepair ? ' Others are repaired with them.' : ''}`,
    subjects: first.map(member => lens.ref(member)),
    cause: members.map(member => lens.ref(member)),
    related: [...(thing === undefined ? [] : [thing]), ...rest].map(e =>
      lens.ref(e),
    ),
    steps: first.slice(0, 2).map((member, i, all) => ({
      ref: lens.ref(member),
      teams: lens.teamRefs(member),
      ...(i + 1 < all.length
        ? { coupling: 'stands in for', grade: 'declared' as const }
        : {}),
    })),
    evidence: [
      {
        grade: 'declared',
        source: claim.source,
        detail: `${claimName(claim)}; ${number(
          claim.riskGroups.length,
        )} smaller risk groups are found on the map`,
      },
      ...drills(lens, members),
    ],
    interventions: [
      {
        kind: 'try-loss',
        leverage: 'feedback',
        text: `Switch ${lens.name(first[0])} off on purpose${
          first.length > 1
            ? `, with what it needs, and see the rest carry on`
            : ''
        }; write the day and the outcome down.`,
        target: lens.ref(first[0]),
      },
      {
        kind: 'state-place',
        leverage: 'information-flow',
        text: `Say where each of ${names} runs and what brings changes into it, so that the map can contradict the claim.`,
        target: lens.ref(first[0]),
      },
    ],
    reach,
    weight: {
      reach,
      extra: [
        {
          points: POINTS[standingOfClaim],
          because: SAYS[standingOfClaim].replace(/^and /, ''),
        },
        ...(forRepair
          ? [{ points: 30, because: 'others are repaired with it' }]
          : []),
        ...(thing === undefined
          ? []
          : [
              {
                points: forRepair ? 20 : 10,
                because:
                  'what takes one of them down takes much else down, and then the rest is all there is',
              },
            ]),
      ],
      cap: {
        severity: forRepair || standingOfClaim === 'failed' ? 'high' : 'medium',
        because: 'what is untested may still be true',
      },
    },
  };
}

function ofPromise(
  lens: Lens,
  entity: number,
  found: Exclude<Standing, 'passed'>,
): FindingDraft {
  const { reach } = jointFailure(lens, [entity]);
  const name = lens.name(entity);
  return {
    title: `${name} promises to be isolated, ${SAYS[found]}`,
    summary: `What ${name} promises stands against its own last drill.`,
    subjects: [lens.ref(entity)],
    related: [],
    steps: [{ ref: lens.ref(entity), teams: lens.teamRefs(entity) }],
    evidence: drills(lens, [entity]),
    interventions: [
      {
        kind: 'try-loss',
        leverage: 'feedback',
        text: `Repeat the drill of ${name}, and change what it promises until both say the same.`,
        target: lens.ref(entity),
      },
    ],
    reach,
    weight: {
      reach,
      extra: [
        { points: POINTS[found], because: SAYS[found].replace(/^and /, '') },
      ],
      cap: {
        severity: 'medium',
        because: 'what is untested may still be true',
      },
    },
  };
}

function drills(lens: Lens, members: readonly number[]): Evidence[] {
  return members.flatMap(member => {
    const drill = lens.lastDrill(member);
    return drill
      ? [
          {
            grade: 'tested' as const,
            source: clean(drill.source),
            at: drill.at,
            detail: `${lens.name(member)}: drill ${drill.outcome}`,
          },
        ]
      : [];
  });
}
