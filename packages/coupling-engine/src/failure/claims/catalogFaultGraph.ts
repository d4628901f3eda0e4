/**
 * One fault graph over a catalog, made as far as it is asked for. An entity fails when something fells it directly (see
 * causes.ts), or when a hard clause has too few working members left.
 *
 * Needs may be circular, fault graphs may not: an entity of a cycle fails when failure comes into the cycle from outside, and
 * not because the cycle holds itself down. That is the least fixpoint of the equations. Entities that always fail together are
 * one gate; where a ring has choices, the equations are iterated from "nothing fails" (S. C. Kleene), as many rounds as the
 * ring has nodes, which is enough for Boolean functions. Limit: `MAX_ROUNDS` rounds. In a larger ring of choices failures
 * that take more steps than that to come round may be missed; `isComplete` says so.
 */
import { append } from '../../model/collect';
import type { Model } from '../../model/types';
import { FaultGraphBuilder, NEVER } from '../fault-tree/fault-graph';
import type { Causes } from './causes';
import { ringsBelow, type Condensed } from './condensed';
import { Scratch } from './reduced';

const MAX_ROUNDS = 64;

export class CatalogFaultGraph {
  readonly builder: FaultGraphBuilder;
  readonly scratch = new Scratch();
  private readonly model: Model;
  private readonly structure: Condensed;
  private readonly causes: (entity: number) => Causes;
  /** By entity: the node that says it has failed. */
  private readonly failed: Int32Array;
  private readonly made: Uint8Array;
  private readonly cut = new Set<number>();

  /** @param events how many there are; no event is added afterwards */
  constructor(
    model: Model,
    structure: Condensed,
    causes: (entity: number) => Causes,
    events: number,
  ) {
    this.model = model;
    this.structure = structure;
    this.causes = causes;
    this.builder = new FaultGraphBuilder(events);
    this.failed = new Int32Array(model.entities.length).fill(NEVER);
    this.made = new Uint8Array(structure.rings.nodes);
  }

  /** Makes what the entities rest on; afterwards `failureOf` and `sharedFailureOf` answer for them. */
  make(entities: Iterable<number>): void {
    for (const ring of ringsBelow(this.structure, entities)) {
      if (this.made[ring] === 0) {
        this.made[ring] = 1;
        this.makeRing(ring);
      }
    }
  }

  /** False when a ring below the entities was cut short. */
  isComplete(entities: Iterable<number>): boolean {
    return (
      this.cut.size === 0 ||
      !ringsBelow(this.structure, entities).some(ring => this.cut.has(ring))
    );
  }

  /** Node of "the entity has failed". */
  failureOf(entity: number): number {
    return this.failed[entity];
  }

  /** Node of "what all copies of the entity have in common has failed"; places only where all copies are in one. */
  sharedFailureOf(entity: number): number {
    const { changes, places } = this.causes(entity);
    return this.builder.gate(1, [
      ...changes,
      ...(places.length === 1 ? places[0] : []),
      ...this.brokenClauses(entity),
    ]);
  }

  private makeRing(ring: number): void {
    const { rings, nodeOf } = this.structure;
    const entities = rings.targets.subarray(
      rings.start[ring],
      rings.start[ring + 1],
    );
    if (entities.length === 1) {
      this.makeAlone(entities[0]);
      return;
    }
    const nodes = new Map<number, number[]>();
    for (const entity of entities) {
      append(nodes, nodeOf[entity], entity);
    }
    const direct = Array.from(nodes.values(), members => ({
      members,
      causes: this.builder.gate(
        1,
        members.map(entity => this.directFailure(entity)),
      ),
    }));
    const rounds = Math.min(direct.length, MAX_ROUNDS);
    for (let round = 0, changed = true; round < rounds && changed; round++) {
      changed = false;
      for (const { members, causes } of direct) {
        const before = this.failed[members[0]];
        // What fells itself alone is not felled: of an equation in one variable the least solution is its value at 0.
        for (const entity of members) this.failed[entity] = NEVER;
        const node = this.builder.gate(1, [
          causes,
          ...members.flatMap(entity => this.brokenClauses(entity)),
        ]);
        for (const entity of members) this.failed[entity] = node;
        changed ||= node !== before;
      }
      if (changed && round + 1 === rounds && direct.length > rounds) {
        this.cut.add(ring);
      }
    }
  }

  /** The common case: what fells the entity by itself was NEVER before, as is right. */
  private makeAlone(entity: number): void {
    const causes = this.directFailure(entity);
    const broken = this.brokenClauses(entity);
    this.failed[entity] =
      broken.length === 0 ? causes : this.builder.gate(1, [causes, ...broken]);
  }

  private directFailure(entity: number): number {
    const { stops, changes, places } = this.causes(entity);
    const lost = places.map(domains => this.builder.gate(1, domains));
    const causes = stops ? [entity, ...changes] : [...changes];
    if (lost.length > 0) causes.push(this.builder.gate(lost.length, lost));
    return this.builder.gate(1, causes);
  }

  private brokenClauses(entity: number): number[] {
    const { clauseStart, memberStart, members, need, hard } = this.model.graph;
    const broken: number[] = [];
    for (let c = clauseStart[entity]; c < clauseStart[entity + 1]; c++) {
      if (hard[c] === 0) continue;
      const failed: number[] = [];
      for (let m = memberStart[c]; m < memberStart[c + 1]; m++) {
        failed.push(this.failed[members[m]]);
      }
      broken.push(this.builder.gate(failed.length - need[c] + 1, failed));
    }
    return broken;
  }
}
