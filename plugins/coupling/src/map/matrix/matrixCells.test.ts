import { createTheme, getContrastRatio } from '@mui/material/styles';
import { tokensOf } from '../../theme/tokens';
import { CellIndex, cellName, shadeOf } from './matrixCells';

const cell = {
  from: 0,
  to: 1,
  couplings: 1,
  interfaces: 1,
  lacking: 0,
  against: false,
  findings: 0,
  seen: { declared: 1, observed: 0, both: 0 },
};

describe('cells of the matrix', () => {
  it('darken at 1, 2, 4, 7 and 10 couplings', () => {
    expect([0, 1, 2, 3, 4, 6, 7, 9, 10, 500].map(shadeOf)).toEqual([
      0, 1, 2, 2, 3, 3, 4, 4, 5, 5,
    ]);
  });

  it.each(['light', 'dark'] as const)(
    'keep their number readable in %s mode',
    mode => {
      const tokens = tokensOf(createTheme({ palette: { mode } }));
      for (const shade of [1, 2, 3, 4, 5]) {
        const plain = mode === 'light' ? '#212121' : '#ffffff';
        const text = shade >= 4 ? tokens.onCellDark : plain;
        expect(
          getContrastRatio(text, tokens.cell[shade]),
        ).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('say in words what their marks mean, in the singular where it is one', () => {
    expect(cellName('A', 'B', cell, false)).toBe('A needs B: 1 coupling');
    expect(
      cellName(
        'A',
        'B',
        { ...cell, couplings: 3, lacking: 2, against: true, findings: 1 },
        false,
      ),
    ).toBe(
      'A needs B: 3 couplings, 2 lacking an owner or a contract, against the order, 1 finding',
    );
    expect(cellName('A', 'A', undefined, true)).toBe('Inside A: no couplings');
  });

  it('outside the rows are left aside, not drawn in a wrong place', () => {
    const rows = [0, 1].map(i => ({
      ref: `${i}`,
      title: `${i}`,
      needs: 0,
      neededBy: 0,
      entities: 0,
    }));
    const index = new CellIndex({
      rows,
      cells: [cell, { ...cell, from: 0, to: 2 }, { ...cell, from: -1, to: 0 }],
    });
    expect(index.get(0, 1)).toBe(cell);
    expect(index.get(1, 0)).toBeUndefined();
  });
});
