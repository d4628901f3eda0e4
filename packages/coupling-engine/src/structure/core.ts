/**
 * Core and periphery: which architecture the couplings make, and the role of each entity in it.
 * Source: C. Baldwin, A. MacCormack, J. Rusnak, "Hidden structure: Using network methods to map system architecture",
 * Research Policy 43(8), 2014, sections 3 and 4. Time O(nodes log nodes).
 *
 * The core is the largest cyclic group. Core-periphery: it holds at least 5 % of the entities and is more than 1.5 times the
 * next one. Hierarchical: it holds less than 5 %, or there is none. Multi-core: anything else. Roles compare each entity's
 * visibility with the core's; a hierarchical architecture has no core, so the medians take its place, but never less than 2
 * (itself and one other): what stands alone is periphery.
 */
import type { Role, Structure } from './types';

const CORE_SHARE = 0.05;
const CORE_LEAD = 1.5;
/** Visibility of an entity and one other. */
const LEAST_THRESHOLD = 2;

export type Architecture = Structure['architecture'];

/** `cycles` as `cyclesOf` gives them, largest first. */
export function classify(nodes: number, cycles: number[][]): Architecture {
  const largest = cycles.length > 0 ? cycles[0].length : 0;
  if (largest === 0 || largest < CORE_SHARE * nodes) return 'hierarchical';
  const next = cycles.length > 1 ? cycles[1].length : 0;
  return largest > CORE_LEAD * next ? 'core-periphery' : 'multi-core';
}

/** Role of each entity. `visibilityIn` and `visibilityOut` have one count an entity. */
export function rolesOf(
  architecture: Architecture,
  cycles: number[][],
  visibilityIn: Uint32Array,
  visibilityOut: Uint32Array,
): Role[] {
  const core = new Set(architecture === 'hierarchical' ? [] : cycles[0]);
  const [first] = core;
  const thresholdIn =
    first === undefined
      ? Math.max(LEAST_THRESHOLD, median(visibilityIn))
      : visibilityIn[first];
  const thresholdOut =
    first === undefined
      ? Math.max(LEAST_THRESHOLD, median(visibilityOut))
      : visibilityOut[first];
  return Array.from(visibilityIn, (seenBy, entity): Role => {
    if (core.has(entity)) return 'core';
    const wide = visibilityOut[entity] >= thresholdOut;
    // Without a core, what is at or above both medians is no core either: it is used by many first of all.
    if (seenBy >= thresholdIn)
      return wide && first !== undefined ? 'core' : 'shared';
    return wide ? 'control' : 'periphery';
  });
}

function median(values: Uint32Array): number {
  return values.slice().sort()[values.length >> 1] ?? 0;
}
