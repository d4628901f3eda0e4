import type {
  Matrix,
  MatrixCell,
} from '@posiwid/backstage-plugin-coupling-common';
import { DottedButton, Muted, Ruled, Section } from '../../components';

const SHOWN = 6;

function top(
  cells: readonly MatrixCell[],
  value: (cell: MatrixCell) => number,
): MatrixCell[] {
  return cells
    .filter(cell => cell.from !== cell.to && value(cell) > 0)
    .sort((a, b) => value(b) - value(a) || a.from - b.from || a.to - b.to)
    .slice(0, SHOWN);
}

function Cells(props: {
  matrix: Matrix;
  cells: readonly MatrixCell[];
  value: (cell: MatrixCell) => number;
  onSelect: (from: string, to: string) => void;
}) {
  const { matrix, cells, value, onSelect } = props;
  return (
    <Ruled>
      <tbody>
        {cells.map(cell => {
          const from = matrix.rows[cell.from];
          const to = matrix.rows[cell.to];
          return (
            <tr key={`${cell.from} ${cell.to}`}>
              <td>
                <DottedButton
                  type="button"
                  onClick={() => onSelect(from.ref, to.ref)}
                >
                  {from.title} needs {to.title}
                </DottedButton>
              </td>
              <td className="n">{value(cell)}</td>
            </tr>
          );
        })}
      </tbody>
    </Ruled>
  );
}

/** Where to look first, while no cell is selected. */
export function DensestCells(props: {
  matrix: Matrix;
  onSelect: (from: string, to: string) => void;
}) {
  const { matrix, onSelect } = props;
  const inRange = matrix.cells.filter(
    ({ from, to }) => matrix.rows[from] && matrix.rows[to],
  );
  const densest = top(inRange, cell => cell.couplings);
  const lacking = top(inRange, cell => cell.lacking);
  if (densest.length === 0) {
    return (
      <Section title="Where to look first">
        <Muted>Nothing here needs anything of another {matrix.level}.</Muted>
      </Section>
    );
  }
  return (
    <>
      <Section title="Coupled most" aside="couplings">
        <Cells
          matrix={matrix}
          cells={densest}
          value={cell => cell.couplings}
          onSelect={onSelect}
        />
      </Section>
      {lacking.length > 0 && (
        <Section title="Without owner or contract" aside="interfaces">
          <Cells
            matrix={matrix}
            cells={lacking}
            value={cell => cell.lacking}
            onSelect={onSelect}
          />
        </Section>
      )}
    </>
  );
}
