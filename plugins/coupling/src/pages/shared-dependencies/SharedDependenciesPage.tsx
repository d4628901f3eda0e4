import type { SharedDependencyPage } from '@posiwid/backstage-plugin-coupling-common';
import { useSharedDependencies, useStatus } from '../../api/queries';
import { useRef, useState } from 'react';
import { Analysed } from '../../components/AnalysisStatus';
import { Check } from '../../components/Check';
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
import { Compare } from '../../independence';
import { choice, flag, list, optional, page, text } from '../../url/params';
import { SCOPE, scopeQuery } from '../../url/scope';
import { useFreshCursor } from '../../url/useFreshCursor';
import { useUrlState } from '../../url/useUrlState';
import { ClaimSection } from './ClaimSection';
import { ClockSection } from './ClockSection';
import { Inventory } from './Inventory';

const PAGE_SIZE = 50;

const SORTS = ['reach', 'degrades', 'teams', 'defeats', 'name'] as const;

const PARAMS = {
  ...SCOPE,
  layer: text(),
  q: text(),
  sort: choice(SORTS, 'reach'),
  defeating: flag(false),
  open: optional(),
  /** The shared thing whose claims are shown. */
  thing: optional(),
  claim: optional(),
  compare: list(),
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
  const { layer, q, open, cursor, sort, defeating, thing, compare } = state;
  const claims = useRef<HTMLDivElement>(null);
  // Who follows a link to a comparison came for it.
  const [cameToCompare] = useState(compare.length > 0);
  const query = useSharedDependencies({
    ...scopeQuery(state),
    ...(layer ? { layer } : {}),
    ...(q ? { q } : {}),
    ...(sort !== 'reach' ? { sort } : {}),
    ...(defeating ? { defeating } : {}),
    ...(cursor ? { cursor } : {}),
    limit: PAGE_SIZE,
  });
  useFreshCursor(query, cursor, () => update(FIRST_PAGE, { replace: true }));
  const status = useStatus();
  if (status.data && !status.data.analysis && query.data?.total === 0) {
    return <FirstUse />;
  }
  const comparison = (
    <Compare
      refs={compare}
      onChange={refs => update({ compare: refs }, { replace: true })}
    />
  );
  return (
    <>
      {cameToCompare && <div style={{ marginBottom: 30 }}>{comparison}</div>}
      <QueryState query={query}>
        {data => (
          <>
            <Headline
              sentence={data.headline}
              second={
                <>
                  Two teams, or the members of one claim of redundancy, rest on
                  each.
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
                  <SelectWord
                    label="Sorted by"
                    value={sort}
                    options={SORTS.map(value => ({ value, title: value }))}
                    onChange={value =>
                      update({
                        ...FIRST_PAGE,
                        sort: SORTS.find(each => each === value),
                      })
                    }
                  />
                  <span style={{ flex: 'none' }}>
                    <Check
                      checked={defeating}
                      onChange={() =>
                        update({ ...FIRST_PAGE, defeating: !defeating })
                      }
                    >
                      defeats a claim
                    </Check>
                  </span>
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
                chosen={thing}
                onShowClaims={ref => {
                  update({ thing: ref, claim: undefined });
                  claims.current?.scrollIntoView?.({ behavior: 'smooth' });
                }}
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
            <div ref={claims}>
              <ClaimSection
                scope={scopeQuery(state)}
                thing={thing}
                claim={state.claim}
                onChoose={update}
              />
            </div>
            <ClockSection scope={scopeQuery(state)} />
            {!cameToCompare && (
              <div style={{ marginTop: 26 }}>{comparison}</div>
            )}
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
