import { styled } from '@mui/material/styles';
import type { FindingPage } from '@posiwid/backstage-plugin-coupling-common';
import { useFindings, useStatus } from '../../api/queries';
import { Analysed } from '../../components/AnalysisStatus';
import { CopyLink } from '../../components/CopyLink';
import {
  DRAWER_WIDTH,
  FindingDrawer,
  useOpenFinding,
} from '../../components/FindingDrawer';
import { FirstUse } from '../../components/FirstUse';
import { Headline } from '../../components/Headline';
import { LeavesOut } from '../../components/LeavesOut';
import { PageSheet } from '../../components/PageSheet';
import { Pager } from '../../components/Pager';
import { SearchField } from '../../components/SearchField';
import { EmptyState, QueryState } from '../../components/States';
import { Act } from '../../components/styled';
import { SetAside } from '../../decision/SetAside';
import { useFreshCursor } from '../../url/useFreshCursor';
import { useUrlState } from '../../url/useUrlState';
import { ExportMenu } from './ExportMenu';
import { FilterRail } from './FilterRail';
import {
  FIRST_PAGE,
  NO_FILTERS,
  PAGE_SIZE,
  RISK_PARAMS,
  isFiltered,
  pageQuery,
  type RiskFilters,
} from './riskFilters';
import { RisksTable } from './RisksTable';

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: '186px minmax(0, 1fr)',
  columnGap: 26,
  '@container (max-width: 700px)': {
    gridTemplateColumns: 'minmax(0, 1fr)',
    rowGap: 12,
  },
  '@media print': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** Where there is room, an open drawer moves the list aside instead of covering it. */
const Aside = styled('div')({
  '&[data-drawer]': {
    '@container (min-width: 1140px)': { paddingRight: DRAWER_WIDTH },
  },
});

function Nothing(props: {
  filters: RiskFilters;
  onChange: (change: Partial<RiskFilters>) => void;
}) {
  if (isFiltered(props.filters)) {
    return (
      <EmptyState
        title="Nothing passes these filters"
        action={
          <Act type="button" onClick={() => props.onChange(NO_FILTERS)}>
            Clear filters
          </Act>
        }
      >
        <p>Take one of them off; the counts beside them say what it gives.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No open finding">
      <p>
        No rule found anything in what the catalog declares. That is a statement
        about the catalog: what nobody declared cannot be found.
      </p>
    </EmptyState>
  );
}

function List(props: {
  page: FindingPage;
  filters: RiskFilters;
  onChange: (change: Partial<RiskFilters>) => void;
}) {
  const { page, filters, onChange } = props;
  const [open, setOpen] = useOpenFinding();
  return (
    <div>
      {page.items.length === 0 ? (
        <Nothing filters={filters} onChange={onChange} />
      ) : (
        <RisksTable
          findings={page.items}
          open={open}
          onOpen={setOpen}
          sort={filters.sort}
          onSort={sort => onChange({ ...FIRST_PAGE, sort })}
        />
      )}
      <Pager
        at={{ page: filters.page, cursor: filters.cursor }}
        size={PAGE_SIZE}
        shown={page.items.length}
        total={page.total}
        next={page.nextCursor}
        onPage={onChange}
      >
        <CopyLink />
        <ExportMenu filters={filters} />
      </Pager>
    </div>
  );
}

function RisksView() {
  const [filters, setFilters] = useUrlState(RISK_PARAMS);
  const [open] = useOpenFinding();
  const query = useFindings(pageQuery(filters));
  useFreshCursor(query, filters.cursor, () =>
    setFilters(FIRST_PAGE, { replace: true }),
  );
  const status = useStatus();
  if (status.data && !status.data.analysis && query.data?.total === 0) {
    return <FirstUse />;
  }
  return (
    <Aside data-drawer={open !== undefined || undefined}>
      <QueryState query={query}>
        {page => (
          <>
            <Headline
              sentence={page.headline}
              second={
                <>
                  <SetAside
                    standings={page.facets.standing}
                    onOnly={standing => setFilters({ ...FIRST_PAGE, standing })}
                  />
                  <Analysed />
                </>
              }
              controls={
                <SearchField
                  label="Search findings"
                  value={filters.q}
                  onChange={q =>
                    setFilters({ ...FIRST_PAGE, q }, { replace: true })
                  }
                />
              }
            />
            <Columns>
              <FilterRail
                filters={filters}
                facets={page.facets}
                onChange={setFilters}
              />
              <List page={page} filters={filters} onChange={setFilters} />
            </Columns>
            <LeavesOut hidden={page.hidden}>
              {isFiltered(filters)
                ? 'what the filters leave out, and couplings that nobody declared'
                : 'resolved findings, and couplings that nobody declared'}
            </LeavesOut>
          </>
        )}
      </QueryState>
      <FindingDrawer />
    </Aside>
  );
}

export function RisksPage() {
  return (
    <PageSheet>
      <RisksView />
    </PageSheet>
  );
}
