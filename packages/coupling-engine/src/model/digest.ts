/** A fingerprint of what was analysed: the same catalog gives the same digest, whatever order it was read in. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import type { Model } from './types';

/** SHA-256 over refs, owners, systems, facts, couplings and clauses, as 64 hexadecimal digits. */
export function digestOf(model: Model): string {
  const { entities, teams, systems, couplings, provides, graph } = model;
  const hash = sha256.create();
  const lines = entities.map(({ ref, owners, system, facts }) =>
    JSON.stringify([
      ref,
      owners.map(owner => teams[owner].ref),
      system === undefined ? null : systems[system].ref,
      facts,
    ]),
  );
  hash.update(lines.join('\n'));
  hash.update(JSON.stringify([couplings.count, couplings.facts]));
  for (const column of [
    couplings.from,
    couplings.to,
    Uint32Array.from(couplings.kind, kind => (kind === 'dependsOn' ? 0 : 1)),
    Uint32Array.from(couplings.strength, strength =>
      strength === 'hard' ? 0 : 1,
    ),
    provides.api,
    provides.provider,
    graph.clauseStart,
    graph.memberStart,
    graph.members,
    graph.need,
  ]) {
    hash.update(littleEndian(column));
  }
  return bytesToHex(hash.digest());
}

function littleEndian(numbers: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 4);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, i) => view.setUint32(i * 4, number, true));
  return bytes;
}
