import { checkFaultTree, FaultTree } from './fault-tree';

const tree = (change: Partial<FaultTree>): FaultTree => ({
  name: 't',
  events: [{ name: 'a', probability: 0.1 }, { name: 'b' }],
  gates: [{ name: 'top', kind: 'atleast', k: 2, inputs: ['a', 'b'] }],
  top: 'top',
  ...change,
});

const messages = (change: Partial<FaultTree>) =>
  checkFaultTree(tree(change)).map(({ message }) => message);

describe('checking a fault tree', () => {
  it('finds nothing wrong with a sound one', () => {
    expect(messages({})).toEqual([]);
  });

  it('names the cycle', () => {
    expect(
      messages({
        gates: [
          { name: 'top', kind: 'or', inputs: ['a', 'x'] },
          { name: 'x', kind: 'and', inputs: ['b', 'y'] },
          { name: 'y', kind: 'or', inputs: ['x'] },
        ],
      }),
    ).toEqual(['Gates depend on themselves: x -> y -> x']);
    expect(
      messages({ gates: [{ name: 'top', kind: 'or', inputs: ['top'] }] }),
    ).toEqual(['Gates depend on themselves: top -> top']);
  });

  it('takes two paths to one gate for no cycle', () => {
    expect(
      messages({
        gates: [
          { name: 'top', kind: 'or', inputs: ['x', 'y'] },
          { name: 'x', kind: 'or', inputs: ['y'] },
          { name: 'y', kind: 'or', inputs: ['a'] },
        ],
      }),
    ).toEqual([]);
  });

  it.each([undefined, 0, 3, 1.5, NaN])(
    'refuses %s of 2 with the range it expects',
    k => {
      const [message] = messages({
        gates: [{ name: 'top', kind: 'atleast', k, inputs: ['a', 'b'] }],
      });
      expect(message).toMatch(/^Gate "top" needs .* of 2 inputs; expected/);
    },
  );

  it('reports every defect, not only the first', () => {
    expect(
      checkFaultTree(
        tree({
          events: [
            { name: 'a', probability: -1 },
            { name: 'a', probability: NaN },
          ],
          gates: [
            { name: 'g', kind: 'and', inputs: [] },
            { name: 'h', kind: 'or', inputs: ['nowhere'] },
          ],
        }),
      ).map(({ code }) => code),
    ).toEqual([
      'duplicate-name',
      'probability-out-of-range',
      'probability-out-of-range',
      'empty-gate',
      'undefined-name',
      'no-top',
    ]);
  });

  it('is not misled by names of object properties', () => {
    expect(
      messages({
        events: [{ name: '__proto__' }, { name: 'constructor' }],
        gates: [
          { name: 'top', kind: 'or', inputs: ['__proto__', 'constructor'] },
        ],
      }),
    ).toEqual([]);
    expect(
      messages({ gates: [{ name: 'top', kind: 'or', inputs: ['toString'] }] }),
    ).toEqual(['Gate "top" names "toString", which is not defined']);
  });

  it('walks a chain of 100,000 gates', () => {
    const gates = Array.from({ length: 100_000 }, (_, i) => ({
      name: `g${i}`,
      kind: 'or' as const,
      inputs: [i === 0 ? 'a' : `g${i - 1}`],
    }));
    expect(messages({ gates, top: 'g99999' })).toEqual([]);
  });
});
