import type { Sighting } from '@posiwid/backstage-plugin-coupling-common';
import { day, days, daysBetween } from '../time';
import { count } from '../words';

/** How a coupling is known, as filters and tables say it. */
export const SEEN_WORDS = {
  all: 'all',
  declared: 'declared only',
  observed: 'observed only',
  both: 'both',
} as const;

/** `12,400 requests in 48 of 52 windows; last seen 26 Oct 2026 (6 d)`; nothing of what was not seen. */
export function sightingWords(
  sighting: Sighting,
  now: Date,
): string | undefined {
  const { requests, windows, ofWindows, lastSeen, confidence } = sighting;
  const often =
    requests === undefined || requests === 0
      ? undefined
      : `${count(requests, 'request')} in ${windows} of ${count(
          ofWindows ?? 0,
          'window',
        )}`;
  const last =
    lastSeen &&
    `last seen ${day(lastSeen)} (${days(daysBetween(lastSeen, now))})`;
  const doubt = confidence === 'little' && 'too little to be sure';
  const old = confidence === 'old' && 'not seen any more';
  const parts = [often, last, doubt, old].filter(Boolean);
  return parts.length > 0 ? parts.join('; ') : undefined;
}
