import fc from 'fast-check';
import { failureOf } from '../structure/failure';
import { analysed, component, groups } from '../__testUtils__/catalog';
import { stoppersOf } from './stoppers';

const catalog = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(20), { maxLength: 3 }),
      soft: fc.boolean(),
      group: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
    }),
    { minLength: 2, maxLength: 14 },
  )
  .map(rows => [
    ...groups('a'),
    ...rows.map(({ needs, soft, group }, i) =>
      component(`e${i}`, {
        owner: 'a',
        dependsOn: needs.map(n => `component:e${n % rows.length}`),
        ...(soft ? { 'posiwid.dev/dependency-strength': 'soft' } : {}),
        ...(group ? { 'posiwid.dev/redundancy-group': group } : {}),
      }),
    ),
  ]);

describe('stoppersOf', () => {
  it('names exactly the entities whose failure alone stops a member, and how many', () => {
    fc.assert(
      fc.property(
        catalog,
        fc.array(fc.nat(13), { minLength: 1, maxLength: 4 }),
        (entities, picks) => {
          const { model } = analysed(entities);
          const n = model.entities.length;
          const members = [...new Set(picks.map(p => p % n))];
          const expected = new Map<number, number>();
          for (let entity = 0; entity < n; entity++) {
            if (members.includes(entity)) continue;
            const { fails } = failureOf(model.graph, [entity]);
            const stops = members.filter(m => fails.includes(m)).length;
            if (stops > 0) expected.set(entity, stops);
          }
          const found = stoppersOf(model.graph, members, () => 0);
          expect(new Map(found.map(f => [f.entity, f.stops]))).toEqual(
            expected,
          );
        },
      ),
    );
  });
});
