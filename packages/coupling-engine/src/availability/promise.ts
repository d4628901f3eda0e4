/** The availability that a team promises in `posiwid.dev/claims`, see docs/claims.md for the grammar. */
import { parseClaims } from '../purpose/claims';

export interface AvailabilityPromise {
  /** Share of the time, above 0 and below 1. */
  availability: number;
  /** As stated, e.g. "availability >= 99.95% over 30d". */
  text: string;
}

/** The first promise of a least availability. Nothing works always: 100 % is no figure to compute with. */
export function promisedAvailability(
  claims: string | undefined,
): AvailabilityPromise | undefined {
  if (claims === undefined) return undefined;
  for (const { measure, operator, value, text } of parseClaims(claims).claims) {
    if (measure !== 'availability' || operator !== '>=') continue;
    if (value !== undefined && value > 0 && value < 1) {
      return { availability: value, text };
    }
  }
  return undefined;
}
