import type { Incident } from '../../evidence';
import { duration, endOf } from './measure';

/** An end this soon after the trigger was gone is taken to come of it. */
const AT_ONCE_SHARE = 0.5;

/**
 * Did removing the trigger recover it? Of the incidents for which the removal is known. One that lasts on for longer than `limit`
 * is kept going by something else than its trigger: a sustaining loop (Bronson, Aghayev, Charapko, Zhu, "Metastable Failures
 * in Distributed Systems", HotOS 2021).
 *
 * @param limit - milliseconds that recovery may take
 * @returns lines of working, and how many incidents were sustained
 */
export function triggerWork(
  incidents: readonly Incident[],
  limit: number,
  now: number,
): { working: string[]; sustained: number } {
  const known = incidents.flatMap(incident =>
    incident.triggerRemovedAt === undefined
      ? []
      : [endOf(incident, now) - Date.parse(incident.triggerRemovedAt)],
  );
  if (known.length === 0) return { working: [], sustained: 0 };
  const sustained = known.filter(after => after > limit);
  const atOnce = known.filter(after => after <= limit * AT_ONCE_SHARE);
  const working = [
    `Where it is known when the trigger was gone, ${atOnce.length} of ${
      known.length
    } ended within ${duration(limit * AT_ONCE_SHARE)} of that`,
  ];
  if (sustained.length > 0) {
    working.push(
      `${sustained.length} lasted up to ${duration(
        Math.max(...sustained),
      )} longer: something keeps it going`,
    );
  }
  return { working, sustained: sustained.length };
}
