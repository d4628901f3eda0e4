export interface Point {
  x: number;
  y: number;
}

/** How far a hook reaches beyond its column, px. */
export const HOOK_DEPTH = 18;
const DETOUR_CLEARANCE = 14;

/** Two decimals are finer than any screen and keep the markup short. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function sCurve(start: Point, end: Point): string {
  const middle = (start.x + end.x) / 2;
  return `C${n(middle)} ${n(start.y)} ${n(middle)} ${n(end.y)} ${n(end.x)} ${n(
    end.y,
  )}`;
}

/** Straight to the edge of its column (`laneX`), then in one bend to the end. */
export function curve(start: Point, laneX: number, end: Point): string {
  const move = `M${n(start.x)} ${n(start.y)}`;
  if (Math.abs(start.y - end.y) < 0.5) {
    return `${move}L${n(end.x)} ${n(end.y)}`;
  }
  const bend = { x: Math.max(start.x, laneX), y: start.y };
  const forward = end.x > bend.x;
  return `${move}${forward ? `H${n(bend.x)}` : ''}${sCurve(
    forward ? bend : start,
    end,
  )}`;
}

/** Out to the right, round, and back in at the right: between two nodes of one column. */
export function hook(start: Point, laneX: number, end: Point): string {
  const out = Math.max(start.x, laneX, end.x);
  return `M${n(start.x)} ${n(start.y)}H${n(out)}C${n(out + HOOK_DEPTH)} ${n(
    start.y,
  )} ${n(out + HOOK_DEPTH)} ${n(end.y)} ${n(out)} ${n(end.y)}H${n(end.x)}`;
}

/** From one side of the picture to the other, above or below the box between them, whichever is nearer. */
export function detour(
  start: Point,
  laneX: number,
  end: Point,
  box: { x: number; y: number; width: number; height: number },
): string {
  const level = (start.y + end.y) / 2;
  const y =
    level < box.y + box.height / 2
      ? box.y - DETOUR_CLEARANCE
      : box.y + box.height + DETOUR_CLEARANCE;
  const rightwards = end.x > start.x;
  const near = rightwards ? box.x : box.x + box.width;
  const far = rightwards ? box.x + box.width : box.x;
  const bend = {
    x: rightwards ? Math.max(start.x, laneX) : start.x,
    y: start.y,
  };
  return `M${n(start.x)} ${n(start.y)}H${n(bend.x)}${sCurve(bend, {
    x: near,
    y,
  })}H${n(far)}${sCurve({ x: far, y }, end)}`;
}
