import { needsOf } from '../../structure/navigate';
import { inertByType } from '../../model/inert';
import type { PastCalls } from '../history';
import { wayDown } from '../subject';
import {
  judgement,
  plain,
  silent,
  type Measure,
  type MeasureContext,
} from './measure';

/** Requests that one may become at the end of a way, and the first hop of that way. */
interface Worst {
  attempts: number;
  hop?: [from: number, to: number];
}

type Attempts = (from: number, to: number) => number;

/**
 * What one request of the subject may become further down: the product of attempts along the worst way, by what is stated (one
 * and the stated retries) and by what was observed (one and retries a request, over 90 days), side by side; the larger counts.
 * Retries that nobody states count as none, and so do those under a retry budget or around a cycle: what is stated can
 * contradict a claim and never keeps one. Only calls that were observed on every coupling on the way down keep it.
 *
 * Dynamic programming over the components of the graph in the order of needing; time O(couplings that the subject reaches).
 * Source of the product: M. Brooker, "Timeouts, retries, and backoff with jitter", Amazon Builders' Library.
 */
export const retryAmplification: Measure = {
  id: 'retry-amplification',
  reads: ['calls'],
  title: ({ value }) => `One request becomes at most ${plain(value!)}`,
  settledBy: () => ({
    kind: 'seek-evidence',
    text: 'Record the calls and retries of every coupling below it.',
  }),
  evaluate(context) {
    const { claim, subject } = context;
    if (subject.members.length === 0)
      return silent('unproven', 'There is nothing that could call');
    const reached = reachedBy(context);
    const stated = statedAttempts(context, reached);
    const seen = seenAttempts(context, reached);
    const asStated = worstOf(context, reached, stated.attempts);
    const asSeen = worstOf(context, reached, seen.attempts);
    const observed = seen.known > 0;
    const larger =
      observed && asSeen.value > asStated.value ? asSeen : asStated;
    const { value, start } = larger;
    const working = [
      `As far as retries are stated, one request of ${context.name(
        asStated.start,
      )} may become ${plain(asStated.value)}`,
      `${stated.unknown} couplings below it state no retries, which count as none`,
      ...(observed
        ? [
            `As observed on ${
              seen.known
            } couplings, one request of ${context.name(
              asSeen.start,
            )} becomes ${plain(asSeen.value)} along the worst way`,
          ]
        : []),
      `Promised: at most ${plain(claim.value!)}`,
    ];
    const said = {
      value,
      words: observed
        ? `${plain(asSeen.value)} observed, ${plain(asStated.value)} stated`
        : `${plain(asStated.value)} stated`,
      grade: observed ? ('observed' as const) : ('declared' as const),
      picture: {
        kind: 'bound' as const,
        value,
        promised: claim.value!,
        what: 'requests that one may become',
      },
    };
    const calls = context.callsOf(reached);
    if (value <= claim.value!) {
      const all = observed && seen.unknown === 0;
      return judgement(all ? 'kept' : 'unproven', working, calls, said);
    }
    return judgement('contradicted', working, calls, {
      ...said,
      indicts: {
        way: wayOf(context, larger.worst, start),
        by: 'retries',
        others: [],
      },
      does: `may turn one request into ${plain(value)}`,
    });
  },
};

/** Everything that a request of the subject may get to. */
function reachedBy({ subject, model }: MeasureContext): Set<number> {
  const reached = new Set(subject.members);
  for (const entity of reached) {
    for (const need of needsOf(model.graph, entity)) reached.add(need);
  }
  return reached;
}

/** The member from which one request becomes most, and the worst way out of each component. */
function worstOf(
  { subject, model, structure }: MeasureContext,
  reached: ReadonlySet<number>,
  attempts: Attempts,
) {
  const { component } = structure;
  const worst = new Map<number, Worst>();
  // Components are numbered from what needs nothing: what an entity needs comes before it.
  const order = [...reached].sort(
    (a, b) => component[a] - component[b] || a - b,
  );
  for (const from of order) {
    let best = worst.get(component[from]) ?? { attempts: 1 };
    for (const to of needsOf(model.graph, from)) {
      if (component[to] === component[from]) continue;
      const product = attempts(from, to) * worst.get(component[to])!.attempts;
      if (product > best.attempts)
        best = { attempts: product, hop: [from, to] };
    }
    worst.set(component[from], best);
  }
  const of = (entity: number) => worst.get(component[entity])!.attempts;
  const start = subject.members.reduce((best, member) =>
    of(member) > of(best) ? member : best,
  );
  return { worst, start, value: of(start) };
}

/** Attempts of each coupling that states its retries, and how many couplings do not. */
function statedAttempts(
  { model: { couplings }, index: { rows } }: MeasureContext,
  reached: ReadonlySet<number>,
): { attempts: Attempts; unknown: number } {
  const stated = new Map<number, Map<number, number>>();
  let unknown = 0;
  for (const from of reached) {
    for (let i = rows.start[from]; i < rows.start[from + 1]; i++) {
      const facts = couplings.facts[rows.targets[i]];
      if (facts?.retries === undefined) {
        unknown += 1;
      } else if (!facts.mechanisms?.includes('retry-budget')) {
        const ofFrom = stated.get(from) ?? new Map<number, number>();
        ofFrom.set(couplings.to[rows.targets[i]], 1 + facts.retries);
        stated.set(from, ofFrom);
      }
    }
  }
  return {
    attempts: (from, to) => stated.get(from)?.get(to) ?? 1,
    unknown,
  };
}

/**
 * Attempts a request as observed. Calls go from one service to another, past the API that stands between them in the map; what
 * is built in and never called needs no calls.
 */
function seenAttempts(
  { model, index, calls, policy }: MeasureContext,
  reached: ReadonlySet<number>,
): { attempts: Attempts; known: number; unknown: number } {
  const isInert = inertByType(policy);
  const seen = new Map<number, Map<number, number>>();
  let [known, unknown] = [0, 0];
  for (const from of reached) {
    if (model.entities[from].kind === 'api') continue;
    const made = new Map(calls.get(from)?.map(call => [call.to, call]));
    const ofFrom = new Map<number, number>();
    for (const to of needsOf(model.graph, from)) {
      if (isInert(model.entities[to])) continue;
      const targets = [to, ...(index.providers.get(to) ?? [])];
      const found = targets.flatMap(target => made.get(target) ?? []);
      if (found.length === 0) {
        unknown += 1;
        continue;
      }
      known += 1;
      ofFrom.set(to, Math.max(...found.map(attemptsIn)));
    }
    seen.set(from, ofFrom);
  }
  return {
    attempts: (from, to) => seen.get(from)?.get(to) ?? 1,
    known,
    unknown,
  };
}

function attemptsIn({ requests, retries }: PastCalls): number {
  return requests > 0 ? 1 + retries / requests : 1;
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
