import { Uint32List } from './grow';
import type { Need } from './needs';
import type {
  CouplingFacts,
  CouplingKind,
  Couplings,
  Facts,
  Grade,
  ModelEntity,
  Strength,
} from './types';

/** The couplings as columns, one row for each distinct pair, in the order of `from` and then `to`. */
export class CouplingTable {
  private readonly from = new Uint32List();
  private readonly to = new Uint32List();
  private readonly kind: CouplingKind[] = [];
  private readonly strength: Strength[] = [];
  private readonly grade: Grade[] = [];
  private readonly facts: Record<number, CouplingFacts> = {};

  constructor(private readonly nodes: ModelEntity[]) {}

  add(from: number, needs: Need[], own: Facts): void {
    const rows = new Map<
      number,
      { kind: CouplingKind; strength: Strength; facts?: CouplingFacts }
    >();
    for (const need of needs) {
      const strength = need.strength ?? own.dependencyStrength ?? 'hard';
      const row = rows.get(need.to);
      if (row === undefined) {
        rows.set(need.to, {
          kind: need.kind,
          strength,
          facts: this.factsOf(need),
        });
      } else {
        if (strength === 'hard') row.strength = 'hard';
        row.facts ??= this.factsOf(need);
      }
      for (const other of need.alternatives) {
        const kind =
          this.nodes[other].kind === 'api' ? 'consumesApi' : 'dependsOn';
        if (!rows.has(other)) rows.set(other, { kind, strength });
      }
    }
    for (const to of [...rows.keys()].sort((a, b) => a - b)) {
      const row = rows.get(to)!;
      if (row.facts !== undefined) this.facts[this.kind.length] = row.facts;
      this.from.push(from);
      this.to.push(to);
      this.kind.push(row.kind);
      this.strength.push(row.strength);
      this.grade.push('declared');
    }
  }

  build(): Couplings {
    return {
      count: this.kind.length,
      from: this.from.toArray(),
      to: this.to.toArray(),
      kind: this.kind,
      strength: this.strength,
      grade: this.grade,
      facts: this.facts,
    };
  }

  private factsOf(need: Need): CouplingFacts | undefined {
    if (need.alternatives.length === 0) return need.facts;
    const alternatives = need.alternatives.map(other => this.nodes[other].ref);
    return { ...need.facts, alternatives };
  }
}
