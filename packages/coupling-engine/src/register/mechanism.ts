/** What limits the harm of a coupling, as far as anybody states it: on the coupling, on the thing, or by a library. */
import { append } from '../model/collect';
import { clauseBetween } from '../structure/navigate';
import type { Lens } from '../lens/lens';
import { GRADES, type Grade, type Model } from '../model/types';
import type { Mechanism } from './types';

export class Mechanisms {
  private readonly rows = new Map<number, number[]>();

  constructor(private readonly lens: Lens) {
    const { couplings } = lens.context.model;
    for (let row = 0; row < couplings.count; row++) {
      append(this.rows, couplings.from[row], row);
    }
  }

  /** Of the last coupling of a way; undefined when nothing is stated. */
  on(way: readonly number[]): Mechanism | undefined {
    const { entities } = this.model;
    const entity = way[way.length - 1];
    const { dependent, target } = this.lastCoupling(way);
    const row =
      dependent === undefined ? undefined : this.row(dependent, target);
    const onCoupling =
      row === undefined
        ? undefined
        : this.model.couplings.facts[row]?.mechanisms;
    if (onCoupling && onCoupling.length > 0) {
      return { words: onCoupling, from: 'coupling' };
    }
    const { mechanisms, partitioning } = entities[entity].facts;
    const own = [
      ...(mechanisms ?? []),
      ...(partitioning && partitioning !== 'none' ? [partitioning] : []),
    ];
    if (own.length > 0) return { words: [...new Set(own)], from: 'entity' };
    return dependent === undefined
      ? undefined
      : this.inherited(dependent, entity);
  }

  /** The weakest grade along a way. */
  grade(way: readonly number[]): Grade {
    const { couplings } = this.model;
    let weakest = 0;
    for (let i = 0; i + 1 < way.length; i++) {
      const row = this.row(way[i], way[i + 1]);
      const grade = row === undefined ? 'declared' : couplings.grade[row];
      weakest = Math.max(weakest, GRADES.indexOf(grade));
    }
    return way.length > 1 ? GRADES[weakest] : 'declared';
  }

  /** The first step of a way that has another way to go, e.g. any 1 of 2. */
  choice(way: readonly number[]): { need: number; of: number } | undefined {
    for (let i = 0; i + 1 < way.length; i++) {
      const clause = clauseBetween(this.model.graph, way[i], way[i + 1]);
      if (clause && clause.need < clause.of) {
        return { need: clause.need, of: clause.of };
      }
    }
    return undefined;
  }

  private get model(): Model {
    return this.lens.context.model;
  }

  /** An API stands between its consumer and its provider, and carries what is stated. */
  private lastCoupling(way: readonly number[]) {
    const { entities } = this.model;
    const last = way.length - 1;
    const viaApi = last > 1 && entities[way[last - 1]].kind === 'api';
    return viaApi
      ? { dependent: way[last - 2], target: way[last - 1] }
      : { dependent: way[last - 1] as number | undefined, target: way[last] };
  }

  private row(from: number, to: number): number | undefined {
    return this.rows
      .get(from)
      ?.find(row => this.model.couplings.to[row] === to);
  }

  private inherited(dependent: number, target: number): Mechanism | undefined {
    const library = this.lens
      .needs(dependent)
      .filter(
        needed =>
          needed !== target &&
          this.lens.isInert(needed) &&
          (this.model.entities[needed].facts.mechanisms ?? []).length > 0,
      )
      .sort(this.lens.byRef)[0];
    if (library === undefined) return undefined;
    return {
      words: this.model.entities[library].facts.mechanisms!,
      from: 'library',
      library,
    };
  }
}
