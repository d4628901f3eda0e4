import * as fc from 'fast-check';
import { component } from '../../__testUtils__/entities';
import { buildModel } from '../../model/build-model';
import type { Model } from '../../model/types';
import { DEFAULT_POLICY } from '../../policy/policy';
import { condensed } from './condensed';
import { dependentMembers, type DependentMember } from './dependentMembers';

const MOST = 60;

const index = fc.integer({ min: 0, max: MOST - 1 });

/** Needs of as many entities, few each: chains, cycles, and members that nothing needs. */
const catalogs = fc
  .array(fc.tuple(index, index), { minLength: 40, maxLength: 90 })
  .map(needs => {
    const entities = Array.from({ length: MOST }, (_, i) =>
      component(`e${i}`, {
        dependsOn: needs
          .filter(([from]) => from === i)
          .map(([, to]) => `component:e${to}`),
      }),
    );
    return buildModel(entities, DEFAULT_POLICY);
  });

const someGroups = fc.array(
  fc.uniqueArray(index, { minLength: 1, maxLength: 6 }),
  { minLength: 15, maxLength: 30 },
);

/** By definition: what each entity reaches, closed step by step (S. Warshall). */
function reachable({ graph }: Model): boolean[][] {
  const reaches = Array.from({ length: MOST }, () =>
    new Array<boolean>(MOST).fill(false),
  );
  for (let c = 0; c < graph.clauses; c++) {
    for (let m = graph.memberStart[c]; m < graph.memberStart[c + 1]; m++) {
      reaches[graph.clauseOwner[c]][graph.members[m]] = true;
    }
  }
  for (let via = 0; via < MOST; via++) {
    for (let from = 0; from < MOST; from++) {
      if (!reaches[from][via]) continue;
      for (let to = 0; to < MOST; to++) {
        reaches[from][to] ||= reaches[via][to];
      }
    }
  }
  return reaches;
}

const text = (found: DependentMember[]) =>
  found.map(({ group, from, to }) => `${group}: ${from} needs ${to}`).sort();

describe('members of a group that need each other', () => {
  it('are those that reach another member, each told once, with the first that it reaches', () => {
    let told = 0;
    fc.assert(
      fc.property(catalogs, someGroups, (model, groups) => {
        const reaches = reachable(model);
        const expected = groups.flatMap((members, group) =>
          members.flatMap(from => {
            const to = members.find(m => m !== from && reaches[from][m]);
            return to === undefined ? [] : [{ group, from, to }];
          }),
        );
        told += expected.length;
        const found = dependentMembers(condensed(model.graph), groups);
        expect(text(found)).toEqual(text(expected));
      }),
      { numRuns: 200 },
    );
    expect(told).toBeGreaterThan(200);
  });
});
