/** An availability that a team promises: one line of `posiwid.dev/claims`, see "Claims" in docs/vocabulary.md. */

export interface AvailabilityPromise {
  /** Share of the time, above 0 and below 1. */
  availability: number;
  /** As stated, e.g. "99.95% over 30d". */
  text: string;
}

const LINE =
  /^availability\s*>=?\s*(\d{1,3}(?:\.\d{1,12})?)\s*%(\s+over\s+\d{1,4}\s*[smhdwy])?$/i;

/** The first promise of the form `availability >= 99.95% over 30d`; other claims are read elsewhere. */
export function promisedAvailability(
  claims: string | undefined,
): AvailabilityPromise | undefined {
  for (const line of (claims ?? '').split(/[\n;]/)) {
    const found = LINE.exec(line.trim());
    const availability = Number(found?.[1]) / 100;
    // Nothing works always: 100 % is no figure to compute with.
    if (found && availability > 0 && availability < 1) {
      return {
        availability,
        text: `${found[1]}%${(found[2] ?? '').replace(/\s+/g, ' ')}`,
      };
    }
  }
  return undefined;
}
