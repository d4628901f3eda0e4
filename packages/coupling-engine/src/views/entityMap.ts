import type { Analysis } from '../analysis';
import { walk, wayTo } from '../structure/navigate';
import type { Finding } from '../findings/types';
import { count, number } from '../model/words';
import { Drawable } from './drawable';
import { layerOf } from '../model/layers';
import type { Seen, SeenCounts } from './seen';
import { seenIndexOf } from './seen';
import type {
  EntityMapEdge,
  EntityMapNode,
  EntityMapView,
  EntityState,
  ViewOptions,
} from './types';
import { Viewer } from './viewer';

const DEFAULT_DEPTH = 3;
/** Nodes on each side; with the focus and a path that stays at about 50. */
const MAX_SIDE = 24;

export interface EntityMapOptions {
  /** Steps from the focus that are drawn, 1 to 6. */
  depth?: number;
  /** `hard`: soft couplings are left out. */
  strength?: 'hard' | 'all';
  /** Only couplings that are known this way. */
  seen?: Seen | 'all';
  pathFrom?: string;
  pathTo?: string;
}

/**
 * One entity in the middle: who needs it on one side, what it needs on the other, and what happens to each if it stops. At
 * most about 50 nodes, the nearest and widest; the others are counted. Undefined when the ref is not a known entity.
 */
export function entityMap<F extends Finding>(
  analysis: Analysis,
  ref: string,
  options: ViewOptions<F> & EntityMapOptions = {},
): EntityMapView<F> | undefined {
  const viewer = new Viewer<F>(analysis, options);
  const { lens } = viewer;
  const focus = lens.positionOf(ref);
  if (focus === undefined || !viewer.visible(ref)) return undefined;
  const { depth = DEFAULT_DEPTH, strength = 'all', seen = 'all' } = options;
  const drawable = new Drawable(viewer, strength, seen);
  const users = walk(focus, e => drawable.callersOf(e));
  const needs = walk(focus, e => drawable.targetsOf(e));
  const declaredNeeds = walk(focus, e => lens.needs(e)).distance;
  const left = pick(viewer, users, depth);
  const right = pick(viewer, needs, depth);

  const { fails, degrades } = lens.failureOf(focus);
  const stateOf = (entity: number): EntityState => {
    if (entity === focus || fails.has(entity)) return 'fails';
    return degrades.has(entity) ? 'degrades' : 'works';
  };
  const path = pathOf(viewer, options);
  const drawn = new Set([focus, ...left, ...right]);
  const onPath = path?.positions ?? [];
  const extra = onPath.filter(entity => !drawn.has(entity));
  extra.forEach(entity => drawn.add(entity));

  const hit = new Set([...fails.members, ...degrades.members]);
  const node = (
    entity: number,
    side: EntityMapNode['side'],
    distance: number,
  ): EntityMapNode => ({
    entity: viewer.summary(entity),
    side,
    distance,
    state: stateOf(entity),
    layer: layerOf(lens.entity(entity)),
    ...(side === 'needed' && declaredNeeds.has(entity)
      ? { neededAnyway: neededAnyway(viewer, entity, focus, hit) }
      : {}),
    ...(entity !== focus &&
    users.distance.has(entity) &&
    needs.distance.has(entity)
      ? { onBothSides: true }
      : {}),
  });
  const nodes = [
    node(focus, 'focus', 0),
    ...left.map(e => node(e, 'needs-focus', users.distance.get(e)!)),
    ...right.map(e => node(e, 'needed', needs.distance.get(e)!)),
    ...extra.map(e =>
      users.distance.has(e)
        ? node(e, 'needs-focus', users.distance.get(e)!)
        : node(e, 'needed', needs.distance.get(e) ?? depth + 1),
    ),
  ];
  const hidden = new Set(
    [...users.order, ...needs.order].filter(e => !viewer.canSee(e)),
  ).size;
  const edges = edgesAmong(drawable, drawn, onPath);
  const counts = countsOf(viewer, focus);
  return {
    focus: viewer.summary(focus),
    headline: `If ${lens.name(focus)} stops, ${number(fails.size)} of ${count(
      lens.size,
      'entity',
      'entities',
    )} ${fails.size === 1 ? 'fails' : 'fail'} and ${number(degrades.size)} ${
      degrades.size === 1 ? 'degrades' : 'degrade'
    }`,
    summary: `${count(
      lens.users(focus).length,
      'entity needs',
      'entities need',
    )} it directly; it needs ${count(
      declaredNeeds.size - 1,
      'entity',
      'entities',
    )} at any depth.${undeclaredWords(edges)}`,
    fails: fails.size,
    degrades: degrades.size,
    ofEntities: lens.size,
    byTeam: viewer.byTeam(fails, degrades),
    nodes,
    edges,
    seen: counts,
    truncated: {
      needsFocus: seeable(viewer, users.order) - 1 - left.length,
      needed: seeable(viewer, needs.order) - 1 - right.length,
    },
    ...(path ? { path: path.view } : {}),
    hidden,
  };
}

type Walk = ReturnType<typeof walk>;

/** The nearest within the depth, the widest of those first where there are too many. */
function pick(
  viewer: Viewer,
  { order, distance }: Walk,
  depth: number,
): number[] {
  const { fails } = viewer.analysis.structure;
  return order
    .slice(1)
    .filter(e => distance.get(e)! <= depth && viewer.canSee(e))
    .sort(
      (a, b) =>
        distance.get(a)! - distance.get(b)! ||
        fails[b] - fails[a] ||
        viewer.lens.byRef(a, b),
    )
    .slice(0, MAX_SIDE);
}

function seeable(viewer: Viewer, entities: readonly number[]): number {
  return entities.filter(e => viewer.canSee(e)).length;
}

/** How many of those that are hit reach `entity` by a way that does not lead through the focus. */
function neededAnyway(
  viewer: Viewer,
  entity: number,
  focus: number,
  hit: ReadonlySet<number>,
): number {
  const { order } = walk(entity, e =>
    viewer.lens.neededBy(e).filter(user => user !== focus),
  );
  return order.filter(e => e !== entity && hit.has(e)).length;
}

function undeclaredWords(edges: readonly EntityMapEdge[]): string {
  const found = edges.filter(({ seen }) => seen === 'observed').length;
  if (found === 0) return '';
  return ` ${count(found, 'coupling')} drawn here ${
    found === 1 ? 'was seen and is' : 'were seen and are'
  } not declared; what fails is reckoned without ${
    found === 1 ? 'it' : 'them'
  }.`;
}

function edgesAmong(
  drawable: Drawable,
  drawn: ReadonlySet<number>,
  onPath: readonly number[],
): EntityMapEdge[] {
  const { lens } = drawable.viewer;
  const steps = new Set(
    onPath.slice(1).map((entity, i) => `${onPath[i]} ${entity}`),
  );
  return [...drawn].sort(lens.byRef).flatMap(from =>
    drawable
      .targetsOf(from)
      .filter(to => drawn.has(to))
      .sort(lens.byRef)
      .map(to => ({
        ...drawable.edge(from, to),
        ...(steps.has(`${from} ${to}`) ? { onPath: true } : {}),
      })),
  );
}

/** Couplings of one entity, in and out, that the reader may see. */
function countsOf(viewer: Viewer, entity: number): SeenCounts {
  const { lens, analysis } = viewer;
  const index = seenIndexOf(analysis);
  const visible = (others: readonly number[]) =>
    others.filter(other => viewer.canSee(other));
  const counts: SeenCounts = { declared: 0, observed: 0, both: 0 };
  for (const user of visible(lens.neededBy(entity)))
    counts[index.stateOf(user, entity)] += 1;
  for (const need of visible(lens.needs(entity)))
    counts[index.stateOf(entity, need)] += 1;
  counts.observed += visible([
    ...index.targetsOf(entity),
    ...index.callersOf(entity),
  ]).length;
  return counts;
}

/** The shortest way over declared couplings from one entity to another; where there is none, over those seen as well. */
function pathOf<F extends Finding>(
  viewer: Viewer<F>,
  { pathFrom, pathTo }: EntityMapOptions,
) {
  if (pathFrom === undefined || pathTo === undefined) return undefined;
  const { lens, analysis } = viewer;
  const from = lens.positionOf(pathFrom);
  const to = lens.positionOf(pathTo);
  const known = from !== undefined && to !== undefined;
  const index = seenIndexOf(analysis);
  const wayOver = (next: (entity: number) => readonly number[]) => {
    const { before, distance } = walk(from!, e =>
      next(e).filter(n => n === to || viewer.canSee(n)),
    );
    return distance.has(to!) ? wayTo(before, to!) : [];
  };
  const declared = known ? wayOver(e => lens.needs(e)) : [];
  const way =
    declared.length > 0 || !known
      ? declared
      : wayOver(e => [...lens.needs(e), ...index.targetsOf(e)]);
  const positions = way.every(e => viewer.canSee(e)) ? way : [];
  const refs = positions.map(e => lens.ref(e));
  const pairs = new Set(refs.slice(1).map((ref, i) => `${refs[i]} ${ref}`));
  return {
    positions,
    view: {
      from: pathFrom,
      to: pathTo,
      refs,
      teams: [...new Set(positions.flatMap(e => lens.teamRefs(e)))],
      findings: viewer.findings.filter(({ chain }) =>
        chain
          .slice(1)
          .some(
            (ref, i) =>
              pairs.has(`${chain[i]} ${ref}`) ||
              pairs.has(`${ref} ${chain[i]}`),
          ),
      ),
    },
  };
}
