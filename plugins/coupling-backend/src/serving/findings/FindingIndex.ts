import type { Analysis, Grade } from '@posiwid/coupling-engine';
import { countsAsTeam, GRADES } from '@posiwid/coupling-engine';
import type { ServedFinding } from './types';

/** Stands for "no living owner" wherever a team is expected. */
export const NO_TEAM = 'none';

/** What filters ask of one finding, worked out once. */
export interface FindingTraits {
  /** Teams named in it, and `none` when a subject has no living owner. */
  teams: ReadonlySet<string>;
  /** `teams` with every group above them. */
  teamsAndParents: ReadonlySet<string>;
  systems: ReadonlySet<string>;
  domains: ReadonlySet<string>;
  /** Subjects and chain. */
  entities: ReadonlySet<string>;
  /** Position in `GRADES` of its strongest evidence; past the end when it has none. */
  grade: number;
  /** Lower case text to search in. */
  text: string;
}

/** The traits of every finding of an analysis. */
export class FindingIndex {
  private readonly traits = new WeakMap<ServedFinding, FindingTraits>();
  private readonly places: Places;

  constructor(analysis: Analysis) {
    this.places = placesOf(analysis);
  }

  of(finding: ServedFinding): FindingTraits {
    let traits = this.traits.get(finding);
    if (!traits) {
      traits = this.work(finding);
      this.traits.set(finding, traits);
    }
    return traits;
  }

  /** Title of a team, or its ref when it is not known. */
  teamTitle(ref: string): string {
    return this.places.teamTitle.get(ref) ?? ref;
  }

  /** Title of a system or domain, or its name when it has none. */
  placeTitle(ref: string): string {
    return this.places.placeTitle.get(ref) ?? nameOf(ref);
  }

  /** Every group above a team. */
  teamsAbove(ref: string): readonly string[] {
    return this.places.teamsAbove.get(ref) ?? [];
  }

  /** False for an owner that is gone. */
  isTeam(ref: string): boolean {
    return this.places.teams.has(ref);
  }

  private work({ dto }: ServedFinding): FindingTraits {
    const { places } = this;
    const entities = new Set([...dto.subjects, ...dto.chain]);
    const teams = new Set(dto.teams);
    if (dto.subjects.some(ref => places.ownerless.has(ref))) {
      teams.add(NO_TEAM);
    }
    const teamsAndParents = new Set(teams);
    for (const team of teams) {
      addAll(teamsAndParents, places.teamsAbove.get(team));
    }
    const systems = new Set<string>();
    const domains = new Set<string>();
    for (const ref of entities) {
      addAll(systems, places.systemsOf.get(ref));
      addAll(domains, places.domainsOf.get(ref));
    }
    return {
      teams,
      teamsAndParents,
      systems,
      domains,
      entities,
      grade: Math.min(
        GRADES.length,
        ...dto.evidence.map(e => GRADES.indexOf(e.grade as Grade)),
      ),
      text: [dto.title, dto.summary, ...entities, ...dto.related]
        .join('\n')
        .toLocaleLowerCase('en-US'),
    };
  }
}

/** Where things are: by ref, every team, system and domain above. */
interface Places {
  /** Owners that are in the catalog. */
  teams: Set<string>;
  teamTitle: Map<string, string>;
  teamsAbove: Map<string, string[]>;
  placeTitle: Map<string, string>;
  systemsOf: Map<string, string[]>;
  domainsOf: Map<string, string[]>;
  /** Entities without a living owner. */
  ownerless: Set<string>;
}

function placesOf(analysis: Analysis): Places {
  const { entities, teams, systems, domains } = analysis.model;
  const places: Places = {
    teams: new Set(
      teams
        .filter((_, i) => countsAsTeam(analysis.model, i))
        .map(({ ref }) => ref),
    ),
    teamTitle: new Map(),
    teamsAbove: new Map(),
    placeTitle: new Map(
      [...systems, ...domains].map(({ ref, title }) => [
        ref,
        title ?? nameOf(ref),
      ]),
    ),
    systemsOf: new Map(),
    domainsOf: new Map(),
    ownerless: new Set(),
  };
  for (const team of teams) {
    places.teamTitle.set(team.ref, team.title ?? nameOf(team.ref));
    places.teamsAbove.set(
      team.ref,
      above(team.parent, i => teams[i]),
    );
  }
  for (const domain of domains) {
    places.domainsOf.set(domain.ref, [
      domain.ref,
      ...above(domain.parent, i => domains[i]),
    ]);
  }
  for (const system of systems) {
    places.systemsOf.set(system.ref, [system.ref]);
    places.domainsOf.set(
      system.ref,
      above(system.parent, i => domains[i]),
    );
  }
  entities.forEach((entity, i) => {
    if (entity.system !== undefined) {
      const { ref } = systems[entity.system];
      places.systemsOf.set(entity.ref, [ref]);
      places.domainsOf.set(entity.ref, places.domainsOf.get(ref) ?? []);
    }
    if (analysis.ownership.state[i] !== 'owned') {
      places.ownerless.add(entity.ref);
    }
  });
  return places;
}

/** Refs from a parent upwards; a loop ends where it closes. */
function above(
  start: number | undefined,
  at: (i: number) => { ref: string; parent?: number },
): string[] {
  const refs = new Set<string>();
  for (
    let i = start;
    i !== undefined && !refs.has(at(i).ref);
    i = at(i).parent
  ) {
    refs.add(at(i).ref);
  }
  return [...refs];
}

function nameOf(ref: string): string {
  return ref.slice(ref.indexOf('/') + 1);
}

function addAll<T>(set: Set<T>, values: Iterable<T> | undefined): void {
  for (const value of values ?? []) {
    set.add(value);
  }
}
