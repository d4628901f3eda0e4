/** A scan below this share of what was read last is not believed at once. */
const LEAST_SHARE = 0.5;
/** Two scans agree when they differ by no more than this share. */
const TOLERANCE = 0.05;

/**
 * True when a scan gave so little, compared with the last analysis, that it is more likely that the catalog was being refilled,
 * or its pages ended early, than that more than half of it was deleted: until a second scan gives about the same.
 *
 * @param entities - what the scan gave
 * @param lastScanned - what the last analysis was made of
 * @param shrunkTo - what the scan before gave, if that was suspicious too
 */
export function isSuspiciouslySmall(
  entities: number,
  lastScanned: number | undefined,
  shrunkTo: number | undefined,
): boolean {
  if (lastScanned === undefined || entities >= lastScanned * LEAST_SHARE) {
    return false;
  }
  const confirmed =
    shrunkTo !== undefined &&
    Math.abs(entities - shrunkTo) <= shrunkTo * TOLERANCE;
  return !confirmed;
}
