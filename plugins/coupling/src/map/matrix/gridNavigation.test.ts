import fc from 'fast-check';
import { moveInGrid } from './gridNavigation';

describe('keys in the grid', () => {
  it('lead from the first column to the name of the row, and no further', () => {
    const first = { row: 2, column: 0 };
    const name = moveInGrid(first, 'ArrowLeft', false, 5);
    expect(name).toEqual({ row: 2, column: -1 });
    expect(moveInGrid(name!, 'ArrowLeft', false, 5)).toEqual(name);
  });

  it('lead to the corners with Control', () => {
    const middle = { row: 2, column: 2 };
    expect(moveInGrid(middle, 'Home', true, 5)).toEqual({ row: 0, column: -1 });
    expect(moveInGrid(middle, 'End', true, 5)).toEqual({ row: 4, column: 4 });
  });

  it('that do not navigate are left to the browser', () => {
    for (const key of ['Tab', 'a', 'Escape', 'F5']) {
      expect(moveInGrid({ row: 0, column: 0 }, key, false, 5)).toBeUndefined();
    }
  });

  it('never lead out of the grid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(
          fc.tuple(
            fc.constantFrom(
              'ArrowUp',
              'ArrowDown',
              'ArrowLeft',
              'ArrowRight',
              'Home',
              'End',
              'PageUp',
              'PageDown',
            ),
            fc.boolean(),
          ),
        ),
        (size, keys) => {
          let place = { row: 0, column: 0 };
          for (const [key, control] of keys) {
            place = moveInGrid(place, key, control, size)!;
            expect(place.row).toBeGreaterThanOrEqual(0);
            expect(place.row).toBeLessThan(size);
            expect(place.column).toBeGreaterThanOrEqual(-1);
            expect(place.column).toBeLessThan(size);
          }
        },
      ),
    );
  });
});
