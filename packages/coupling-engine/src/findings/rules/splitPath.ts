import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { clauseBetween, shortestWay } from '../../structure/navigate';
import { clean, count, list, nameOfRef, number } from '../../model/words';

/** A loop takes two owners to be nobody's whole; a path takes as many as the policy says. */
const LOOP_OWNERS = 2;
/** A loop of more than this is not drawn whole; its shortest round is. */
const MAX_NAMED = 6;
/** Longest path looked for, in components; longer ones are told by their parts. */
const MAX_DEPTH = 6;
/** Steps tried from one entry before the best path so far is taken, and from all of them together. */
const MAX_TRIES = 3000;
const ALL_TRIES = 300_000;
/** Paths raised; the next would be variations of these. */
const MAX_PATHS = 5;
/** Paths with this share of their entities in common are one story. */
const OVERLAP = 0.5;

/** A loop or a path that only works end to end, crosses teams, and belongs to no one as a whole. */
export const splitPath: Rule = {
  id: 'split-path',
  category: 'conway',
  description:
    'A loop or a path that only works end to end crosses several owners, and no one owns it whole.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    return [...loops(lens), ...paths(lens)];
  },
};

/** Owners without life count: the part is still not the neighbour's. */
function ownersOf(lens: Lens, members: readonly number[]): number[] {
  const { entities } = lens.context.model;
  return [...new Set(members.flatMap(m => entities[m].owners.slice(0, 1)))];
}

/** True when one system that a living team owns holds every member, APIs left out: somebody looks at the whole. */
function ownedWhole(lens: Lens, members: readonly number[]): boolean {
  const { model, ownership } = lens.context;
  const systems = new Set(
    members
      .filter(m => model.entities[m].kind !== 'api')
      .map(m => model.entities[m].system),
  );
  if (systems.size !== 1) return false;
  const [system] = systems;
  return (
    system !== undefined &&
    model.systems[system].owners.some(
      owner => ownership.standing[owner] === 'living',
    )
  );
}

function loops(lens: Lens): FindingDraft[] {
  const { structure, model } = lens.context;
  return structure.cycles
    .filter(
      cycle =>
        ownersOf(lens, cycle).length >= LOOP_OWNERS && !ownedWhole(lens, cycle),
    )
    .map(cycle => {
      const sorted = [...cycle].sort(lens.byRef);
      const round = shortestRound(lens, sorted);
      const parts = sorted.filter(e => model.entities[e].kind !== 'api');
      const owners = ownersOf(lens, sorted);
      const inert = sorted.every(e => lens.isInert(e));
      const soft = isSoft(lens, round);
      const widestMember = [...sorted].sort(
        (a, b) => structure.fails[b] - structure.fails[a] || lens.byRef(a, b),
      )[0];
      const reach = lens.reach(widestMember);
      const named = parts.length <= MAX_NAMED ? parts : round;
      return {
        cause: sorted.map(e => lens.ref(e)),
        title: `${list(
          named
            .filter(e => model.entities[e].kind !== 'api')
            .map(e => lens.name(e)),
          4,
        )} need each other${
          parts.length > named.length
            ? `, ${number(parts.length)} entities in all,`
            : ''
        } across ${count(owners.length, 'owner')}`,
        summary: `${loopMeans(soft, inert)} No one owns the round as a whole.`,
        subjects: named.map(e => lens.ref(e)),
        related: sorted.filter(e => !named.includes(e)).map(e => lens.ref(e)),
        steps: lens.stepsDown([...round, round[0]]),
        evidence: [
          {
            grade: 'declared' as const,
            source: 'catalog',
            detail: `${number(
              sorted.length,
            )} entities each reach all the others over what they declare to need`,
          },
        ],
        interventions: [
          {
            kind: 'break-loop',
            leverage: 'rule' as const,
            text: `Turn one of the couplings around, or make it soft, so that ${lens.name(
              round[0],
            )} works without ${lens.name(round[round.length - 1])}.`,
            target: lens.ref(round[0]),
          },
          ownPath(lens, round),
        ],
        reach,
        weight: {
          // A soft coupling stops nothing, so the reach of a member is not the loop's.
          ...(soft ? {} : { reach, by: inert ? 'change' : 'failure' }),
          extra: [
            {
              points: soft
                ? Math.min(34, 14 + 4 * owners.length)
                : Math.min(15, 2 + 3 * owners.length),
              because: `the loop crosses ${count(owners.length, 'owner')}`,
            },
          ],
          cap: {
            severity: inert ? ('medium' as const) : ('high' as const),
            because: inert
              ? 'what is in the loop is inert at run time'
              : 'it says how a failure comes back, not that it comes',
          },
        },
      };
    });
}

function loopMeans(soft: boolean, inert: boolean): string {
  if (soft) return 'Some of them go on without the others, but none is whole.';
  return inert
    ? 'None of them can be released, tested or taken up without the others.'
    : 'None of them starts, or comes back, without the others.';
}

/** True when some step of the round is one that its entity goes on without. */
function isSoft(lens: Lens, round: number[]): boolean {
  return round.some((entity, i) => {
    const next = round[(i + 1) % round.length];
    return !clauseBetween(lens.context.model.graph, entity, next)?.hard;
  });
}

/** A short round through the loop that crosses owners, in the direction of need; it starts where two owners meet. */
function shortestRound(lens: Lens, members: number[]): number[] {
  const inside = new Set(members);
  let best: number[] = members;
  let bestOwners = 0;
  // A few starts are enough for an example; a loop of thousands is not searched from each of them.
  const { entities } = lens.context.model;
  const starts = members.filter(m => entities[m].kind !== 'api').slice(0, 32);
  for (const start of starts) {
    for (const next of lens.needs(start).filter(n => inside.has(n))) {
      const back = shortestWay(lens.context.model.graph, next, start, e =>
        inside.has(e),
      );
      if (back.length === 0) continue;
      const round = [start, ...back.slice(0, -1)];
      const owners = ownersOf(lens, round).length;
      if (
        (owners >= LOOP_OWNERS && bestOwners < LOOP_OWNERS) ||
        (owners >= LOOP_OWNERS === bestOwners >= LOOP_OWNERS &&
          (round.length < best.length ||
            (round.length === best.length && owners > bestOwners)))
      ) {
        best = round;
        bestOwners = owners;
      }
    }
  }
  return best;
}

interface Path {
  way: number[];
  owners: number;
  crossings: number;
}

/** End-to-end paths from what people use, over calls, across the most owners. */
function paths(lens: Lens): FindingDraft[] {
  const { model, structure, policy } = lens.context;
  const entries: number[] = [];
  model.entities.forEach(({ kind }, position) => {
    if (kind === 'api' || structure.fanOut[position] === 0) return;
    // What somebody calls is a piece of its caller's path, and nobody walks through a library.
    if (lens.hasUsers(position) || lens.isInert(position)) return;
    entries.push(position);
  });
  const tries = Math.min(MAX_TRIES, Math.ceil(ALL_TRIES / entries.length));
  const found = entries
    .map(entry => bestPath(lens, entry, tries))
    .filter(
      ({ owners, way }) =>
        owners >= policy.splitPath.minOwners && !ownedWhole(lens, way),
    );
  found.sort(
    (a, b) =>
      b.owners - a.owners ||
      a.crossings - b.crossings ||
      a.way.length - b.way.length ||
      lens.byRef(a.way[0], b.way[0]),
  );
  const kept: Path[] = [];
  for (const path of found) {
    if (kept.length === MAX_PATHS) break;
    const told = kept.some(other => {
      const inside = new Set(other.way);
      const common = path.way.filter(e => inside.has(e)).length;
      return common / path.way.length >= OVERLAP;
    });
    if (!told) kept.push(path);
  }
  return kept.map(path => pathDraft(lens, path));
}

/** The path from `start` over hard calls that meets the most owners, the shortest of those. Depth and tries are bounded. */
function bestPath(lens: Lens, start: number, maxTries: number): Path {
  const { model } = lens.context;
  let best: Path = { way: [start], owners: 1, crossings: 0 };
  let tries = 0;
  const visit = (way: number[], components: number) => {
    const owners = ownersOf(
      lens,
      way.filter(e => model.entities[e].kind !== 'api'),
    );
    const end = way[way.length - 1];
    if (
      model.entities[end].kind !== 'api' &&
      (owners.length > best.owners ||
        (owners.length === best.owners && way.length < best.way.length))
    ) {
      best = { way: [...way], owners: owners.length, crossings: owners.length };
    }
    if (components >= MAX_DEPTH) return;
    for (const next of lens.needs(end)) {
      if (tries >= maxTries) return;
      const isApi = model.entities[next].kind === 'api';
      // Only calls make a path that people walk: a database or a library is a part of its owner.
      if (!isApi && model.entities[end].kind !== 'api') continue;
      // What goes on without the next one works without the rest of the path.
      if (!clauseBetween(model.graph, end, next)?.hard) continue;
      if (way.includes(next)) continue;
      tries += 1;
      way.push(next);
      visit(way, components + (isApi ? 0 : 1));
      way.pop();
    }
  };
  visit([start], 1);
  const parts = best.way.filter(e => model.entities[e].kind !== 'api');
  best.crossings = parts.filter(
    (e, i) => i > 0 && lens.crossesTeams(parts[i - 1], e),
  ).length;
  return best;
}

function pathDraft(lens: Lens, { way, owners }: Path): FindingDraft {
  const { model } = lens.context;
  const parts = way.filter(e => model.entities[e].kind !== 'api');
  const last = parts[parts.length - 1];
  const name = lens.name(way[0]);
  return {
    cause: [lens.ref(way[0]), lens.ref(last)],
    title: `${name} works end to end across ${count(
      owners,
      'owner',
    )}; none owns the path`,
    summary: `The way from ${name} to ${lens.name(last)} goes through ${count(
      parts.length,
      'entity',
      'entities',
    )}. Each owner sees a part; no system with an owner holds them all.`,
    subjects: [lens.ref(way[0]), lens.ref(last)],
    related: way.slice(1, -1).map(e => lens.ref(e)),
    steps: lens.stepsDown(way),
    evidence: [
      {
        grade: 'declared',
        source: 'spec.consumesApis, spec.owner',
        detail: `${count(parts.length - 1, 'call')} in a row, ${count(
          owners,
          'owner',
        )} along them`,
      },
    ],
    interventions: [ownPath(lens, way)],
    weight: {
      extra: [
        {
          points: Math.min(34, 12 + 4 * owners + parts.length),
          because: `${count(owners, 'owner')} along ${count(
            parts.length,
            'entity',
            'entities',
          )}`,
        },
      ],
    },
  };
}

function ownPath(lens: Lens, way: number[]) {
  const { model } = lens.context;
  const { system } = model.entities[way[0]];
  const grouping = system === undefined ? undefined : model.systems[system];
  const place = grouping
    ? `, or the system ${
        grouping.title ? clean(grouping.title) : nameOfRef(grouping.ref)
      } an owner that covers it`
    : '';
  return {
    kind: 'own-whole',
    leverage: 'goal' as const,
    text: `Give the way from ${lens.name(
      way[0],
    )} one owner for its end-to-end promise${place}.`,
    target: grouping?.exists ? grouping.ref : lens.ref(way[0]),
  };
}
