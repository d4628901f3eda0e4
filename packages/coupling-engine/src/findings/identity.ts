import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/**
 * Identity of a finding: rule and cause, nothing else, so that it is the same on every machine and in every later
 * snapshot for as long as the cause is there.
 *
 * @param cause - refs that name the cause; their order does not matter
 */
export function findingId(rule: string, cause: readonly string[]): string {
  const text = [rule, ...[...new Set(cause)].sort()].join('\n');
  return `${rule}-${bytesToHex(sha256(new TextEncoder().encode(text))).slice(
    0,
    12,
  )}`;
}
