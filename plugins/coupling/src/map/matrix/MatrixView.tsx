import { styled } from '@mui/material/styles';
import {
  EmptyState,
  FirstUse,
  Headline,
  LeavesOut,
  QueryState,
  TeamFilter,
} from '../../components';
import { tokensOf } from '../../theme/tokens';
import { scopeQuery, useScope } from '../../url/scope';
import { MapControls } from '../MapControls';
import { SeenFilter } from '../SeenFilter';
import type { ChangeMap, Level, MapState } from '../mapUrl';
import { useMatrix } from '../queries';
import { AgainstTheOrder } from './AgainstTheOrder';
import { CellPanel } from './CellPanel';
import { DensestCells } from './DensestCells';
import { hasUndeclared } from './matrixCells';
import { MatrixGrid } from './MatrixGrid';
import { MatrixLegend } from './MatrixLegend';
import { MatrixTable } from './MatrixTable';

/** Below this width of the page the panel stands under the matrix. */
const PANEL_BESIDE = 1060;

const Columns = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    rowGap: 24,
    [`@container (min-width: ${PANEL_BESIDE}px)`]: {
      '&:not([data-alone])': { gridTemplateColumns: 'minmax(0, 1fr) 360px' },
      columnGap: 44,
      '& > aside': {
        borderLeft: `1px solid ${t.line}`,
        paddingLeft: 24,
        marginLeft: -24,
      },
    },
  };
});

const LEVEL_NOUNS: Record<Level, [one: string, many: string]> = {
  team: ['team', 'teams'],
  system: ['system', 'systems'],
  domain: ['domain', 'domains'],
};

function secondSentence(level: Level): string {
  const [one] = LEVEL_NOUNS[level];
  return `Each ${one} stands above those it needs; a mark under the diagonal is a provider that needs its user.`;
}

/** Couplings between all teams, systems or domains, and what is behind the selected cell. */
export function MatrixView(props: { state: MapState; onChange: ChangeMap }) {
  const { state, onChange } = props;
  const [scope] = useScope();
  const query = useMatrix({
    level: state.level,
    seen: state.seen,
    ...scopeQuery(scope),
  });
  const select = (from: string, to: string) => onChange({ from, to });

  return (
    <QueryState query={query} notFound={<FirstUse />}>
      {matrix => {
        const [, many] = LEVEL_NOUNS[matrix.level];
        const selected =
          state.from && state.to
            ? { from: state.from, to: state.to }
            : undefined;
        const controls = (
          <MapControls state={state} onChange={onChange}>
            <TeamFilter />
            <SeenFilter
              state={state}
              counts={matrix.seen}
              onChange={onChange}
            />
          </MapControls>
        );
        if (matrix.rows.length === 0) {
          return (
            <>
              <Headline sentence={matrix.headline} />
              {controls}
              <EmptyState title={`No ${many} to show`}>
                <p>
                  The last analysis found no entity that belongs to a{' '}
                  {LEVEL_NOUNS[matrix.level][0]} here. Look at another level, or
                  at all teams.
                </p>
              </EmptyState>
              <LeavesOut hidden={matrix.hidden}>
                couplings that nobody declared or observed
              </LeavesOut>
            </>
          );
        }
        return (
          <>
            <Headline
              sentence={matrix.headline}
              second={secondSentence(matrix.level)}
            />
            {controls}
            <Columns
              // A table without a selected cell has no use for a list of its first rows beside it.
              data-alone={(state.table && !selected) || undefined}
              style={{ opacity: query.isPlaceholderData ? 0.6 : 1 }}
            >
              <div>
                {state.table ? (
                  <MatrixTable matrix={matrix} onSelect={select} />
                ) : (
                  <>
                    <MatrixGrid
                      matrix={matrix}
                      selected={selected}
                      onSelect={select}
                    />
                    <MatrixLegend
                      level={matrix.level}
                      hasUndeclared={matrix.cells.some(hasUndeclared)}
                    />
                  </>
                )}
                <AgainstTheOrder matrix={matrix} onSelect={select} />
              </div>
              {(selected || !state.table) && (
                <aside aria-label="Behind a cell">
                  {selected ? (
                    <CellPanel
                      level={matrix.level}
                      seen={state.seen}
                      from={selected.from}
                      to={selected.to}
                      onClose={() =>
                        onChange({ from: undefined, to: undefined })
                      }
                    />
                  ) : (
                    <DensestCells matrix={matrix} onSelect={select} />
                  )}
                </aside>
              )}
            </Columns>
            <LeavesOut hidden={matrix.hidden}>
              {[
                ...matrix.omissions.map(({ text }) => text),
                'couplings that nobody declared or observed',
              ].join('; ')}
            </LeavesOut>
          </>
        );
      }}
    </QueryState>
  );
}
