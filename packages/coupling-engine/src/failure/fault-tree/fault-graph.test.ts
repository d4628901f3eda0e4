import * as fc from 'fast-check';
import { BruteForce } from './__testUtils__/bruteForce';
import { faultTrees } from './__testUtils__/randomTrees';
import { expandSharedAtLeast } from './expand-at-least';
import {
  ALWAYS,
  compileFaultTree,
  FaultGraph,
  FaultGraphBuilder,
  NEVER,
} from './fault-graph';
import { findModules } from './modules';
import { variableOrders } from './ordering';
import { singlePoints } from './single-points';

/** The graph's root in every state of its events. */
function truthTable(graph: FaultGraph): number[] {
  const { events, threshold, first, inputs, root } = graph;
  return Array.from({ length: 2 ** events }, (_, state) => {
    const failed: number[] = [];
    for (let e = 0; e < events; e++) {
      failed.push(Math.floor(state / 2 ** e) % 2);
    }
    for (let g = 0; g < threshold.length; g++) {
      let count = 0;
      for (let i = first[g]; i < first[g + 1]; i++) {
        count += failed[inputs[i]];
      }
      failed.push(count >= threshold[g] ? 1 : 0);
    }
    return root >= 0 ? failed[root] : Number(root === ALWAYS);
  });
}

describe('fault graph', () => {
  it('means what the tree means, whatever was simplified', () => {
    fc.assert(
      fc.property(faultTrees(9), tree => {
        expect(truthTable(compileFaultTree(tree))).toEqual(
          Array.from(new BruteForce(tree).fails),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('means the same with at-least gates written out', () => {
    fc.assert(
      fc.property(faultTrees(8), tree => {
        expect(
          Array.from(new BruteForce(expandSharedAtLeast(tree)).fails),
        ).toEqual(Array.from(new BruteForce(tree).fails));
      }),
      { numRuns: 200 },
    );
  });

  it('counts an input that stands twice twice', () => {
    const builder = new FaultGraphBuilder(3);
    // 2 of a, a, b, c is a, or b and c.
    const root = builder.gate(2, [0, 0, 1, 2]);
    expect(truthTable(builder.finish(root))).toEqual([0, 1, 0, 1, 0, 1, 1, 1]);
  });

  it('folds constants', () => {
    const builder = new FaultGraphBuilder(2);
    expect(builder.gate(1, [0, ALWAYS])).toBe(ALWAYS);
    expect(builder.gate(2, [0, NEVER])).toBe(NEVER);
    expect(builder.gate(2, [0, ALWAYS, NEVER])).toBe(0);
  });

  it('is one gate where two say the same', () => {
    const builder = new FaultGraphBuilder(3);
    expect(builder.gate(2, [0, 1, 2])).toBe(builder.gate(2, [2, 0, 1]));
  });
});

describe('single points', () => {
  it('are the minimal cut sets of one event', () => {
    fc.assert(
      fc.property(faultTrees(9), tree => {
        const { events, complete } = singlePoints(compileFaultTree(tree));
        expect(complete).toBe(true);
        expect(events.map(e => tree.events[e].name).sort()).toEqual(
          new BruteForce(tree).sets(1).filter(set => set !== ''),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('modules', () => {
  it('share no event, and each event stands in one of them', () => {
    fc.assert(
      fc.property(faultTrees(14), tree => {
        const modules = findModules(compileFaultTree(tree));
        const events = modules.flatMap(({ event }) =>
          Array.from(event).filter(e => e >= 0),
        );
        expect(new Set(events).size).toBe(events.length);
        const inner = modules.flatMap(({ module }) =>
          Array.from(module).filter(m => m >= 0),
        );
        // Every module but the top is a variable of exactly one module after it.
        expect([...inner].sort((a, b) => a - b)).toEqual(
          modules.slice(0, -1).map((_, i) => i),
        );
        modules.forEach(({ module }, i) =>
          expect(Math.max(-1, ...module)).toBeLessThan(i),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('takes apart what only meets at the top', () => {
    const graph = compileFaultTree({
      name: 't',
      events: ['a', 'b', 'c', 'd', 'e', 'f'].map(name => ({ name })),
      gates: [
        { name: 'left', kind: 'or', inputs: ['ab', 'bc'] },
        { name: 'ab', kind: 'and', inputs: ['a', 'b'] },
        { name: 'bc', kind: 'and', inputs: ['b', 'c'] },
        { name: 'right', kind: 'or', inputs: ['de', 'ef'] },
        { name: 'de', kind: 'and', inputs: ['d', 'e'] },
        { name: 'ef', kind: 'and', inputs: ['e', 'f'] },
        { name: 'top', kind: 'and', inputs: ['left', 'right'] },
      ],
      top: 'top',
    });
    expect(findModules(graph).map(({ graph: g }) => g.events)).toEqual([
      3, 3, 2,
    ]);
  });
});

describe('variable orders', () => {
  it('are permutations, no two of them the same', () => {
    fc.assert(
      fc.property(faultTrees(12), tree => {
        for (const { graph } of findModules(compileFaultTree(tree))) {
          const orders = [...variableOrders(graph)];
          const written = orders.map(({ level }) => level.join(' '));
          expect(new Set(written).size).toBe(written.length);
          for (const { level } of orders) {
            expect(Array.from(level).sort((a, b) => a - b)).toEqual(
              Array.from({ length: graph.events }, (_, i) => i),
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
