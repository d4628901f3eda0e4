/** How a coupling was seen, in words: for the rules and views about it. */
import type { SeenCoupling } from '../territory/types';
import { clean, count, number } from '../model/words';
import { DAY_MS } from '../model/time';

type Seen = Pick<
  SeenCoupling,
  'requests' | 'windows' | 'ofWindows' | 'firstSeen' | 'lastSeen' | 'kinds'
>;

/** `12,400 requests in 48 of 52 windows since 2025-12-01; last seen 2026-10-30, 2 days ago`. */
export function seenWords(seen: Seen, at: string | undefined): string {
  const { requests, windows, ofWindows, firstSeen, lastSeen, kinds } = seen;
  const parts = [
    requests > 0 &&
      `${count(requests, 'request')} in ${number(windows)} of ${count(
        ofWindows,
        'window',
      )} since ${firstSeen.slice(0, 10)}`,
    kinds.includes('incident') && 'named by an incident',
    kinds.includes('schedule') && 'scheduled',
  ].filter(Boolean);
  return `${parts.join(', ')}; last seen ${lastSeen.slice(0, 10)}${agoWords(
    lastSeen,
    at,
  )}`;
}

/** `, 2 days ago`; nothing when it is not known when that is. */
export function agoWords(seen: string, at: string | undefined): string {
  if (at === undefined) return '';
  const days = Math.floor((Date.parse(at) - Date.parse(seen)) / DAY_MS);
  return days <= 0 ? ', today' : `, ${count(days, 'day')} ago`;
}

/** Where a sighting comes from; sources are texts that somebody sent. */
export function sourceWords({ sources }: Pick<SeenCoupling, 'sources'>) {
  return sources.map(source => clean(source)).join(', ');
}
