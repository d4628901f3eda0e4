import type { SharedDependencyPage } from '@posiwid/backstage-plugin-coupling-common';
import { useSharedDependencies, useStatus } from '../../api/queries';
import { Analysed } from '../../components/AnalysisStatus';
import { CopyLink } from '../../components/CopyLink';
import { FindingDrawer } from '../../components/FindingDrawer';
import { FirstUse } from '../../components/FirstUse';
import { Headline } from '../../components/Headline';
import { LeavesOut } from '../../components/LeavesOut';
import { PageSheet } from '../../components/PageSheet';
import { Pager } from '../../components/Pager';
import { SearchField } from '../../components/SearchField';
import { SelectWord } from '../../components/SelectWord';
import { EmptyState, QueryState } from '../../components/States';
import { TeamFilter } from '../../components/TeamFilter';
import { optional, page, text } from '../../url/params';
import { SCOPE, scopeQuery } from '../../url/scope';
import { useFreshCursor } from '../../url/useFreshCursor';
import { useUrlState } from '../../url/useUrlState';
import { Inventory } from './Inventory';

const PAGE_SIZE = 50;

const PARAMS = {
  ...SCOPE,
  layer: text(),
  q: text(),
  open: optional(),
  page: page(),
  cursor: optional(),
};

const FIRST_PAGE = { page: 1, cursor: undefined } as const;

function layersOf(
  data: SharedDependencyPage,
  chosen: string,
): { value: string; title: string }[] {
  const known = data.layers.map(({ value, count }) => ({
    value,
    title: `${value} (${count})`,
  }));
  const missing =
    chosen !== '' && !known.some(({ value }) => value === chosen)
      ? [{ value: chosen, title: chosen }]
      : [];
  return [{ value: '', title: 'All' }, ...known, ...missing];
}

function SharedDependenciesView() {
  const [state, update] = useUrlState(PARAMS);
  const { layer, q, open, cursor } = state;
  const query = useSharedDependencies({
    ...scopeQuery(state),
    ...(layer ? { layer } : {}),
    ...(q ? { q } : {}),
    ...(cursor ? { cursor } : {}),
    limit: PAGE_SIZE,
  });
  useFreshCursor(query, cursor, () => update(FIRST_PAGE, { replace: true }));
  const status = useStatus();
  if (status.data && !status.data.analysis && query.data?.total === 0) {
    return <FirstUse />;
  }
  return (
    <>
      <QueryState query={query}>
        {data => (
          <>
            <Headline
              sentence={data.headline}
              second={
                <>
                  Entities of two teams or more rest on each.
                  <Analysed />
                </>
              }
              controls={
                <>
                  <TeamFilter />
                  <SelectWord
                    label="Layer"
                    value={layer}
                    options={layersOf(data, layer)}
                    onChange={value => update({ ...FIRST_PAGE, layer: value })}
                  />
                  <SearchField
                    label="Search by name"
                    value={q}
                    onChange={value =>
                      update({ ...FIRST_PAGE, q: value }, { replace: true })
                    }
                  />
                </>
              }
            />
            {data.items.length === 0 ? (
              <EmptyState title="Nothing shared is in view">
                <p>
                  Something is shared when entities of two teams need it. Widen
                  the filters, or give entities an owner: without owners nothing
                  can be shared between teams.
                </p>
              </EmptyState>
            ) : (
              <Inventory
                items={data.items}
                open={open}
                onOpen={ref => update({ open: ref }, { replace: true })}
              />
            )}
            <Pager
              at={{ page: state.page, cursor }}
              size={PAGE_SIZE}
              shown={data.items.length}
              total={data.total}
              next={data.nextCursor}
              onPage={update}
            >
              <CopyLink />
            </Pager>
            <LeavesOut hidden={data.hidden}>
              what no entity names (power, people on call), sharing inside an
              outside party, and load: a thing may fail from its callers before
              it fails by itself
            </LeavesOut>
          </>
        )}
      </QueryState>
      <FindingDrawer />
    </>
  );
}

export function SharedDependenciesPage() {
  return (
    <PageSheet>
      <SharedDependenciesView />
    </PageSheet>
  );
}
