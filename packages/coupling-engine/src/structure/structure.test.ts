import * as fc from 'fast-check';
import { at, needing, replica } from '../__testUtils__/entities';
import { buildModel } from '../model/build-model';
import type { SourcedEntity } from '../model/types';
import { DEFAULT_POLICY } from '../policy/policy';
import { structureOf } from './index';
import { needsGraph } from './csr';
import { visibilityOf } from './visibility';

const look = (...entities: SourcedEntity[]) => {
  const model = buildModel(entities, DEFAULT_POLICY);
  return { model, structure: structureOf(model) };
};

describe('structureOf', () => {
  it('visibility is the same whether it is taken from failures or counted', () => {
    const edge = fc.tuple(fc.nat(11), fc.nat(11));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 30 }), edges => {
        const { model, structure } = look(
          ...Array.from({ length: 12 }, (_, v) =>
            needing(
              `e${v}`,
              ...edges.filter(e => e[0] === v).map(e => `e${e[1]}`),
            ),
          ),
        );
        const counted = visibilityOf(needsGraph(model.graph));
        expect(structure.visibilityIn).toEqual(counted.in);
        expect(structure.visibilityOut).toEqual(counted.out);
        expect(structure.propagationCost).toEqual(counted.propagationCost);
      }),
    );
  });

  it('reaching counts every alternative, failing only what is really lost', () => {
    const { model, structure } = look(
      needing('orders', 'db-1', 'db-2'),
      replica('db-1', 'db'),
      replica('db-2', 'db'),
    );
    const db = at(model, 'db-1');
    expect([structure.fails[db], structure.visibilityIn[db]]).toEqual([0, 2]);
    expect(structure.fanIn[db]).toBe(1);
    expect(structure.fanOut[at(model, 'orders')]).toBe(2);
  });

  it('a choke point has behind it what is reached only through it; entry points of a cycle share', () => {
    const { model, structure } = look(
      needing('web', 'gateway'),
      needing('gateway', 'orders', 'search'),
      needing('orders'),
      needing('search'),
      needing('batch', 'search'),
      needing('a', 'b'),
      needing('b', 'a', 'c'),
      needing('c'),
    );
    const chokes = (name: string) => structure.chokes[at(model, name)];
    expect([chokes('gateway'), chokes('web'), chokes('batch')]).toEqual([
      1, 2, 0,
    ]);
    expect([chokes('a'), chokes('b')]).toEqual([0, 1]);
  });
});
