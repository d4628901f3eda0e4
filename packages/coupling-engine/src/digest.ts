/** A fingerprint of what was analysed: the same catalog gives the same digest, whatever order it was read in. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import type { Model } from './model/types';

/** SHA-256 over refs, owners, systems, couplings and clauses, as 64 hexadecimal digits. */
export function digestOf(model: Model): string {
  const hash = sha256.create();
  const line = (...parts: unknown[]) =>
    hash.update(`${JSON.stringify(parts)}\n`);
  const { entities, teams, systems, couplings, provides, graph } = model;
  for (const { ref, owners, system, facts } of entities) {
    line(
      ref,
      owners.map(owner => teams[owner].ref),
      system === undefined ? null : systems[system].ref,
      facts,
    );
  }
  for (let row = 0; row < couplings.count; row++) {
    line(
      couplings.from[row],
      couplings.to[row],
      couplings.kind[row],
      couplings.strength[row],
    );
  }
  for (let row = 0; row < provides.api.length; row++) {
    line(provides.api[row], provides.provider[row]);
  }
  line([...graph.memberStart], [...graph.need]);
  return bytesToHex(hash.digest());
}
