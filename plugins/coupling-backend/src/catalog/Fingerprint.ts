import { createHash } from 'node:crypto';

const BYTES = 32;

/**
 * A hash of a set of strings that does not depend on their order, so that a scan needs not be sorted: the sum, modulo
 * 2^8 in each byte, of the SHA-256 of every member. It is there to notice edits, not to withstand an adversary.
 */
export class Fingerprint {
  private readonly sum = new Uint8Array(BYTES);

  add(member: string): void {
    const hash = createHash('sha256').update(member).digest();
    for (let i = 0; i < BYTES; i += 1) {
      this.sum[i] += hash[i];
    }
  }

  toString(): string {
    return Buffer.from(this.sum).toString('hex');
  }
}
