import type { Analysis } from '../analysis';
import type { Lens } from '../lens/lens';
import { clean, nameOfRef } from '../model/words';

/** What a ref stands for: one entity, or all that a system, domain, group or user holds. */
export interface Holding {
  kind: 'entity' | 'system' | 'domain' | 'team';
  title: string;
  members: number[];
  purpose?: string;
}

/** Undefined when the analysis does not know the ref. Groups hold what their child groups own. */
export function holdingOf(
  analysis: Analysis,
  lens: Lens,
  ref: string,
): Holding | undefined {
  const { model } = analysis;
  const position = lens.positionOf(ref);
  if (position !== undefined) {
    const { title, name, facts } = model.entities[position];
    return {
      kind: 'entity',
      title: clean(title ?? name),
      members: [position],
      ...purposeOf(facts.purpose),
    };
  }
  const entities = model.entities.map((_, i) => i);
  const system = model.systems.findIndex(s => s.ref === ref);
  if (system >= 0) {
    const found = model.systems[system];
    return {
      kind: 'system',
      title: clean(found.title ?? nameOfRef(ref)),
      members: entities.filter(e => model.entities[e].system === system),
      ...purposeOf(found.facts.purpose),
    };
  }
  const domain = model.domains.findIndex(d => d.ref === ref);
  if (domain >= 0) {
    const found = model.domains[domain];
    const inside = domainsWithin(analysis, domain);
    return {
      kind: 'domain',
      title: clean(found.title ?? nameOfRef(ref)),
      members: entities.filter(e => {
        const own = model.entities[e].system;
        const parent =
          own === undefined ? undefined : model.systems[own].parent;
        return parent !== undefined && inside.has(parent);
      }),
      ...purposeOf(found.facts.purpose),
    };
  }
  const team = model.teams.findIndex(t => t.ref === ref);
  if (team >= 0) {
    const scope = teamScope(analysis, [ref]);
    return {
      kind: 'team',
      title: clean(model.teams[team].title ?? nameOfRef(ref)),
      members: entities.filter(e =>
        lens.teamRefs(e).some(owner => scope.has(owner)),
      ),
    };
  }
  return undefined;
}

/** The teams given with all groups below them; refs that are no known team stay in. Cycles among groups end. */
export function teamScope(
  analysis: Analysis,
  refs: Iterable<string>,
  children = true,
): Set<string> {
  const scope = new Set(refs);
  if (!children) return scope;
  const { teams } = analysis.model;
  const positions = teamPositions(analysis);
  for (const ref of scope) {
    const position = positions.get(ref);
    if (position === undefined) continue;
    teams[position].children.forEach(child => scope.add(teams[child].ref));
  }
  return scope;
}

const positionsOf = new WeakMap<Analysis, Map<string, number>>();

function teamPositions(analysis: Analysis): Map<string, number> {
  let positions = positionsOf.get(analysis);
  if (!positions) {
    positions = new Map(analysis.model.teams.map((team, i) => [team.ref, i]));
    positionsOf.set(analysis, positions);
  }
  return positions;
}

function domainsWithin({ model }: Analysis, domain: number): Set<number> {
  const inside = new Set([domain]);
  for (const outer of inside) {
    model.domains.forEach(({ parent }, position) => {
      if (parent === outer) inside.add(position);
    });
  }
  return inside;
}

function purposeOf(purpose: string | undefined): { purpose?: string } {
  return purpose ? { purpose } : {};
}
