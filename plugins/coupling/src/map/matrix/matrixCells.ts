import type {
  Matrix,
  MatrixCell,
} from '@posiwid/backstage-plugin-coupling-common';

/** Lower bounds of the shades, weakest first; a cell without couplings has shade 0. */
export const SHADE_BOUNDS = [1, 2, 4, 7, 10] as const;

/** Shade of a cell, 0 to 5, by its number of couplings. */
export function shadeOf(couplings: number): 0 | 1 | 2 | 3 | 4 | 5 {
  const shade = SHADE_BOUNDS.filter(bound => couplings >= bound).length;
  return shade as 0 | 1 | 2 | 3 | 4 | 5;
}

/** What a shade stands for, as the legend says it: `1`, `2+` … */
export function shadeWords(bound: number): string {
  return bound === 1 ? '1' : `${bound}+`;
}

/** Whether something here was seen and is not declared. */
export function hasUndeclared({ seen }: Pick<MatrixCell, 'seen'>): boolean {
  return seen.observed > 0;
}

/** The cells of a matrix by place; most places of a large one are empty. */
export class CellIndex {
  private readonly cells = new Map<number, MatrixCell>();
  private readonly size: number;

  constructor(matrix: Pick<Matrix, 'rows' | 'cells'>) {
    this.size = matrix.rows.length;
    for (const cell of matrix.cells) {
      if (this.holds(cell.from) && this.holds(cell.to)) {
        this.cells.set(this.place(cell.from, cell.to), cell);
      }
    }
  }

  get(row: number, column: number): MatrixCell | undefined {
    return this.cells.get(this.place(row, column));
  }

  private place(row: number, column: number) {
    return row * this.size + column;
  }

  private holds(position: number) {
    return Number.isInteger(position) && position >= 0 && position < this.size;
  }
}

function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** What a reader who cannot see the cell is told: everything that colour, number and marks say. */
export function cellName(
  from: string,
  to: string,
  cell: MatrixCell | undefined,
  isInside: boolean,
): string {
  if (!cell) {
    return isInside
      ? `Inside ${from}: no couplings`
      : `${from} does not need ${to}`;
  }
  const facts = [counted(cell.couplings, 'coupling')];
  if (hasUndeclared(cell)) {
    facts.push(`${cell.seen.observed} seen, not declared`);
  }
  if (!isInside) {
    if (cell.lacking > 0) {
      facts.push(`${cell.lacking} lacking an owner or a contract`);
    }
    if (cell.against) {
      facts.push('against the order');
    }
  }
  if (cell.findings > 0) {
    facts.push(counted(cell.findings, 'finding'));
  }
  return `${isInside ? `Inside ${from}` : `${from} needs ${to}`}: ${facts.join(
    ', ',
  )}`;
}
