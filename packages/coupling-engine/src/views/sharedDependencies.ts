import type { Analysis } from '../analysis';
import { count, number } from '../findings/words';
import type { Finding } from '../findings/types';
import { layerOf } from './layers';
import type {
  PageOptions,
  SharedDependencyList,
  SharedDependencyRow,
  TeamOption,
  TeamRef,
  ViewOptions,
} from './types';
import { compare, matches, Viewer, worst } from './viewer';

const DEFAULT_LIMIT = 25;
const MAX_TEAM_REFS = 50;

/**
 * The inventory of what several teams rest on, widest reach first: what fells entities of two teams or more when it
 * fails, or, being inert at run time, reaches them by its changes. An API with one provider stands with its provider.
 */
export function sharedDependencies<F extends Finding>(
  analysis: Analysis,
  options: ViewOptions<F> &
    TeamOption &
    PageOptions & { layer?: string; by?: 'failure' | 'change' } = {},
): SharedDependencyList {
  const viewer = new Viewer(analysis, options);
  const { teams, q, layer, by, offset = 0, limit = DEFAULT_LIMIT } = options;
  const concerned = sharedBy(viewer, teams).filter(
    entity => !by || byOf(viewer, entity) === by,
  );
  const seen = concerned.filter(entity => viewer.canSee(entity));
  const found = seen.filter(entity => matches(viewer.summary(entity), q));
  const layers = new Map<string, number>();
  for (const entity of found) {
    const name = layerOf(viewer.lens, entity);
    layers.set(name, (layers.get(name) ?? 0) + 1);
  }
  const rows = layer
    ? found.filter(entity => layerOf(viewer.lens, entity) === layer)
    : found;
  return {
    items: rows
      .slice(offset, offset + limit)
      .map(entity => describe(viewer, entity)),
    total: rows.length,
    hidden: concerned.length - seen.length,
    headline: headline(viewer, seen),
    layers: [...layers]
      .map(([value, n]) => ({ value, count: n }))
      .sort((a, b) => b.count - a.count || compare(a.value, b.value)),
  };
}

/** Positions of what two teams or more rest on, widest first; with teams, what those own or rest on. */
function sharedBy(viewer: Viewer, teams?: ReadonlySet<string>): number[] {
  const { lens, analysis } = viewer;
  const { structure, model } = analysis;
  const inScope = teams && restsOn(viewer, teams);
  const found: number[] = [];
  model.entities.forEach(({ kind }, entity) => {
    const reached = structure.fails[entity] + structure.degrades[entity];
    if (reached === 0 || structure.teamsHit[entity] < 2) return;
    if (kind === 'api' && lens.needs(entity).length === 1) return;
    if (inScope && !inScope.has(entity)) return;
    found.push(entity);
  });
  return found.sort(
    (a, b) =>
      structure.fails[b] - structure.fails[a] ||
      structure.degrades[b] - structure.degrades[a] ||
      lens.byRef(a, b),
  );
}

/** What entities of the teams are, or need at any depth. */
function restsOn(viewer: Viewer, teams: ReadonlySet<string>): Set<number> {
  const found = new Set<number>();
  viewer.analysis.model.entities.forEach((_, entity) => {
    if (viewer.belongsTo(entity, teams)) found.add(entity);
  });
  for (const entity of found) {
    viewer.lens.needs(entity).forEach(need => found.add(need));
  }
  return found;
}

function byOf(viewer: Viewer, entity: number): 'failure' | 'change' {
  return viewer.lens.isInert(entity) ? 'change' : 'failure';
}

function describe(viewer: Viewer, entity: number): SharedDependencyRow {
  const { lens, analysis } = viewer;
  const { structure, model } = analysis;
  const ref = lens.ref(entity);
  const findings = viewer.findingsAbout(ref);
  const note = noteOf(viewer, entity);
  return {
    entity: viewer.summary(entity),
    layer: layerOf(lens, entity),
    by: byOf(viewer, entity),
    fails: structure.fails[entity],
    degrades: structure.degrades[entity],
    ofEntities: lens.size,
    teams: structure.teamsHit[entity],
    teamRefs: teamsResting(viewer, entity),
    systems: structure.systemsHit[entity],
    dependents: lens.users(entity).length,
    mechanisms: model.entities[entity].facts.mechanisms ?? [],
    defeats: [],
    ofClaims: 0,
    findings: findings.map(finding => finding.id),
    ...worst(findings),
    ...(note ? { note } : {}),
    grade: 'declared',
  };
}

/** The teams whose entities fail or degrade with it, most entities first. */
function teamsResting(viewer: Viewer, entity: number): TeamRef[] {
  const { model } = viewer.analysis;
  const { fails, degrades } = viewer.lens.failureOf(entity);
  const counts = new Map<number, number>();
  for (const reached of [...fails.members, ...degrades.members]) {
    for (const owner of model.entities[reached].owners) {
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(
      ([a, most], [b, more]) =>
        more - most || compare(model.teams[a].ref, model.teams[b].ref),
    )
    .slice(0, MAX_TEAM_REFS)
    .map(([team]) => viewer.team(team));
}

/**
 * What couples, in a few words that fit the severity beside them: the worst finding, or, where that only says how far it
 * reaches, what is stated of its changes, its partitioning, or a second way.
 */
function noteOf(viewer: Viewer, entity: number): string | undefined {
  const { lens, analysis } = viewer;
  const [worstFinding] = viewer.findingsAbout(lens.ref(entity));
  if (worstFinding && worstFinding.rule !== 'hub') {
    const prefix = `${lens.name(entity)}: `;
    return worstFinding.title.startsWith(prefix)
      ? worstFinding.title.slice(prefix.length)
      : worstFinding.title;
  }
  const { changePace, partitioning, redundancyGroup } =
    analysis.model.entities[entity].facts;
  if (changePace === 'all-at-once') return 'changes reach all at once';
  if (partitioning === 'none') return 'not partitioned';
  if (worstFinding && byOf(viewer, entity) === 'failure' && !redundancyGroup) {
    return 'no second way stated';
  }
  return undefined;
}

function headline(viewer: Viewer, shared: number[]): string {
  if (shared.length === 0)
    return 'Nothing that is declared is shared by two teams';
  const { structure } = viewer.analysis;
  const failing = shared.filter(e => byOf(viewer, e) === 'failure');
  const first = failing[0] ?? shared[0];
  return `${count(shared.length, 'shared thing')}; ${
    failing.length > 0 ? 'the failure' : 'a change'
  } of one, ${viewer.lens.name(first)}, reaches ${number(
    structure.fails[first],
  )} of ${count(viewer.lens.size, 'entity', 'entities')}`;
}
