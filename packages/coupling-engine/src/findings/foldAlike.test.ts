import fc from 'fast-check';
import { failureOf } from '../structure/failure';
import { analysed, component, groups } from '../__testUtils__/catalog';
import { foldAlike } from './foldAlike';
import { lensOf } from '../lens/lensOf';

/** A random catalog: each entity needs some of those before it, some of them soft, some as one of two. */
const catalog = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(30), { maxLength: 3 }),
      soft: fc.boolean(),
      team: fc.constantFrom('a', 'b', 'c'),
    }),
    { minLength: 2, maxLength: 25 },
  )
  .map(rows => [
    ...groups('a', 'b', 'c'),
    ...rows.map(({ needs, soft, team }, i) =>
      component(`e${i}`, {
        owner: team,
        dependsOn: i === 0 ? [] : needs.map(n => `component:e${n % i}`),
        ...(soft ? { 'posiwid.dev/dependency-strength': 'soft' } : {}),
      }),
    ),
  ]);

describe('foldAlike', () => {
  it('takes a chain of private parts, however long, for the one that all of them serve', () => {
    const analysis = analysed([
      ...groups('a'),
      component('p0', { owner: 'a' }),
      ...[1, 2, 3, 4, 5].map(i =>
        component(`p${i}`, { owner: 'a', dependsOn: [`component:p${i - 1}`] }),
      ),
      ...Array.from({ length: 8 }, (_, i) =>
        component(`user-${i}`, { owner: 'a', dependsOn: ['component:p5'] }),
      ),
    ]);
    const lens = lensOf(analysis);
    const candidates = analysis.model.entities
      .map((_, i) => i)
      .filter(i => analysis.structure.fails[i] >= 3);
    const told = foldAlike(lens, candidates);
    expect(told.map(({ head }) => lens.ref(head))).toEqual([
      'component:default/p5',
    ]);
    expect(told[0].others).toHaveLength(5);
  });

  it('tells each candidate once', () => {
    fc.assert(
      fc.property(catalog, fc.nat(4), (entities, least) => {
        const analysis = analysed(entities);
        const candidates = analysis.model.entities
          .map((_, i) => i)
          .filter(i => analysis.structure.fails[i] >= least);
        const told = foldAlike(lensOf(analysis), candidates).flatMap(
          ({ head, others }) => [head, ...others],
        );
        expect([...told].sort((a, b) => a - b)).toEqual(candidates);
      }),
    );
  });

  it('folds only what reaches nearly the same, by the failure sets themselves', () => {
    fc.assert(
      fc.property(catalog, entities => {
        const analysis = analysed(entities);
        const { graph } = analysis.model;
        const all = analysis.model.entities.map((_, i) => i);
        const candidates = all.filter(i => analysis.structure.fails[i] >= 1);
        for (const { head, others } of foldAlike(
          lensOf(analysis),
          candidates,
        )) {
          const group = [head, ...others].map(e => ({
            e,
            fails: new Set(failureOf(graph, [e]).fails),
          }));
          type Member = (typeof group)[number];
          // One fells the other, and stops hardly anything beside it.
          const sameStory = (wide: Member, narrow: Member) =>
            wide.fails.has(narrow.e) &&
            [...wide.fails].filter(x => x !== narrow.e && !narrow.fails.has(x))
              .length <= Math.max(1, 0.1 * wide.fails.size);
          for (const member of group) {
            const told = group.some(
              other =>
                other !== member &&
                (sameStory(member, other) || sameStory(other, member)),
            );
            expect(told || group.length === 1).toBe(true);
          }
        }
      }),
    );
  });
});
