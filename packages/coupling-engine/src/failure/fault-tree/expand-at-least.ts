/**
 * At-least gates written out as AND and OR: "k of x1 .. xn" is "x1 and k-1 of x2 .. xn, or k of x2 .. xn". The function
 * stays the same; a gate becomes about k (n - k + 1) pairs of gates.
 *
 * Why: SCRAM 0.16.2 gives wrong answers for an at-least gate two of whose inputs turn out to be the same, e.g. "2 of a, b,
 * c" with b = OR(a): it then says {c} where {a} is right. Inputs that share no event cannot turn out to be the same, so
 * those gates stay as they are.
 */
import { FaultTree, Gate } from './fault-tree';

/** The same tree, at-least gates over inputs that share events written out. */
export function expandSharedAtLeast(tree: FaultTree): FaultTree {
  const gates = new Map(tree.gates.map(gate => [gate.name, gate]));
  const taken = new Set(
    [...tree.gates, ...tree.events, ...(tree.houseEvents ?? [])].map(
      ({ name }) => name,
    ),
  );
  const fresh = (wanted: string) => {
    let name = wanted;
    for (let i = 2; taken.has(name); i++) {
      name = `${wanted} (${i})`;
    }
    taken.add(name);
    return name;
  };
  return {
    ...tree,
    gates: tree.gates.flatMap(gate =>
      gate.kind === 'atleast' && inputsShareEvents(gate, gates)
        ? expand(gate, fresh)
        : [gate],
    ),
  };
}

function inputsShareEvents(gate: Gate, gates: Map<string, Gate>): boolean {
  const seen = new Set<string>();
  return gate.inputs.some(input => {
    const below = new Set([input]);
    for (const name of below) {
      gates.get(name)?.inputs.forEach(next => below.add(next));
    }
    return [...below].some(name => {
      const shared = seen.has(name);
      seen.add(name);
      return shared;
    });
  });
}

function expand(gate: Gate, fresh: (wanted: string) => string): Gate[] {
  const { inputs, name, label } = gate;
  const k = gate.k!;
  const made: Gate[] = [];
  const add = (as: string, kind: 'and' | 'or', of: string[]): string => {
    made.push({ name: as, kind, inputs: of });
    return as;
  };
  // below[j]: name of "at least j of the inputs from the next position on".
  let below: string[] = [];
  for (let from = inputs.length - 1; from >= 0; from--) {
    const rest = inputs.slice(from);
    const here: string[] = [];
    // Before this position at most `from` inputs were passed, so no fewer than k - from are still needed.
    for (let j = Math.max(1, k - from); j <= Math.min(k, rest.length); j++) {
      const own = () =>
        from === 0 ? name : fresh(`${name}: ${j} of last ${rest.length}`);
      if (rest.length === 1) {
        here[j] = rest[0];
      } else if (j === 1 || j === rest.length) {
        here[j] = add(own(), j === 1 ? 'or' : 'and', rest);
      } else {
        const with1 = add(fresh(`${name}: ${j} with ${rest[0]}`), 'and', [
          rest[0],
          below[j - 1],
        ]);
        here[j] = add(own(), 'or', [with1, below[j]]);
      }
    }
    below = here;
  }
  return made.map(one =>
    one.name === name && label !== undefined ? { ...one, label } : one,
  );
}
