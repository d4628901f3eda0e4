import { useInterfaces, useStatus } from '../../api/queries';
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
import { choice, optional, page, text } from '../../url/params';
import { SCOPE, scopeQuery } from '../../url/scope';
import { useFreshCursor } from '../../url/useFreshCursor';
import { useUrlState } from '../../url/useUrlState';
import { InterfacesTable } from './InterfacesTable';

const PAGE_SIZE = 50;

const LACKING = ['', 'owner', 'contract', 'api'] as const;

const PARAMS = {
  ...SCOPE,
  lacking: choice(LACKING, ''),
  q: text(),
  open: optional(),
  page: page(),
  cursor: optional(),
};

const FIRST_PAGE = { page: 1, cursor: undefined } as const;

function InterfacesView() {
  const [state, update] = useUrlState(PARAMS);
  const { lacking, q, open, cursor } = state;
  const query = useInterfaces({
    ...scopeQuery(state),
    ...(lacking ? { lacking } : {}),
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
              // A search that finds none does not say that there is none.
              sentence={
                data.items.length === 0 && (q || lacking)
                  ? 'No interface passes these filters'
                  : data.headline
              }
              second={
                <>
                  What one team offers and another needs: one thing with two
                  sides.
                  <Analysed />
                </>
              }
              controls={
                <>
                  <TeamFilter />
                  <SelectWord
                    label="Show"
                    value={lacking}
                    options={[
                      { value: '', title: 'all' },
                      {
                        value: 'owner',
                        title: `without a living owner (${data.lacking.owner})`,
                      },
                      {
                        value: 'contract',
                        title: `without a contract (${data.lacking.contract})`,
                      },
                      {
                        value: 'api',
                        title: `with no API between (${data.lacking.api})`,
                      },
                    ]}
                    onChange={value =>
                      update({
                        ...FIRST_PAGE,
                        lacking: LACKING.find(each => each === value) ?? '',
                      })
                    }
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
              <EmptyState title="No interface between teams is in view">
                <p>
                  An interface is anything that an entity of another team needs.
                  Widen the filters, or declare <code>dependsOn</code> and{' '}
                  <code>consumesApis</code> where teams meet.
                </p>
              </EmptyState>
            ) : (
              <InterfacesTable
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
              interfaces inside one team, and calls that nobody declared
            </LeavesOut>
          </>
        )}
      </QueryState>
      <FindingDrawer />
    </>
  );
}

export function InterfacesPage() {
  return (
    <PageSheet>
      <InterfacesView />
    </PageSheet>
  );
}
