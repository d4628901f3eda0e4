import type { Analysis } from '../analysis';
import { clean, count, number } from '../model/words';
import type { Finding } from '../findings/types';
import { lastDrillOf } from './lastDrill';
import { layerOf } from '../model/layers';
import type {
  PageOptions,
  SharedDependencyList,
  SharedDependencyRow,
  TeamOption,
  TeamRef,
  ViewOptions,
} from './types';
import { compareText } from '../model/text';
import { matches, Viewer, worst } from './viewer';

const DEFAULT_LIMIT = 25;
const MAX_TEAM_REFS = 50;

/** `reach`: what fails, then what degrades; all but `name` most first. */
export type SharedDependencySort =
  | 'reach'
  | 'degrades'
  | 'teams'
  | 'defeats'
  | 'name';

/** Claims of redundancy that the reader may see, and by entity the ids of those that it alone defeats. */
interface Defeats {
  claims: number;
  byEntity: ReadonlyMap<number, string[]>;
}

/**
 * The inventory of what several teams rest on, widest reach first: what fells entities of two teams or more when it
 * fails, or, being inert at run time, reaches them by its changes. An API with one provider stands with its provider.
 */
export function sharedDependencies<F extends Finding>(
  analysis: Analysis,
  options: ViewOptions<F> &
    TeamOption &
    PageOptions & {
      layer?: string;
      by?: 'failure' | 'change';
      /** Only what alone defeats a claim of redundancy. */
      defeating?: boolean;
      sort?: SharedDependencySort;
    } = {},
): SharedDependencyList {
  const viewer = new Viewer(analysis, options);
  const { teams, q, layer, by, offset = 0, limit = DEFAULT_LIMIT } = options;
  const defeats = defeatsOf(viewer);
  const concerned = sharedBy(viewer, defeats, teams).filter(
    entity => !by || byOf(viewer, entity) === by,
  );
  const seen = concerned.filter(entity => viewer.canSee(entity));
  const found = sorted(viewer, defeats, seen, options.sort).filter(
    entity =>
      (!options.defeating || defeats.byEntity.has(entity)) &&
      matches(viewer.summary(entity), q),
  );
  const layers = new Map<string, number>();
  for (const entity of found) {
    const name = layerOf(viewer.lens.entity(entity));
    layers.set(name, (layers.get(name) ?? 0) + 1);
  }
  const rows = layer
    ? found.filter(entity => layerOf(viewer.lens.entity(entity)) === layer)
    : found;
  return {
    items: rows
      .slice(offset, offset + limit)
      .map(entity => describe(viewer, entity, defeats)),
    total: rows.length,
    hidden: concerned.length - seen.length,
    headline: headline(viewer, seen, defeats),
    layers: [...layers]
      .map(([value, n]) => ({ value, count: n }))
      .sort((a, b) => b.count - a.count || compareText(a.value, b.value)),
  };
}

/** The single events among the risk groups of the claims that the reader may see: an entity, a channel or a job. */
function defeatsOf(viewer: Viewer): Defeats {
  const byEntity = new Map<number, string[]>();
  const claims = viewer.analysis.independence.claims.filter(claim =>
    claim.members.every(({ entity }) => viewer.canSee(entity)),
  );
  for (const { id, riskGroups } of claims) {
    for (const { events } of riskGroups) {
      const [{ entity }] = events;
      if (events.length > 1 || entity === undefined) continue;
      const ids = byEntity.get(entity);
      if (!ids) byEntity.set(entity, [id]);
      else if (!ids.includes(id)) ids.push(id);
    }
  }
  return { claims: claims.length, byEntity };
}

/** In the order asked for; the list comes widest first and stays so among equals. */
function sorted(
  viewer: Viewer,
  defeats: Defeats,
  shared: number[],
  sort: SharedDependencySort = 'reach',
): number[] {
  const { structure } = viewer.analysis;
  const keys = {
    degrades: (entity: number) => structure.degrades[entity],
    teams: (entity: number) => structure.teamsHit[entity],
    defeats: (entity: number) => defeats.byEntity.get(entity)?.length ?? 0,
  };
  if (sort === 'reach') return shared;
  if (sort === 'name') {
    const { lens } = viewer;
    return [...shared].sort(
      (a, b) => compareText(lens.name(a), lens.name(b)) || lens.byRef(a, b),
    );
  }
  const key = keys[sort];
  return [...shared].sort((a, b) => key(b) - key(a));
}

/**
 * Positions of what two teams or more rest on, or what alone defeats a claim, widest first; with teams, what those own
 * or rest on.
 */
function sharedBy(
  viewer: Viewer,
  defeats: Defeats,
  teams?: ReadonlySet<string>,
): number[] {
  const { lens, analysis } = viewer;
  const { structure, model } = analysis;
  const inScope = teams && restsOn(viewer, teams);
  const found: number[] = [];
  model.entities.forEach(({ kind }, entity) => {
    const reached = structure.fails[entity] + structure.degrades[entity];
    const shared = reached > 0 && structure.teamsHit[entity] >= 2;
    if (!shared && !defeats.byEntity.has(entity)) return;
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

function describe(
  viewer: Viewer,
  entity: number,
  claims: Defeats,
): SharedDependencyRow {
  const { lens, analysis } = viewer;
  const { structure, model } = analysis;
  const ref = lens.ref(entity);
  const findings = viewer.findingsAbout(ref);
  const note = noteOf(viewer, entity);
  return {
    entity: viewer.summary(entity),
    layer: layerOf(lens.entity(entity)),
    by: byOf(viewer, entity),
    fails: structure.fails[entity],
    degrades: structure.degrades[entity],
    ofEntities: lens.size,
    teams: structure.teamsHit[entity],
    teamRefs: teamsResting(viewer, entity),
    systems: structure.systemsHit[entity],
    dependents: lens.users(entity).length,
    mechanisms: model.entities[entity].facts.mechanisms ?? [],
    defeats: claims.byEntity.get(entity) ?? [],
    ofClaims: claims.claims,
    ...controlOf(viewer, entity),
    findings: findings.map(finding => finding.id),
    ...worst(findings),
    ...(note ? { note } : {}),
    grade: 'declared',
  };
}

const PACE_WORDS = {
  'all-at-once': 'all at once, no check',
  staged: 'staged, no check',
  'staged-checked': 'staged, checked',
  manual: 'by hand',
} as const;

/** What is stated of its pace of change, the limits on its load, the way to stop it, and the last time that was tried. */
function controlOf(
  viewer: Viewer,
  entity: number,
): Pick<SharedDependencyRow, 'control' | 'breakGlass' | 'drilled'> {
  const { changePace, mechanisms, breakGlass } =
    viewer.analysis.model.entities[entity].facts;
  const control = [
    ...(changePace ? [PACE_WORDS[changePace]] : []),
    ...(mechanisms ?? []).map(mechanism => clean(mechanism)),
  ].join(', ');
  return {
    ...(control ? { control } : {}),
    ...(breakGlass ? { breakGlass: clean(breakGlass) } : {}),
    ...lastDrillOf(viewer, [entity]),
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
        more - most || compareText(model.teams[a].ref, model.teams[b].ref),
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

function headline(viewer: Viewer, shared: number[], defeats: Defeats): string {
  if (shared.length === 0)
    return 'Nothing that is declared is shared by two teams';
  const things = count(shared.length, 'shared thing');
  const defeating = shared.filter(e => defeats.byEntity.has(e)).length;
  if (defeating > 0) {
    return `${things}; ${
      shared.length === 1
        ? 'it defeats'
        : `${number(defeating)} of them ${
            defeating === 1 ? 'defeats' : 'defeat'
          }`
    } a redundancy claim`;
  }
  const { structure } = viewer.analysis;
  const failing = shared.filter(e => byOf(viewer, e) === 'failure');
  const first = failing[0] ?? shared[0];
  return `${things}; ${
    failing.length > 0 ? 'the failure' : 'a change'
  } of one, ${viewer.lens.name(first)}, reaches ${number(
    structure.fails[first],
  )} of ${count(viewer.lens.size, 'entity', 'entities')}`;
}
