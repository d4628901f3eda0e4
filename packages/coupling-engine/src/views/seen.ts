/**
 * Which couplings are declared, which were seen, and which are both, for the views that draw them. What was seen long ago and is
 * not declared is over, and left out; what was seen a little is there and says so.
 */
import type { Analysis } from '../analysis';
import type { Grade } from '../model/types';
import { SeenPairs } from '../territory/seenPairs';
import type { Confidence, SeenCoupling } from '../territory/types';
import { append } from '../model/collect';

/** `declared`: and not seen. `observed`: and not declared. */
export type Seen = 'declared' | 'observed' | 'both';
export type SeenCounts = Record<Seen, number>;

/** What one coupling was seen doing, as the fields of its row; only `seen` where it was not. */
export interface Sighting {
  seen: Seen;
  requests?: number;
  errors?: number;
  retries?: number;
  windows?: number;
  ofWindows?: number;
  firstSeen?: string;
  lastSeen?: string;
  confidence?: Confidence;
}

export class SeenIndex {
  private readonly pairs: SeenPairs;
  private readonly targets = new Map<number, number[]>();
  private readonly callers = new Map<number, number[]>();
  /** Sightings of an API at whoever provides it: `api provider`. */
  private readonly provided = new Map<string, SeenCoupling[]>();
  /** Not declared, and not over. */
  readonly undeclared: readonly SeenCoupling[];

  constructor({ territory, model }: Analysis) {
    this.pairs = new SeenPairs(territory.seen);
    this.undeclared = territory.seen.filter(
      ({ as, confidence }) => as === 'none' && confidence !== 'old',
    );
    for (const { from, to } of this.undeclared) {
      append(this.targets, from, to);
      append(this.callers, to, from);
    }
    const providersOf = new Map<number, number[]>();
    model.provides.api.forEach((api, i) =>
      append(providersOf, api, model.provides.provider[i]),
    );
    for (const coupling of territory.seen) {
      for (const [, api] of coupling.covers) {
        const providers = providersOf.get(api) ?? [];
        const reached = providers.includes(coupling.to)
          ? coupling.to
          : providers.length === 1 && coupling.to === api && providers[0];
        if (reached !== false)
          append(this.provided, `${api} ${reached}`, coupling);
      }
    }
  }

  /** Targets that it was seen reaching and does not declare. */
  targetsOf(entity: number): readonly number[] {
    return this.targets.get(entity) ?? [];
  }

  callersOf(entity: number): readonly number[] {
    return this.callers.get(entity) ?? [];
  }

  isUndeclared(from: number, to: number): boolean {
    return this.targetsOf(from).includes(to);
  }

  /** How a declared coupling is known. */
  stateOf(from: number, to: number): 'declared' | 'both' {
    const isSeen =
      this.pairs.bearsOut(from, to) || this.provided.has(`${from} ${to}`);
    return isSeen ? 'both' : 'declared';
  }

  /** Of a declared coupling, or of an API and its provider: everything that bears it out. */
  ofDeclared(from: number, to: number): Sighting & { grade?: Grade } {
    const found = [
      ...this.pairs.bearingOut(from, to),
      ...(this.provided.get(`${from} ${to}`) ?? []),
    ];
    return found.length === 0
      ? { seen: 'declared' }
      : { seen: 'both', ...together(found) };
  }

  ofUndeclared(from: number, to: number): Sighting & { grade: Grade } {
    const found = this.pairs.get(from, to);
    return { seen: 'observed', ...together(found ? [found] : []) };
  }
}

const indexes = new WeakMap<Analysis, SeenIndex>();

/** The one index of an analysis. */
export function seenIndexOf(analysis: Analysis): SeenIndex {
  let index = indexes.get(analysis);
  if (!index) {
    index = new SeenIndex(analysis);
    indexes.set(analysis, index);
  }
  return index;
}

const BEST: readonly Confidence[] = ['enough', 'little', 'old'];

function together(
  found: readonly SeenCoupling[],
): Omit<Sighting, 'seen'> & { grade: Grade } {
  const sum = (field: 'requests' | 'errors' | 'retries') => {
    const stated = found.flatMap(coupling => coupling[field] ?? []);
    return stated.length === 0
      ? {}
      : { [field]: stated.reduce((total, n) => total + n, 0) };
  };
  const most = (field: 'windows' | 'ofWindows') =>
    Math.max(0, ...found.map(coupling => coupling[field]));
  const firstSeen = found.map(f => f.firstSeen).sort()[0];
  const lastSeen = found.map(f => f.lastSeen).sort()[found.length - 1];
  return {
    grade: found.some(({ grade }) => grade === 'tested')
      ? 'tested'
      : 'observed',
    ...sum('requests'),
    ...sum('errors'),
    ...sum('retries'),
    windows: most('windows'),
    ofWindows: most('ofWindows'),
    ...(firstSeen === undefined ? {} : { firstSeen, lastSeen }),
    confidence: BEST.find(word =>
      found.some(({ confidence }) => confidence === word),
    ),
  };
}
