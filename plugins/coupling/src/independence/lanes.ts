import type { IndependencePart } from '@posiwid/backstage-plugin-coupling-common';

/** One bar: a part over a run of neighbouring members, `from` to `to` inclusive. */
export interface Bar {
  part: IndependencePart;
  from: number;
  to: number;
}

/** Neighbouring positions as runs: 0, 1, 3 is 0 to 1 and 3 to 3. */
export function runsOf(members: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const member of [...members].sort((a, b) => a - b)) {
    const last = runs[runs.length - 1];
    if (last && member === last[1] + 1) last[1] = member;
    else if (!last || member !== last[1]) runs.push([member, member]);
  }
  return runs;
}

/**
 * Bars in lanes such that no two of a lane overlap, each part in the first lane that has room for all its runs. Widest
 * parts first: what is under all members lies on top.
 */
export function lanesOf(parts: readonly IndependencePart[]): Bar[][] {
  const lanes: { bars: Bar[]; taken: Set<number> }[] = [];
  const widest = [...parts].sort((a, b) => b.members.length - a.members.length);
  for (const part of widest) {
    let lane = lanes.find(({ taken }) =>
      part.members.every(m => !taken.has(m)),
    );
    if (!lane) {
      lane = { bars: [], taken: new Set() };
      lanes.push(lane);
    }
    for (const [from, to] of runsOf(part.members)) {
      lane.bars.push({ part, from, to });
    }
    part.members.forEach(m => lane.taken.add(m));
  }
  return lanes.map(({ bars }) => bars.sort((a, b) => a.from - b.from));
}
