import type { MatrixRow } from '@posiwid/backstage-plugin-coupling-common';
import { memo } from 'react';
import type { MatrixMetrics } from './matrixTracks';

/** Longest bar, px. */
const BAR = 28;

/** How often each column is needed, below the matrix. */
function MatrixTotalsView(props: {
  rows: readonly MatrixRow[];
  columns: readonly number[];
  offsets: readonly number[];
  metrics: MatrixMetrics;
  top: number;
  neededMost: number;
}) {
  const { rows, columns, offsets, metrics, top, neededMost } = props;
  return (
    <div className="totals" role="presentation" style={{ top }}>
      <span className="axis">needed by</span>
      {columns.map(column => (
        <span
          key={column}
          className="below"
          title={`${rows[column].title} is needed by others ${rows[column].neededBy} times`}
          style={{ left: metrics.rowHeader + offsets[column] }}
        >
          <span
            className="bar"
            style={{
              width: 9,
              height: (BAR * rows[column].neededBy) / neededMost,
            }}
          />
          {rows[column].neededBy}
        </span>
      ))}
    </div>
  );
}

/** The same, drawn anew only when something of it changes: scrolling must not redraw what stays. */
export const MatrixTotals = memo(MatrixTotalsView);
