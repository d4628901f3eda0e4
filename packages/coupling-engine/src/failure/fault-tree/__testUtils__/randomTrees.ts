import * as fc from 'fast-check';
import { FaultTree, Gate } from '../fault-tree';

/** Fault graphs of up to `maxEvents` events, whose gates share inputs freely. The last gate is the top. */
export function faultTrees(maxEvents: number): fc.Arbitrary<FaultTree> {
  return fc
    .integer({ min: 1, max: maxEvents })
    .chain(events =>
      fc.record({
        // Ends included: impossible and certain events are events too.
        probabilities: fc.array(
          fc.integer({ min: 0, max: 100 }).map(percent => percent / 100),
          { minLength: events, maxLength: events },
        ),
        gates: fc.array(
          fc.record({
            kind: fc.constantFrom('and', 'or', 'or', 'atleast'),
            k: fc.nat(),
            // A position counted back from the gate: near ones are gates just made, far ones events.
            inputs: fc.uniqueArray(fc.nat({ max: events + 12 }), {
              minLength: 1,
              maxLength: 5,
              size: 'max',
            }),
          }),
          { minLength: 1, maxLength: 14, size: 'max' },
        ),
      }),
    )
    .map(({ probabilities, gates }) => {
      const names = probabilities.map((_, i) => `e${i}`);
      const made: Gate[] = gates.map(({ kind, k, inputs }, i) => {
        const chosen = new Set(
          inputs.map(back => names[names.length - 1 - (back % names.length)]),
        );
        const gate: Gate = {
          name: `g${i}`,
          kind: kind as Gate['kind'],
          inputs: [...chosen],
        };
        if (kind === 'atleast') {
          gate.k = 1 + (k % chosen.size);
        }
        names.push(gate.name);
        return gate;
      });
      return {
        name: 'random',
        events: probabilities.map((probability, i) => ({
          name: `e${i}`,
          probability,
        })),
        gates: made,
        top: made[made.length - 1].name,
      };
    });
}
