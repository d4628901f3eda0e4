import type { Analysis } from '../analysis';
import { clauseBetween, shortestWay, walk } from '../findings/navigate';
import type { Finding } from '../findings/types';
import { count, number } from '../findings/words';
import { layerOf } from './layers';
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
  const { depth = DEFAULT_DEPTH, strength = 'all' } = options;
  const { graph } = analysis.model;
  const isShown = (dependent: number, need: number) =>
    strength === 'all' || clauseBetween(graph, dependent, need)!.hard;
  const users = walk(focus, e =>
    lens.neededBy(e).filter(user => isShown(user, e)),
  );
  const needs = walk(focus, e =>
    lens.needs(e).filter(need => isShown(e, need)),
  );
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
    layer: layerOf(lens, entity),
    ...(side === 'needed'
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
      needs.order.length - 1,
      'entity',
      'entities',
    )} at any depth.`,
    fails: fails.size,
    degrades: degrades.size,
    ofEntities: lens.size,
    byTeam: viewer.byTeam(fails, degrades),
    nodes,
    edges: edgesAmong(viewer, drawn, onPath, strength),
    truncated: {
      needsFocus: seen(viewer, users.order) - 1 - left.length,
      needed: seen(viewer, needs.order) - 1 - right.length,
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

function seen(viewer: Viewer, entities: readonly number[]): number {
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

function edgesAmong(
  viewer: Viewer,
  drawn: ReadonlySet<number>,
  onPath: readonly number[],
  strength: 'hard' | 'all',
): EntityMapEdge[] {
  const { model } = viewer.analysis;
  const { couplings } = model;
  const grades = new Map<string, number>();
  for (let row = 0; row < couplings.count; row++) {
    if (drawn.has(couplings.from[row]) && drawn.has(couplings.to[row])) {
      grades.set(`${couplings.from[row]} ${couplings.to[row]}`, row);
    }
  }
  const steps = new Set(
    onPath.slice(1).map((entity, i) => `${onPath[i]} ${entity}`),
  );
  return [...drawn].sort(viewer.lens.byRef).flatMap(from =>
    viewer.lens
      .needs(from)
      .filter(to => drawn.has(to))
      .sort(viewer.lens.byRef)
      .flatMap((to): EntityMapEdge[] => {
        const { hard } = clauseBetween(model.graph, from, to)!;
        if (!hard && strength === 'hard') return [];
        const row = grades.get(`${from} ${to}`);
        return [
          {
            from: viewer.lens.ref(from),
            to: viewer.lens.ref(to),
            strength: hard ? 'hard' : 'soft',
            grade: row === undefined ? 'declared' : couplings.grade[row],
            ...(steps.has(`${from} ${to}`) ? { onPath: true } : {}),
          },
        ];
      }),
  );
}

/** The shortest way over couplings from one entity to another that it needs, or that needs it. */
function pathOf<F extends Finding>(
  viewer: Viewer<F>,
  { pathFrom, pathTo }: EntityMapOptions,
) {
  if (pathFrom === undefined || pathTo === undefined) return undefined;
  const { lens, analysis } = viewer;
  const from = lens.positionOf(pathFrom);
  const to = lens.positionOf(pathTo);
  const known = from !== undefined && to !== undefined;
  const way = known
    ? shortestWay(analysis.model.graph, from, to, e => viewer.canSee(e))
    : [];
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
