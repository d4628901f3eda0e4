import fc from 'fast-check';
import { failureOf } from '../structure/failure';
import { analysed, component, groups } from './__testUtils__/catalog';
import { foldAlike } from './foldAlike';
import { lensOf } from './lensOf';

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
          const sizes = [head, ...others].map(
            e => failureOf(graph, [e]).fails.length,
          );
          const widest = Math.max(...sizes);
          expect(widest - Math.min(...sizes) - 1).toBeLessThanOrEqual(
            Math.max(1, 0.1 * widest),
          );
        }
      }),
    );
  });
});
