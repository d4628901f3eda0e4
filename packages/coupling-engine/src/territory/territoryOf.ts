/**
 * What observations say about couplings, held against the declared graph. Not here: what is worth raising (findings/rules), and
 * any change of that graph, which stays what people stand behind.
 */
import type { EvidenceIndex } from '../evidence';
import type { Model } from '../model/types';
import type { Policy } from '../policy/policy';
import { Declarations } from './declared';
import {
  lapsedConfirmations,
  lapsedDrills,
  lastDrills,
  silencesOf,
} from './lapsed';
import { phantomsOf } from './phantoms';
import { SeenPairs } from './seenPairs';
import type { Sighting } from './sightings';
import { callerNames, sightingsOf } from './sightings';
import type { Confidence, SeenCoupling, Territory } from './types';
import { DAY_MS } from '../model/time';

interface Input {
  model: Model;
  policy: Policy;
  evidence: EvidenceIndex;
  /** Time of the analysis, ISO 8601; without it nothing lapses, and the newest observation is now. */
  at?: string;
}

/** Time O(observations + couplings seen × what their ends declare). */
export function territoryOf({ model, policy, evidence, at }: Input): Territory {
  const { observations } = evidence;
  const newest = observations[observations.length - 1]?.at;
  const now = Date.parse(at ?? newest ?? '1970-01-01T00:00:00Z');
  const declarations = new Declarations(model);
  const { pairs, windowsOf } = sightingsOf(observations, callerNames(model));
  const placed: SeenCoupling[] = [];
  let unplaced = 0;
  for (const pair of pairs) {
    const from = declarations.positionOf(pair.from);
    const to = declarations.positionOf(pair.to);
    if (from === undefined || to === undefined) {
      unplaced += 1;
    } else if (from !== to && !declarations.provides(from, to)) {
      placed.push({
        ...facts(pair, windowsOf),
        ...declarations.of(from, to),
        from,
        to,
        towards: [],
        declaredBehindOne: false,
        confidence: confidenceOf(pair, policy, now),
      });
    }
  }
  placed.sort((a, b) => a.from - b.from || a.to - b.to);
  const pairsSeen = new SeenPairs(placed);
  const seen = placed.map(coupling =>
    withWays(coupling, pairsSeen, declarations),
  );
  const lapsed = { model, policy, declarations, observations, now };
  const drills = lastDrills(lapsed);
  return {
    seen,
    phantoms: phantomsOf({ model, policy, declarations, pairs, seen, now }),
    lastDrills: drills,
    drills: at === undefined ? [] : lapsedDrills(drills, lapsed),
    confirmations: at === undefined ? [] : lapsedConfirmations(lapsed),
    silences: at === undefined ? [] : silencesOf(lapsed),
    unplaced: { couplings: unplaced, of: pairs.length },
  };
}

function facts(pair: Sighting, windowsOf: ReadonlyMap<string, number>) {
  const { requests, errors, retries, firstSeen, lastSeen, kinds } = pair;
  const sources = [...pair.sources].sort();
  return {
    requests,
    ...(errors === undefined ? {} : { errors }),
    ...(retries === undefined ? {} : { retries }),
    windows: pair.windows.size,
    ofWindows: sources.reduce((sum, s) => sum + (windowsOf.get(s) ?? 0), 0),
    days: pair.days.size,
    firstSeen,
    lastSeen,
    kinds: [...kinds].sort(),
    grade: kinds.has('incident') ? ('tested' as const) : ('observed' as const),
    sources,
  };
}

/** An incident that names a coupling, or a schedule that is set on a target, needs no counting. */
function confidenceOf(
  { kinds, requests, windows, days, lastSeen }: Sighting,
  { territory }: Policy,
  now: number,
): Confidence {
  if (now - Date.parse(lastSeen) > territory.phantomDays * DAY_MS) return 'old';
  if (kinds.has('incident') || kinds.has('schedule')) return 'enough';
  const counted =
    requests >= territory.minRequests &&
    windows.size >= territory.minWindows &&
    days.size >= territory.minDays;
  return counted ? 'enough' : 'little';
}

/** Of what is not declared: whether a declared way leads there, or from there to what is declared. */
function withWays(
  coupling: SeenCoupling,
  pairs: SeenPairs,
  declarations: Declarations,
): SeenCoupling {
  const { from, to, as } = coupling;
  if (as !== 'none') return coupling;
  const towards = [...declarations.needsOf(from)].filter(
    target =>
      !pairs.bearsOut(from, target) &&
      declarations.reachedBy(target).some(end => pairs.has(to, end)),
  );
  return {
    ...coupling,
    towards: towards.sort((a, b) => a - b),
    declaredBehindOne: declarations.isBehindOne(from, to),
  };
}
