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

function doubtAbout({ confidence }: Sighting): string | undefined {
  switch (confidence) {
    case 'little':
      return 'too little to be sure';
    case 'old':
      return 'not seen any more';
    default:
      return undefined;
  }
}

/** `12,400 requests in 48 of 52 windows; last seen 26 Oct 2026 (6 d)`; nothing of what was not seen. */
export function sightingWords(
  sighting: Sighting,
  now: Date,
): string | undefined {
  const { requests, windows, ofWindows, lastSeen } = sighting;
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
  const parts = [often, last, doubtAbout(sighting)].filter(Boolean);
  return parts.length > 0 ? parts.join('; ') : undefined;
}

/** The same where there is little room: `12,400 requests, last 6 d ago`. */
export function sightingInShort(
  sighting: Sighting,
  now: Date,
): string | undefined {
  const { requests = 0, lastSeen } = sighting;
  const past = lastSeen ? daysBetween(lastSeen, now) : 0;
  const ago = past === 0 ? 'today' : `${days(past)} ago`;
  const known = [
    requests > 0 && count(requests, 'request'),
    lastSeen && `last ${ago}`,
  ].filter(Boolean);
  const parts = [known.join(', '), doubtAbout(sighting)].filter(Boolean);
  return parts.length > 0 ? parts.join('; ') : undefined;
}
