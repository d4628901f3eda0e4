import type {
  Matrix,
  MatrixCell,
} from '@posiwid/backstage-plugin-coupling-common';
import { useMemo } from 'react';
import { DottedButton } from '../../components';
import { SortableTable, type TableColumn } from '../SortableTable';

const keyOf = (cell: MatrixCell) => `${cell.from} ${cell.to}`;

/** Everything that the matrix shows, one row a cell. */
export function MatrixTable(props: {
  matrix: Matrix;
  onSelect: (from: string, to: string) => void;
}) {
  const { matrix, onSelect } = props;
  const { rows } = matrix;
  const cells = useMemo(
    () => matrix.cells.filter(({ from, to }) => rows[from] && rows[to]),
    [matrix, rows],
  );
  const columns = useMemo(
    (): TableColumn<MatrixCell>[] => [
      {
        id: 'from',
        title: 'Who needs',
        value: cell => rows[cell.from].title,
        render: cell => (
          <DottedButton
            type="button"
            onClick={() => onSelect(rows[cell.from].ref, rows[cell.to].ref)}
          >
            {rows[cell.from].title}
          </DottedButton>
        ),
      },
      {
        id: 'to',
        title: 'What',
        value: cell =>
          cell.from === cell.to ? '(inside)' : rows[cell.to].title,
      },
      { id: 'couplings', title: 'Couplings', value: cell => cell.couplings },
      {
        id: 'declared',
        title: 'Declared only',
        value: cell => cell.seen.declared,
      },
      {
        id: 'observed',
        title: 'Observed only',
        value: cell => cell.seen.observed,
      },
      { id: 'both', title: 'Both', value: cell => cell.seen.both },
      { id: 'interfaces', title: 'Interfaces', value: cell => cell.interfaces },
      {
        id: 'lacking',
        title: 'No owner or contract',
        value: cell => cell.lacking,
      },
      {
        id: 'against',
        title: 'Against the order',
        value: cell => (cell.against ? 'yes' : ''),
      },
      { id: 'findings', title: 'Findings', value: cell => cell.findings },
    ],
    [rows, onSelect],
  );
  return (
    <SortableTable
      label="Couplings by cell"
      rows={cells}
      columns={columns}
      rowKey={keyOf}
      sortedBy="couplings"
    />
  );
}
