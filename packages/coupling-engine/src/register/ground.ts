/**
 * Everything that some members rest on, at any depth, hard or soft; and what each part of it does to them.
 *
 * Source: failure as a least fixpoint with one counter a clause, see ../../structure/failure.ts; followed only within
 * what the members need, since nothing else can stop them. Cost: needs below the members, once a member; then, for each
 * part asked about, what fails with it.
 */
import { append } from '../model/collect';
import { needsOf, walk, wayTo } from '../structure/navigate';
import { dominatorTree } from '../structure/dominators';
import { fromEdges } from '../structure/csr';
import type { DependencyGraph } from '../model/types';

export interface Harm {
  /** Positions of the members that it stops. */
  fails: number[];
  degrades: number[];
}

export class Ground {
  /** Entities, by it the positions of the members that rest on it or are it, ascending. In order of distance. */
  readonly sharers = new Map<number, number[]>();
  private readonly before: Map<number, number>[] = [];
  /** The same over hard clauses alone, by member. */
  private readonly hardBefore: Map<number, number>[] = [];

  constructor(
    readonly graph: DependencyGraph,
    readonly members: readonly number[],
  ) {
    const walks = new Map<number, ReturnType<Ground['walkFrom']>>();
    members.forEach((entity, i) => {
      let found = walks.get(entity);
      if (!found) {
        found = this.walkFrom(entity);
        walks.set(entity, found);
      }
      this.before.push(found.before);
      this.hardBefore.push(found.hardBefore);
      for (const needed of found.order) {
        append(this.sharers, needed, i);
      }
    });
  }

  /** From a member down to something it rests on, both included; over hard clauses where there is such a way. */
  way(member: number, entity: number): number[] {
    const before = this.needsHard(member, entity)
      ? this.hardBefore[member]
      : this.before[member];
    return wayTo(before, entity);
  }

  /** Whether the member needs it, at some depth, by hard clauses alone. */
  needsHard(member: number, entity: number): boolean {
    return this.hardBefore[member].has(entity);
  }

  /** Members that fail, and members that degrade, when one thing fails. */
  harmOf(start: number): Harm {
    const { usedStart, usedBy, clauseOwner, memberStart, need, hard } =
      this.graph;
    const failed = new Set([start]);
    const degraded = new Set<number>();
    const lost = new Map<number, number>();
    for (const entity of failed) {
      for (let i = usedStart[entity]; i < usedStart[entity + 1]; i++) {
        const clause = usedBy[i];
        const owner = clauseOwner[clause];
        if (!this.sharers.has(owner)) continue;
        const missing = (lost.get(clause) ?? 0) + 1;
        lost.set(clause, missing);
        const size = memberStart[clause + 1] - memberStart[clause];
        if (size - missing >= need[clause]) continue;
        if (hard[clause] === 1) failed.add(owner);
        else degraded.add(owner);
      }
    }
    const positions = (holds: (entity: number) => boolean) =>
      this.members.flatMap((entity, i) => (holds(entity) ? [i] : []));
    return {
      fails: positions(entity => failed.has(entity)),
      degrades: positions(e => degraded.has(e) && !failed.has(e)),
    };
  }

  /** What every way from a member to the entity goes through, by entity; nearest. Absent for what has none. */
  chokePoints(): Map<number, number> {
    const entities = [...this.sharers.keys()];
    const compact = new Map(entities.map((entity, i) => [entity, i]));
    const from: number[] = [];
    const to: number[] = [];
    entities.forEach((entity, i) => {
      for (const needed of needsOf(this.graph, entity)) {
        from.push(i);
        to.push(compact.get(needed)!);
      }
    });
    const { parent } = dominatorTree(
      fromEdges(entities.length, from, to),
      [...new Set(this.members)].map(entity => compact.get(entity)!),
    );
    const found = new Map<number, number>();
    entities.forEach((entity, i) => {
      if (parent[i] >= 0) found.set(entity, entities[parent[i]]);
    });
    return found;
  }

  private walkFrom(entity: number) {
    const { order, before } = walk(entity, e => needsOf(this.graph, e));
    const hard = walk(entity, e => this.hardNeeds(e));
    return { order, before, hardBefore: hard.before };
  }

  private hardNeeds(entity: number): number[] {
    const { clauseStart, memberStart, members, hard } = this.graph;
    const found: number[] = [];
    for (let c = clauseStart[entity]; c < clauseStart[entity + 1]; c++) {
      if (hard[c] === 0) continue;
      for (let i = memberStart[c]; i < memberStart[c + 1]; i++) {
        found.push(members[i]);
      }
    }
    return found;
  }
}
