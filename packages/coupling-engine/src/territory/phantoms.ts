/**
 * Declared couplings that could have been seen and never were. Absence of evidence counts only where somebody looked: one source
 * saw the caller call and the target being called in every part of the policy's days. What no traffic source sees is left alone:
 * libraries, messages, stand-ins, and resources of a type that this source never saw this caller reach.
 */
import { clauseBetween } from '../structure/navigate';
import { inertByType } from '../model/inert';
import type { Model, ModelEntity } from '../model/types';
import type { Policy } from '../policy/policy';
import type { Declarations } from './declared';
import { SeenPairs } from './seenPairs';
import type { Sighting, Window } from './sightings';
import type { Phantom, SeenCoupling } from './types';
import { DAY_MS } from '../model/time';

/** Parts of the days in each of which both ends have to be seen: a week of tracing long ago says nothing of today. */
const PARTS = 3;
const ALL_PARTS = (1 << PARTS) - 1;

/** How much one source saw of one entity, as caller or as target. */
interface Presence {
  /** One bit a part. */
  parts: number;
  requests: number;
}

interface Seen {
  callers: Map<number, Presence>;
  targets: Map<number, Presence>;
  /** Types of resources that a caller was seen reaching. */
  reaches: Map<number, Set<string>>;
  first: number;
}

interface Input {
  model: Model;
  policy: Policy;
  declarations: Declarations;
  /** Everything that was seen, whether it has a place in the catalog or not. */
  pairs: readonly Sighting[];
  seen: readonly SeenCoupling[];
  now: number;
}

/** By caller, then target. Time O(pairs and their windows + couplings × sources). */
export function phantomsOf(input: Input): Phantom[] {
  const { model, seen } = input;
  const sources = presenceOf(input);
  if (sources.size === 0) return [];
  const pairs = new SeenPairs(seen);
  const isInert = inertByType(input.policy);
  const { from, to, count } = model.couplings;
  const found: Phantom[] = [];
  for (let row = 0; row < count; row++) {
    const [a, b] = [from[row], to[row]];
    if (pairs.bearsOut(a, b) || !isSeeable(input, isInert, a, b)) continue;
    if (seenAnotherWay(input, pairs, a, b)) continue;
    const source = [...sources.keys()].sort().find(name => {
      const { callers, targets, first, reaches } = sources.get(name)!;
      const since = input.now - input.policy.territory.phantomDays * DAY_MS;
      return (
        first <= since &&
        callers.get(a)?.parts === ALL_PARTS &&
        (presenceAt(targets, input.declarations, b)?.parts ?? 0) ===
          ALL_PARTS &&
        reachesType(model, reaches, a, b)
      );
    });
    if (source === undefined) continue;
    const { callers, targets } = sources.get(source)!;
    found.push({
      from: a,
      to: b,
      source,
      callerRequests: callers.get(a)!.requests,
      targetRequests: presenceAt(targets, input.declarations, b)!.requests,
    });
  }
  return found;
}

/** Who was seen calling and being called, by source, within the policy's days. */
function presenceOf(input: Input): Map<string, Seen> {
  const { pairs, declarations, model, policy, now } = input;
  const readWindow = windowReader(now, policy.territory.phantomDays * DAY_MS);
  const sources = new Map<string, Seen>();
  for (const pair of pairs) {
    const from = declarations.positionOf(pair.from);
    const to = declarations.positionOf(pair.to);
    for (const [window, requests] of pair.windows) {
      const { source } = window;
      const seen = sources.get(source) ?? {
        callers: new Map(),
        targets: new Map(),
        reaches: new Map(),
        first: Infinity,
      };
      sources.set(source, seen);
      const { start, parts } = readWindow(window);
      seen.first = Math.min(seen.first, start);
      if (parts === 0) continue;
      // A caller that nobody knows still shows that the target is watched.
      if (from !== undefined) add(seen.callers, from, parts, requests);
      if (to !== undefined) add(seen.targets, to, parts, requests);
      if (from === undefined || to === undefined) continue;
      if (model.entities[to].kind !== 'resource') continue;
      const types = seen.reaches.get(from) ?? new Set<string>();
      seen.reaches.set(from, types.add(model.entities[to].type ?? ''));
    }
  }
  return sources;
}

/** When a window began, and the parts of the days that it touches; each window is read once. */
function windowReader(now: number, span: number) {
  const known = new Map<Window, { start: number; parts: number }>();
  return (window: Window) => {
    let read = known.get(window);
    if (!read) {
      const start = Date.parse(window.start);
      const end = Date.parse(window.end);
      const first = now - span;
      read = { start, parts: partsOf(start - first, end - first, span) };
      known.set(window, read);
    }
    return read;
  };
}

/** The parts that a window touches, its times counted from the first part on; of one that touches none, no bit. */
function partsOf(start: number, end: number, span: number): number {
  const part = (time: number) => Math.floor((time * PARTS) / span);
  const first = Math.max(0, part(start));
  const last = Math.min(PARTS - 1, part(end));
  let bits = 0;
  for (let i = first; i <= last; i++) bits |= 1 << i;
  return bits;
}

function add(
  into: Map<number, Presence>,
  entity: number,
  parts: number,
  requests: number,
) {
  const known = into.get(entity) ?? { parts: 0, requests: 0 };
  known.parts |= parts;
  known.requests += requests;
  into.set(entity, known);
}

/** Of an API: what was seen of it and of whoever provides it, together. */
function presenceAt(
  targets: ReadonlyMap<number, Presence>,
  declarations: Declarations,
  target: number,
): Presence | undefined {
  const found = declarations
    .reachedBy(target)
    .flatMap(one => targets.get(one) ?? []);
  if (found.length === 0) return undefined;
  return {
    parts: found.reduce((bits, { parts }) => bits | parts, 0),
    requests: found.reduce((sum, { requests }) => sum + requests, 0),
  };
}

/** Needed at run time, without a choice, over something that traffic shows. */
function isSeeable(
  { model, declarations }: Input,
  isInert: (entity: ModelEntity) => boolean,
  from: number,
  to: number,
): boolean {
  const clause = clauseBetween(model.graph, from, to);
  if (!clause?.hard || clause.need < clause.of) return false;
  return (
    !isInert(model.entities[from]) &&
    !isInert(model.entities[to]) &&
    !declarations.carriesMessages(to) &&
    !declarations.bringsChange(to, from)
  );
}

/** Seen from the other end, or over something that stands between. */
function seenAnotherWay(
  { declarations }: Input,
  pairs: SeenPairs,
  from: number,
  to: number,
): boolean {
  const ends = declarations.reachedBy(to);
  if (ends.some(end => pairs.has(end, from))) return true;
  return pairs
    .of(from)
    .some(
      coupling =>
        (coupling.as === 'none' || declarations.handsOn(coupling.to)) &&
        ends.some(end => pairs.has(coupling.to, end)),
    );
}

/** A client of a database that is not traced is not seen: another of that type has to be, from this caller. */
function reachesType(
  { entities }: Model,
  reaches: ReadonlyMap<number, ReadonlySet<string>>,
  from: number,
  to: number,
): boolean {
  const { kind, type = '' } = entities[to];
  return kind !== 'resource' || (reaches.get(from)?.has(type) ?? false);
}
