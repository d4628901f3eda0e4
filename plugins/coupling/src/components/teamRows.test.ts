import type { TeamSummary } from '@posiwid/backstage-plugin-coupling-common';
import fc from 'fast-check';
import { isChosen, teamTree, toggleTeam } from './teamRows';

function team(ref: string, children: string[] = [], parent?: string) {
  return {
    ref,
    title: ref,
    standing: 'living',
    children,
    parent,
    owns: 1,
    open: 1,
    critical: 0,
  } as TeamSummary;
}

const TEAMS = [
  team('commerce', ['checkout', 'payments']),
  team('checkout', ['cart'], 'commerce'),
  team('cart', [], 'checkout'),
  team('payments', [], 'commerce'),
  team('platform'),
];

const NODES = teamTree(TEAMS);

/** The teams whose own things a selection shows. */
function covered(chosen: string[]): string[] {
  return TEAMS.map(({ ref }) => ref).filter(ref =>
    isChosen(NODES, chosen, true, ref),
  );
}

describe('the tree of teams', () => {
  it('stands children below their parent, one step in', () => {
    expect(NODES.map(({ team: { ref }, depth }) => [ref, depth])).toEqual([
      ['commerce', 0],
      ['checkout', 1],
      ['cart', 2],
      ['payments', 1],
      ['platform', 0],
    ]);
  });

  it('shows groups that name each other as parents once each', () => {
    const loop = teamTree([team('a', ['b'], 'b'), team('b', ['a'], 'a')]);
    expect(loop.map(({ team: { ref } }) => ref)).toEqual(['a', 'b']);
  });

  it('shows every team exactly once, whatever groups say about each other', () => {
    const refs = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            children: fc.subarray([...refs, 'missing']),
            parent: fc.option(fc.constantFrom(...refs, 'missing'), {
              nil: undefined,
            }),
          }),
          { minLength: 5, maxLength: 5 },
        ),
        groups => {
          const teams = groups.map(({ children, parent }, i) =>
            team(refs[i], children, parent),
          );
          const shown = teamTree(teams).map(({ team: { ref } }) => ref);
          expect([...shown].sort()).toEqual(refs);
        },
      ),
    );
  });

  it('switches exactly one subtree on or off', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TEAMS.map(({ ref }) => ref)), {
          maxLength: 12,
        }),
        fc.constantFrom('cart', 'payments', 'platform'),
        (clicks, leaf) => {
          const chosen = clicks.reduce<string[]>(
            (before, ref) => toggleTeam(NODES, before, true, ref),
            [],
          );
          const before = covered(chosen);
          const after = covered(toggleTeam(NODES, chosen, true, leaf));
          const wasOn = before.includes(leaf);
          expect(after.includes(leaf)).toBe(!wasOn);
          // Ancestors may leave the selection with a child, other subtrees never do.
          const others = (refs: string[]) =>
            refs.filter(
              ref =>
                ['cart', 'payments', 'platform'].includes(ref) && ref !== leaf,
            );
          expect(others(after)).toEqual(others(before));
        },
      ),
    );
  });

  it('does not let a parent stand for its children when child teams do not count', () => {
    expect(isChosen(NODES, ['commerce'], false, 'cart')).toBe(false);
    expect(toggleTeam(NODES, ['commerce'], false, 'cart')).toEqual([
      'commerce',
      'cart',
    ]);
  });
});
