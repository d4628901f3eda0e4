import * as fc from 'fast-check';
import {
  at,
  component,
  entity,
  names,
  needing,
  replica,
} from '../__testUtils__/entities';
import type { RandomClauses } from '../__testUtils__/random-graphs';
import { clauses, graphOf, slowFailure } from '../__testUtils__/random-graphs';
import { buildModel } from '../model/build-model';
import type { Clause } from '../model/clauses';
import type { Model, ModelEntity, SourcedEntity } from '../model/types';
import { DEFAULT_POLICY } from '../policy/policy';
import { failureOf } from './failure';
import { impactOf } from './impact';

const catalog = (...entities: SourcedEntity[]) =>
  buildModel(entities, DEFAULT_POLICY);

/** A model of nothing but a graph; entity `i` is owned by team `i % 3` and in system `i % 2`. */
function modelOf(random: RandomClauses): Model {
  return {
    graph: graphOf(random),
    entities: Array.from({ length: random.nodes }, (_, i) => ({
      owners: [i % 3],
      system: i % 2,
    })) as ModelEntity[],
    teams: Array.from({ length: 3 }, () => ({ exists: true })),
    defined: { groups: 3, groupsWithMembers: 0, users: 0 },
    systems: Array.from({ length: 2 }),
  } as Model;
}

describe('what fails with what', () => {
  const fallen = (model: Model, ...starts: string[]) =>
    names(
      model,
      failureOf(
        model.graph,
        starts.map(name => at(model, name)),
      ).fails,
    );

  it('everything that needs a thing fails with it, at any depth', () => {
    const model = catalog(
      needing('page', 'orders'),
      needing('orders', 'db'),
      needing('db'),
      needing('search'),
    );
    expect(fallen(model, 'db')).toEqual(['orders', 'page']);
    expect(fallen(model, 'page')).toEqual([]);
  });

  it('two replicas stand in for each other, but not when both are gone', () => {
    const model = catalog(
      needing('orders', 'db-1', 'db-2'),
      replica('db-1', 'db'),
      replica('db-2', 'db'),
    );
    expect(fallen(model, 'db-1')).toEqual([]);
    expect(fallen(model, 'db-1', 'db-2')).toEqual(['orders']);
  });

  it('two replicas behind one config service are one failure', () => {
    const model = catalog(
      needing('orders', 'db-1', 'db-2'),
      component(
        'db-1',
        { dependsOn: ['component:config'] },
        { annotations: { 'posiwid.dev/redundancy-group': 'db' } },
      ),
      component(
        'db-2',
        { dependsOn: ['component:config'] },
        { annotations: { 'posiwid.dev/redundancy-group': 'db' } },
      ),
      needing('config'),
    );
    expect(fallen(model, 'config')).toEqual(['db-1', 'db-2', 'orders']);
  });

  it('a quorum of two of three survives one loss and not two', () => {
    const model = catalog(
      needing('store', 'n1', 'n2', 'n3'),
      replica('n1', 'quorum/2'),
      replica('n2', 'quorum/2'),
      replica('n3', 'quorum/2'),
    );
    expect(fallen(model, 'n1')).toEqual([]);
    expect(fallen(model, 'n1', 'n3')).toEqual(['store']);
  });

  it('what is softly coupled degrades, and nothing further does', () => {
    const model = catalog(
      needing('page', 'orders'),
      component('orders', {
        dependsOn: ['component:recommendations'],
        couplings: [{ target: 'recommendations', strength: 'soft' }],
      }),
      needing('recommendations'),
    );
    const { fails, degrades } = failureOf(model.graph, [
      at(model, 'recommendations'),
    ]);
    expect(names(model, fails)).toEqual([]);
    expect(names(model, degrades)).toEqual(['orders']);
    expect(impactOf(model).degrades[at(model, 'recommendations')]).toBe(1);
  });

  it('what fails anyway does not count as degraded', () => {
    const model = catalog(
      component('orders', {
        dependsOn: ['component:db', 'component:cache'],
        couplings: [{ target: 'cache', strength: 'soft' }],
      }),
      needing('cache', 'db'),
      needing('db'),
    );
    const db = at(model, 'db');
    const { fails, degrades } = impactOf(model);
    expect([fails[db], degrades[db]]).toEqual([2, 0]);
  });

  it('counts teams and systems that have something among what fails, the start included', () => {
    const model = catalog(
      component('page', {
        owner: 'web',
        system: 'shop',
        dependsOn: ['component:orders'],
      }),
      component('orders', {
        owner: 'sales',
        system: 'shop',
        dependsOn: ['component:db'],
      }),
      component('db', { owner: 'platform', system: 'base' }),
      entity('Group', 'web'),
      entity('Group', 'sales'),
      entity('Group', 'platform'),
    );
    const { teamsHit, systemsHit } = impactOf(model);
    expect(teamsHit[at(model, 'db')]).toBe(3);
    expect(systemsHit[at(model, 'db')]).toBe(2);
    expect(teamsHit[at(model, 'orders')]).toBe(2);
    expect(systemsHit[at(model, 'orders')]).toBe(1);
  });
});

describe('against brute force on random graphs', () => {
  it('failureOf finds the least fixpoint, for one start and for several', () => {
    fc.assert(
      fc.property(
        clauses(),
        fc.array(fc.nat(8), { minLength: 1, maxLength: 3 }),
        (random, picks) => {
          const starts = [...new Set(picks.map(p => p % random.nodes))];
          const { fails, degrades } = failureOf(graphOf(random), starts);
          const expected = slowFailure(random, starts);
          expect([...fails].sort((a, b) => a - b)).toEqual(expected.fails);
          expect(degrades).toEqual(expected.degrades);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('impactOf counts the same for every entity at once', () => {
    fc.assert(
      fc.property(clauses(), random => {
        const impact = impactOf(modelOf(random));
        const felledBy = new Array<number>(random.nodes).fill(1);
        for (let v = 0; v < random.nodes; v++) {
          for (const other of slowFailure(random, [v]).fails) felledBy[other]++;
        }
        for (let v = 0; v < random.nodes; v++) {
          const { fails, degrades } = slowFailure(random, [v]);
          const hit = [v, ...fails];
          expect({
            fails: impact.fails[v],
            degrades: impact.degrades[v],
            teams: impact.teamsHit[v],
            systems: impact.systemsHit[v],
            felledBy: impact.felledBy[v],
          }).toEqual({
            fails: fails.length,
            degrades: degrades.length,
            teams: new Set(hit.map(i => i % 3)).size,
            systems: new Set(hit.map(i => i % 2)).size,
            felledBy: felledBy[v],
          });
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('also over several blocks of lanes, where rings of alternatives are cut by a block', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), seed => {
        const random = largeRandom(700, seed);
        const graph = graphOf(random);
        const { fails, degrades } = impactOf(modelOf(random));
        for (let v = 0; v < random.nodes; v++) {
          const one = failureOf(graph, [v]);
          expect([fails[v], degrades[v]]).toEqual([
            one.fails.length,
            one.degrades.length,
          ]);
        }
      }),
      { numRuns: 8 },
    );
  });
});

/** Clauses over near neighbours, so that failures travel and rings form; pairs of alternatives are frequent. */
function largeRandom(nodes: number, seed: number): RandomClauses {
  let state = seed + 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const clause = (v: number): Clause => {
    const members = new Set<number>();
    const size = 1 + next(3);
    while (members.size < size) members.add((v + 1 + next(30)) % nodes);
    return { members: [...members], need: 1 + next(size), hard: next(5) > 0 };
  };
  return {
    nodes,
    of: Array.from({ length: nodes }, (_, v) =>
      Array.from({ length: next(3) }, () => clause(v)),
    ),
  };
}

describe('shapes that make naive searches quadratic', () => {
  const SIZE = 100_000;
  const single = (...members: number[]): Clause[] =>
    members.map(m => ({ members: [m], need: 1, hard: true }));
  const failsOf = (of: (v: number) => Clause[], nodes = SIZE) =>
    impactOf(
      modelOf({ nodes, of: Array.from({ length: nodes }, (_, v) => of(v)) }),
    ).fails;

  it('a chain of 40,000: each thing fells all that lean on it', () => {
    const fails = failsOf(v => (v === 0 ? [] : single(v - 1)), 40_000);
    expect([fails[0], fails[20_000], fails[39_999]]).toEqual([
      39_999, 19_999, 0,
    ]);
  });

  it('a star of 100,000: only the centre fells anything', () => {
    const fails = failsOf(v => (v === 0 ? [] : single(0)));
    expect([fails[0], fails[1], fails[SIZE - 1]]).toEqual([99_999, 0, 0]);
  });

  it('a ring of 100,000: everything falls with everything', () => {
    const fails = failsOf(v => single((v + 1) % SIZE));
    expect(new Set(fails)).toEqual(new Set([99_999]));
  });

  it('thirty layers of a thousand, each thing needing four below', () => {
    const below = (v: number, step: number) =>
      v - 1000 - (v % 1000) + ((v + step * 7) % 1000);
    const fails = failsOf(
      v =>
        v < 1000 ? [] : single(...[0, 1, 2, 3].map(step => below(v, step))),
      30_000,
    );
    // k layers up, 3k + 1 things lean on one thing at the bottom; summed over 29 layers that is 1,334.
    expect([fails[0], fails[999], fails[29_999]]).toEqual([1334, 1334, 0]);
  });

  it('a chain of 50,000 pairs of replicas: nothing fells anything', () => {
    const pair = (v: number) => v - 2 - (v % 2);
    const fails = failsOf(v =>
      v < 2 ? [] : [{ members: [pair(v), pair(v) + 1], need: 1, hard: true }],
    );
    expect(fails.every(count => count === 0)).toBe(true);
  });
});
