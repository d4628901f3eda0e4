import { needsOf } from '../../findings/navigate';
import type { Model } from '../../model/types';
import { wayDown } from '../subject';
import {
  judgement,
  nameAt,
  plain,
  type Measure,
  type MeasureContext,
} from './measure';

/** Requests that one may become at the end of a way, at least, and the first hop of that way. */
interface Worst {
  attempts: number;
  hop?: [from: number, to: number];
}

/**
 * What one request of the subject may become further down: the product of attempts (one and the stated retries) along the worst
 * way. Retries that nobody states count as none, and so do those under a retry budget or around a cycle, so the number is the
 * least it can be: it can contradict a claim and never keeps one.
 *
 * Dynamic programming over the components of the graph in the order of needing; time O(couplings that the subject reaches).
 * Source of the product: M. Brooker, "Timeouts, retries, and backoff with jitter", Amazon Builders' Library.
 */
export const retryAmplification: Measure = {
  id: 'retry-amplification',
  reads: [],
  evaluate(context) {
    const { claim, subject, model, structure } = context;
    const { worst, unstated } = worstWays(context);
    const of = (entity: number) =>
      worst.get(structure.component[entity])!.attempts;
    const [start] = [...subject.members].sort((a, b) => of(b) - of(a) || a - b);
    if (start === undefined)
      return judgement('unproven', ['There is nothing that could call']);
    const value = of(start);
    const working = [
      `As far as retries are stated, one request of ${nameAt(
        model,
        start,
      )} may become ${plain(value)}`,
      `${unstated} couplings below it state no retries, which count as none`,
      `Promised: at most ${plain(claim.value!)}`,
    ];
    if (value <= claim.value!)
      return judgement('unproven', working, [], { value });
    return judgement('contradicted', working, [], {
      value,
      indicts: { way: wayOf(context, worst, start), by: 'retries', others: [] },
      does: `may turn one request into ${plain(value)}`,
    });
  },
};

/** For each component that the subject reaches, the worst way out of it. */
function worstWays({ subject, model, structure }: MeasureContext) {
  const { component } = structure;
  const reached = new Set(subject.members);
  for (const entity of reached) {
    for (const need of needsOf(model.graph, entity)) reached.add(need);
  }
  const { stated, unstated } = attemptsOf(model, reached);
  const worst = new Map<number, Worst>();
  // Components are numbered from what needs nothing: what an entity needs comes before it.
  const order = [...reached].sort(
    (a, b) => component[a] - component[b] || a - b,
  );
  for (const from of order) {
    let best = worst.get(component[from]) ?? { attempts: 1 };
    for (const to of needsOf(model.graph, from)) {
      if (component[to] === component[from]) continue;
      const attempts =
        (stated.get(from)?.get(to) ?? 1) * worst.get(component[to])!.attempts;
      if (attempts > best.attempts) best = { attempts, hop: [from, to] };
    }
    worst.set(component[from], best);
  }
  return { worst, unstated };
}

/** Attempts of each coupling that states its retries, and how many do not. */
function attemptsOf({ couplings }: Model, within: ReadonlySet<number>) {
  const stated = new Map<number, Map<number, number>>();
  let unstated = 0;
  for (let row = 0; row < couplings.count; row++) {
    const from = couplings.from[row];
    if (!within.has(from)) continue;
    const facts = couplings.facts[row];
    if (facts?.retries === undefined) {
      unstated += 1;
    } else if (!facts.mechanisms?.includes('retry-budget')) {
      const ofFrom = stated.get(from) ?? new Map<number, number>();
      ofFrom.set(couplings.to[row], 1 + facts.retries);
      stated.set(from, ofFrom);
    }
  }
  return { stated, unstated };
}

/** The worst way from an entity to its last hop that retries. */
function wayOf(
  { model, structure }: MeasureContext,
  worst: ReadonlyMap<number, Worst>,
  start: number,
): number[] {
  const way = [start];
  for (;;) {
    const last = way[way.length - 1];
    const hop = worst.get(structure.component[last])!.hop;
    if (!hop) return way;
    // Within a cycle, from where the way comes in to where it goes out.
    way.push(...wayDown(model, [last], hop[0]).slice(1), hop[1]);
  }
}
