import { fromEdges } from './csr';
import { classify, rolesOf } from './core';
import { cyclesOf, stronglyConnected } from './scc';
import { visibilityOf } from './visibility';

const members = (count: number, first = 0) =>
  Array.from({ length: count }, (_, i) => first + i);

describe('classify', () => {
  it.each([
    ['no cycle', 100, [], 'hierarchical'],
    ['a cycle under 5 %', 100, [members(4)], 'hierarchical'],
    ['one cycle of 5 %', 100, [members(5)], 'core-periphery'],
    [
      'a largest cycle just over 1.5 times the next',
      100,
      [members(16), members(10, 16)],
      'core-periphery',
    ],
    [
      'two cycles of like size',
      100,
      [members(15), members(10, 15)],
      'multi-core',
    ],
  ])('%s', (_, nodes, cycles, expected) => {
    expect(classify(nodes, cycles)).toBe(expected);
  });
});

describe('rolesOf', () => {
  const roles = (nodes: number, from: number[], to: number[]) => {
    const graph = fromEdges(nodes, from, to);
    const cycles = cyclesOf(stronglyConnected(graph));
    const visibility = visibilityOf(graph);
    return rolesOf(
      classify(nodes, cycles),
      cycles,
      visibility.in,
      visibility.out,
    );
  };

  it('what the core needs is shared, what needs the core controls, the rest is periphery', () => {
    // page -> (a <-> b) -> db, and one that stands alone
    expect(roles(5, [0, 1, 2, 1], [1, 2, 1, 3])).toEqual([
      'control',
      'core',
      'core',
      'shared',
      'periphery',
    ]);
  });

  it('what stands alone is periphery, also where everything does', () => {
    expect(roles(3, [], [])).toEqual(['periphery', 'periphery', 'periphery']);
  });

  it('a hierarchy has no core', () => {
    expect(roles(4, [0, 1, 2], [1, 2, 3])).not.toContain('core');
  });
});
