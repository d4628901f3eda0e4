/**
 * Which members fall with one event alone.
 *
 * Source: failure as a least fixpoint with one counter a gate, Dowling and Gallier, J. Logic Programming 1 (1984).
 * Cost: for each event, the gates that fail with it.
 */
import { append } from '../model/collect';
import type { FaultTree } from '../failure/fault-tree';

/** By event, positions in `members` of those that fail with it; events that fell none are left out. */
export function fellsMembers(
  { events, gates, houseEvents = [] }: FaultTree,
  members: readonly string[],
): Map<string, number[]> {
  const usedBy = new Map<string, number[]>();
  gates.forEach(({ inputs }, g) => {
    for (const input of new Set(inputs)) {
      append(usedBy, input, g);
    }
  });
  const threshold = gates.map(({ kind, k, inputs }) => {
    if (kind === 'or') return 1;
    return kind === 'and' ? new Set(inputs).size : k!;
  });
  /** Everything that fails when these do, themselves included. */
  const failing = (starts: string[]) => {
    const failed = new Set(starts);
    const counts = new Map<number, number>();
    for (const name of failed) {
      for (const g of usedBy.get(name) ?? []) {
        const count = (counts.get(g) ?? 0) + 1;
        counts.set(g, count);
        if (count === threshold[g]) failed.add(gates[g].name);
      }
    }
    return failed;
  };
  const happened = houseEvents.filter(e => e.state).map(e => e.name);
  const found = new Map<string, number[]>();
  for (const { name } of events) {
    const failed = failing([...happened, name]);
    const felled = members.flatMap((member, i) =>
      failed.has(member) ? [i] : [],
    );
    if (felled.length > 0) found.set(name, felled);
  }
  return found;
}
