/**
 * How dependencies combine (docs/vocabulary.md): an entity needs all of its clauses, a clause needs `need` of its members.
 *
 * - a plain dependency or consumed API is a clause of one;
 * - two or more plain targets of one redundancy group are one clause, of which k are needed;
 * - a row of `spec.couplings` with alternatives is a clause of its target and these, of which one is needed;
 * - an API needs its providers: one clause when all share one redundancy group, otherwise one clause each.
 */
import type { DependencyGraph, Facts, Strength } from './types';
import { Uint32List } from './grow';
import type { Need } from './needs';

export interface Clause {
  members: number[];
  need: number;
  hard: boolean;
}

/** `factsOf` answers for positions in `Model.entities`. */
export function clausesOf(
  needs: Need[],
  own: Facts,
  factsOf: (position: number) => Facts,
): Clause[] {
  const strengthOf = (need: Need): Strength =>
    need.strength ?? own.dependencyStrength ?? 'hard';
  const clauses: Clause[] = [];
  const groups = new Map<string, Need[]>();
  for (const need of needs) {
    const group = factsOf(need.to).redundancyGroup?.name;
    if (need.alternatives.length > 0 || group === undefined) {
      clauses.push({
        members: [need.to, ...need.alternatives],
        need: 1,
        hard: strengthOf(need) === 'hard',
      });
    } else {
      const members = groups.get(group);
      if (members === undefined) groups.set(group, [need]);
      else members.push(need);
    }
  }
  for (const members of groups.values()) {
    const positions = [...new Set(members.map(need => need.to))];
    clauses.push({
      members: positions,
      need: neededOf(positions, factsOf),
      hard: members.some(need => strengthOf(need) === 'hard'),
    });
  }
  return clauses;
}

/** Clauses of an API over its providers, which are hard: an API is down when its providers are. */
export function providerClauses(
  providers: number[],
  factsOf: (position: number) => Facts,
): Clause[] {
  const group =
    providers.length > 1 && factsOf(providers[0]).redundancyGroup?.name;
  const shared =
    group && providers.every(p => factsOf(p).redundancyGroup?.name === group);
  return shared
    ? [{ members: providers, need: neededOf(providers, factsOf), hard: true }]
    : providers.map(provider => ({ members: [provider], need: 1, hard: true }));
}

/** Members that state different numbers are taken at the largest; more than there are members means all of them. */
function neededOf(
  members: number[],
  factsOf: (position: number) => Facts,
): number {
  let need = 1;
  for (const member of members) {
    need = Math.max(need, factsOf(member).redundancyGroup?.need ?? 1);
  }
  return Math.min(need, members.length);
}

/** Collects the clauses of entities 0, 1, 2, ... in that order. */
export class GraphBuilder {
  private readonly clauseStart = new Uint32List();
  private readonly clauseOwner = new Uint32List();
  private readonly memberStart = new Uint32List();
  private readonly members = new Uint32List();
  private readonly need = new Uint32List();
  private readonly hard = new Uint32List();

  add(clauses: Clause[]): void {
    const owner = this.clauseStart.length;
    this.clauseStart.push(this.clauseOwner.length);
    for (const clause of clauses) {
      this.clauseOwner.push(owner);
      this.memberStart.push(this.members.length);
      for (const member of clause.members) this.members.push(member);
      this.need.push(clause.need);
      this.hard.push(clause.hard ? 1 : 0);
    }
  }

  build(): DependencyGraph {
    const nodes = this.clauseStart.length;
    const clauses = this.clauseOwner.length;
    this.clauseStart.push(clauses);
    this.memberStart.push(this.members.length);
    const members = this.members.toArray();
    const memberStart = this.memberStart.toArray();
    return {
      nodes,
      clauses,
      clauseStart: this.clauseStart.toArray(),
      clauseOwner: this.clauseOwner.toArray(),
      memberStart,
      members,
      need: this.need.toArray(),
      hard: Uint8Array.from(this.hard.toArray()),
      ...usedBy(nodes, clauses, memberStart, members),
    };
  }
}

function usedBy(
  nodes: number,
  clauses: number,
  memberStart: Uint32Array,
  members: Uint32Array,
): { usedStart: Uint32Array; usedBy: Uint32Array } {
  const usedStart = new Uint32Array(nodes + 1);
  for (const member of members) usedStart[member + 1]++;
  for (let i = 0; i < nodes; i++) usedStart[i + 1] += usedStart[i];
  const next = usedStart.slice(0, nodes);
  const users = new Uint32Array(members.length);
  for (let clause = 0; clause < clauses; clause++) {
    for (let m = memberStart[clause]; m < memberStart[clause + 1]; m++) {
      users[next[members[m]]++] = clause;
    }
  }
  return { usedStart, usedBy: users };
}
