import TablePagination from '@mui/material/TablePagination';
import TableSortLabel from '@mui/material/TableSortLabel';
import { useMemo, useState, type ReactNode } from 'react';
import { Ruled } from '../components';

export interface TableColumn<Row> {
  id: string;
  title: string;
  /** What the column sorts by, and shows unless `render` says otherwise. */
  value: (row: Row) => string | number;
  render?: (row: Row) => ReactNode;
}

const PAGE_SIZE = 100;

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** The data of a picture as a table: sortable by every column, in pages when it is long. */
export function SortableTable<Row>(props: {
  label: string;
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
  rowKey: (row: Row) => string;
  /** Column sorted by at first; numbers start with the largest. */
  sortedBy: string;
}) {
  const { label, rows, columns, rowKey, sortedBy } = props;
  const isNumber = (id: string) => {
    const column = columns.find(candidate => candidate.id === id);
    return rows.length > 0 && typeof column?.value(rows[0]) === 'number';
  };
  const [sort, setSort] = useState<{ id: string; descending: boolean }>();
  const [page, setPage] = useState(0);
  const { id, descending } = sort ?? {
    id: sortedBy,
    descending: isNumber(sortedBy),
  };

  const sorted = useMemo(() => {
    const column = columns.find(candidate => candidate.id === id);
    if (!column) {
      return [...rows];
    }
    const direction = descending ? -1 : 1;
    return [...rows].sort(
      (a, b) =>
        direction * compare(column.value(a), column.value(b)) ||
        compare(rowKey(a), rowKey(b)),
    );
  }, [rows, columns, id, descending, rowKey]);
  const isPaged = sorted.length > PAGE_SIZE;
  const lastPage = Math.max(0, Math.ceil(sorted.length / PAGE_SIZE) - 1);
  const shownPage = Math.min(page, lastPage);
  const shown = isPaged
    ? sorted.slice(shownPage * PAGE_SIZE, (shownPage + 1) * PAGE_SIZE)
    : sorted;

  const sortOrder = descending ? 'descending' : 'ascending';
  return (
    <div style={{ overflowX: 'auto' }}>
      <Ruled aria-label={label} style={{ minWidth: 560 }}>
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                className={isNumber(column.id) ? 'n' : undefined}
                aria-sort={column.id === id ? sortOrder : 'none'}
              >
                <TableSortLabel
                  active={column.id === id}
                  direction={descending ? 'desc' : 'asc'}
                  onClick={() => {
                    setSort({
                      id: column.id,
                      descending:
                        column.id === id ? !descending : isNumber(column.id),
                    });
                    setPage(0);
                  }}
                  // The arrow stands on the side where it does not push the words out of line.
                  hideSortIcon
                  sx={{
                    font: 'inherit',
                    flexDirection: isNumber(column.id) ? 'row-reverse' : 'row',
                  }}
                >
                  {column.title}
                </TableSortLabel>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(row => (
            <tr key={rowKey(row)}>
              {columns.map(column => (
                <td
                  key={column.id}
                  className={isNumber(column.id) ? 'n' : undefined}
                >
                  {column.render ? column.render(row) : column.value(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Ruled>
      {isPaged && (
        <TablePagination
          component="div"
          count={sorted.length}
          page={shownPage}
          rowsPerPage={PAGE_SIZE}
          rowsPerPageOptions={[PAGE_SIZE]}
          onPageChange={(_, next) => setPage(next)}
        />
      )}
    </div>
  );
}
