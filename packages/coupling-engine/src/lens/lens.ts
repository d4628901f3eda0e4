import { PolicyOfEntities } from '../model/domainPolicy';
import { inertEntities, typeWords } from '../model/inert';
import { countsAsTeam } from '../model/owners';
import type { Grade, ModelEntity } from '../model/types';
import { failureOf } from '../structure/failure';
import type { LastDrill } from '../territory';
import { neededByOf, needsOf } from '../structure/navigate';
import { neededByWords, needsWords } from './couplingWords';
import { EntitySet } from './entitySet';
import type { Reach, RuleContext, Step } from './types';
import { clean, nameOfRef } from '../model/words';
import { compareText } from '../model/text';
import { DAY_MS } from '../model/time';

/** Types of things that hold what others mean: their meaning needs an owner, and a direct reader sees inside. */
const DATASTORE_TYPES = new Set(
  'database,datastore,db,table,schema,bucket,topic,stream,queue,data,dataset,storage,store'.split(
    ',',
  ),
);

/** Failure sets kept at a time: those of a page or a rule. A lens lives as long as its analysis is served. */
const MAX_KEPT = 256;

/** What fails and what degrades with one entity, itself left out of both. */
export interface FailureSet {
  fails: EntitySet;
  degrades: EntitySet;
}

/**
 * The analysis so far, in the words rules think in. Made once a run and shared by all rules, so that a failure set that two
 * rules ask for is computed once.
 */
export class Lens {
  readonly context: RuleContext;
  private readonly failures = new Map<number, FailureSet>();
  private readonly usersOf = new Map<number, readonly number[]>();
  private readonly positions = new Map<string, number>();
  private readonly policies: PolicyOfEntities;
  private inert: Uint8Array | undefined;
  private drills: ReadonlyMap<number, LastDrill> | undefined;
  /** Teams that own at least one entity; owners that are gone do not count. */
  readonly ownerCount: number;

  constructor(context: RuleContext) {
    this.context = context;
    this.policies = new PolicyOfEntities(context.model, context.policy);
    const owners = new Set<number>();
    context.model.entities.forEach((entity, position) => {
      this.positions.set(entity.ref, position);
      for (const owner of entity.owners) {
        if (countsAsTeam(context.model, owner)) owners.add(owner);
      }
    });
    this.ownerCount = owners.size;
  }

  get size(): number {
    return this.context.model.entities.length;
  }

  positionOf(ref: string): number | undefined {
    return this.positions.get(ref);
  }

  entity(position: number): ModelEntity {
    return this.context.model.entities[position];
  }

  ref(entity: number): string {
    return this.context.model.entities[entity].ref;
  }

  /** The name as it stands in a sentence. An API says so, since it often shares its name with its provider. */
  name(entity: number): string {
    const { kind, name } = this.context.model.entities[entity];
    return kind === 'api' ? `API ${clean(name)}` : clean(name);
  }

  /** Compares by ref, for an order that does not depend on the order of reading. */
  readonly byRef = (a: number, b: number): number => {
    return compareText(this.ref(a), this.ref(b));
  };

  teamRefs(entity: number): string[] {
    const { entities, teams } = this.context.model;
    return entities[entity].owners.map(owner => teams[owner].ref);
  }

  teamName(team: number): string {
    const { ref, title } = this.context.model.teams[team];
    return title ? clean(title) : nameOfRef(ref);
  }

  /** True when both have owners and none in common. */
  crossesTeams(a: number, b: number): boolean {
    const { entities } = this.context.model;
    const { owners } = entities[a];
    const others = entities[b].owners;
    return (
      owners.length > 0 &&
      others.length > 0 &&
      !owners.some(owner => others.includes(owner))
    );
  }

  /** Inert at run time: it reaches others by its changes, not by stopping. */
  isInert(entity: number): boolean {
    const { model, policy } = this.context;
    this.inert ??= inertEntities(model, policy);
    return this.inert[entity] === 1;
  }

  isDatastore(entity: number): boolean {
    return this.typeWords(entity).some(word => DATASTORE_TYPES.has(word));
  }

  typeWords(entity: number): string[] {
    return typeWords(this.context.model.entities[entity].type);
  }

  failureOf(entity: number): FailureSet {
    let found = this.failures.get(entity);
    if (!found) {
      const { fails, degrades } = failureOf(this.context.model.graph, [entity]);
      found = {
        fails: new EntitySet(fails, this.size),
        degrades: new EntitySet(degrades, this.size),
      };
      if (this.failures.size >= MAX_KEPT) {
        this.failures.delete(this.failures.keys().next().value!);
      }
      this.failures.set(entity, found);
    }
    return found;
  }

  /** Its newest drill, as stated or as observed; nothing is too old where the time of the analysis is not known. */
  lastDrill(entity: number): (LastDrill & { expired: boolean }) | undefined {
    const { territory, at } = this.context;
    this.drills ??= new Map(
      territory.lastDrills.map(drill => [drill.entity, drill]),
    );
    const drill = this.drills.get(entity);
    if (!drill) return undefined;
    const age = at === undefined ? 0 : Date.parse(at) - Date.parse(drill.at);
    return { ...drill, expired: age > this.drillAgeDays(entity) * DAY_MS };
  }

  /** Days for which a drill of an entity counts. */
  drillAgeDays(entity: number): number {
    return this.policies.drillAgeDays(entity);
  }

  reach(entity: number): Reach {
    const { structure } = this.context;
    return {
      fails: structure.fails[entity],
      degrades: structure.degrades[entity],
      ofEntities: this.size,
      teams: structure.teamsHit[entity],
      ofTeams: this.ownerCount,
      systems: structure.systemsHit[entity],
    };
  }

  needs(entity: number): number[] {
    return needsOf(this.context.model.graph, entity);
  }

  neededBy(entity: number): number[] {
    return neededByOf(this.context.model.graph, entity);
  }

  /** Distinct dependents that a failure of `entity` alone fells in one step: a hard clause that has no member to spare. */
  fellsDirectly(entity: number): number[] {
    const { graph } = this.context.model;
    const { usedStart, usedBy, hard, memberStart, need, clauseOwner } = graph;
    const found = new Set<number>();
    for (let i = usedStart[entity]; i < usedStart[entity + 1]; i++) {
      const clause = usedBy[i];
      const members = memberStart[clause + 1] - memberStart[clause];
      if (hard[clause] === 1 && need[clause] === members) {
        found.add(clauseOwner[clause]);
      }
    }
    found.delete(entity);
    return [...found];
  }

  /** Whether anything needs it, or an API that it provides. */
  hasUsers(entity: number): boolean {
    const { graph, entities } = this.context.model;
    const { usedStart, usedBy, clauseOwner } = graph;
    for (let i = usedStart[entity]; i < usedStart[entity + 1]; i++) {
      const dependent = clauseOwner[usedBy[i]];
      const isUser =
        entities[dependent].kind !== 'api' ||
        usedStart[dependent + 1] > usedStart[dependent];
      if (isUser) return true;
    }
    return false;
  }

  /** Direct dependents, those of the APIs that only it provides included: who would say "we use it". */
  users(entity: number): readonly number[] {
    const known = this.usersOf.get(entity);
    if (known) return known;
    const { entities } = this.context.model;
    const found = new Set<number>();
    for (const dependent of this.neededBy(entity)) {
      if (entities[dependent].kind === 'api') {
        this.neededBy(dependent).forEach(user => found.add(user));
      } else {
        found.add(dependent);
      }
    }
    found.delete(entity);
    const users = [...found];
    this.usersOf.set(entity, users);
    return users;
  }

  /** Steps from a dependent down to what it needs. */
  stepsDown(way: readonly number[]): Step[] {
    const { model } = this.context;
    return this.steps(way, (from, to) => needsWords(model, from, to));
  }

  /** Steps from something needed up to those that need it. */
  stepsUp(way: readonly number[]): Step[] {
    const { model } = this.context;
    return this.steps(way, (from, to) => neededByWords(model, from, to));
  }

  private steps(
    way: readonly number[],
    says: (from: number, to: number) => string,
  ): Step[] {
    return way.map((entity, i) => ({
      ref: this.ref(entity),
      teams: this.teamRefs(entity),
      ...(i + 1 < way.length
        ? { coupling: says(entity, way[i + 1]), grade: 'declared' as Grade }
        : {}),
    }));
  }
}
