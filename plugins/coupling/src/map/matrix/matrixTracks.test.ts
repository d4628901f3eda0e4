import fc from 'fast-check';
import {
  groupsOf,
  groupStarts,
  metricsFor,
  trackOffsets,
} from './matrixTracks';

const NINE = Array.from({ length: 9 }, (_, i) => `Team ${i}`);

const row = (group?: string) => ({
  ref: 'group:default/x',
  title: 'x',
  group,
  needs: 0,
  neededBy: 0,
  entities: 1,
});

describe('rows and columns of the matrix', () => {
  it('stand under one heading while their parent is the same, and under it again where it comes back', () => {
    const rows = ['A', 'A', 'B', 'A', undefined].map(row);
    expect(groupsOf(rows)).toEqual([
      { title: 'A', first: 0, last: 1 },
      { title: 'B', first: 2, last: 2 },
      { title: 'A', first: 3, last: 3 },
      { title: '', first: 4, last: 4 },
    ]);
  });

  it('stand off from the group before, and only from it', () => {
    const starts = groupStarts(['A', 'A', 'B'].map(row));
    expect(trackOffsets(starts, 50, 2, 12)).toEqual([0, 52, 114, 166]);
  });

  it('never overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('A', 'B', undefined), { maxLength: 60 }),
        fc.integer({ min: 10, max: 80 }),
        (groups, size) => {
          const offsets = trackOffsets(
            groupStarts(groups.map(row)),
            size,
            2,
            12,
          );
          for (let i = 0; i + 1 < offsets.length; i++) {
            expect(offsets[i + 1] - offsets[i]).toBeGreaterThanOrEqual(
              size + 2,
            );
          }
        },
      ),
    );
  });

  it('have headings that lie where they can be read so, and stand on end elsewhere', () => {
    const named = (title: string) =>
      metricsFor([...NINE.slice(1), title], 1200);
    expect(named('Observability').rotated).toBe(false);
    expect(named('Catalog & Search').rotated).toBe(false);
    expect(named('Customer relationship management').rotated).toBe(true);
    expect(
      metricsFor(
        Array.from({ length: 30 }, (_, i) => `T${i}`),
        1200,
      ).rotated,
    ).toBe(true);
  });

  it('fit the width at hand while their names can be read', () => {
    for (const available of [680, 756, 1200]) {
      const { rowHeader, cellWidth, gap, totalWidth } = metricsFor(
        NINE,
        available,
      );
      expect(
        rowHeader + 9 * (cellWidth + gap) + totalWidth,
      ).toBeLessThanOrEqual(available);
    }
    expect(metricsFor(NINE, 300).cellWidth).toBeGreaterThanOrEqual(44);
  });
});
