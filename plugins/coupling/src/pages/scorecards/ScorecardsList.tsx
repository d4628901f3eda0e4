import type {
  ScorecardPage,
  Verdict,
} from '@posiwid/backstage-plugin-coupling-common';
import { useNavigate } from 'react-router-dom';
import { useStatus, useTeams } from '../../api/queries';
import { Analysed } from '../../components/AnalysisStatus';
import { CopyLink } from '../../components/CopyLink';
import { FirstUse } from '../../components/FirstUse';
import { Headline } from '../../components/Headline';
import { LeavesOut } from '../../components/LeavesOut';
import { Pager } from '../../components/Pager';
import { SearchField } from '../../components/SearchField';
import { SelectWord } from '../../components/SelectWord';
import { EmptyState, QueryState } from '../../components/States';
import { AccentLink, Act } from '../../components/styled';
import { TeamFilter } from '../../components/TeamFilter';
import {
  ScorecardTable,
  StatePurpose,
  VerdictTally,
  useScorecards,
} from '../../scorecard';
import { PLATFORM, VERDICTS } from '../../scorecard/scorecardWords';
import { optional, page, text, type Param } from '../../url/params';
import { useCouplingPaths } from '../../url/paths';
import { SCOPE, scopeQuery, type Scope } from '../../url/scope';
import { useFreshCursor } from '../../url/useFreshCursor';
import { useUrlState } from '../../url/useUrlState';
import { count } from '../../words';

const PAGE_SIZE = 25;

const KINDS = ['entity', 'system', 'domain'] as const;

/** One of a few words, or none of them. */
function oneOf<T extends string>(values: readonly T[]): Param<T | undefined> {
  return {
    read: raw => values.find(value => value === raw[0]),
    write: value => (value ? [value] : []),
  };
}

const PARAMS = {
  ...SCOPE,
  verdict: oneOf(VERDICTS),
  kind: oneOf(KINDS),
  q: text(),
  page: page(),
  cursor: optional(),
};

const FIRST_PAGE = { page: 1, cursor: undefined } as const;
const NO_FILTERS = {
  ...FIRST_PAGE,
  team: [],
  verdict: undefined,
  kind: undefined,
  q: '',
};

/** Scorecards of teams and of the platform: rolled up, the worst of each named. */
function RollUps(props: { scope: Scope }) {
  const paths = useCouplingPaths();
  const navigate = useNavigate();
  const { data: teams = [] } = useTeams();
  const platform = paths.scorecard(PLATFORM);
  if (!platform) {
    return null;
  }
  const [only] = props.scope.team;
  const chosen =
    props.scope.team.length === 1
      ? teams.find(({ ref }) => ref === only)
      : undefined;
  return (
    <>
      Rolled up: <AccentLink to={platform}>the platform</AccentLink>
      {chosen && (
        <>
          ,{' '}
          <AccentLink to={paths.scorecard(chosen.ref)!}>
            {chosen.title}
          </AccentLink>
        </>
      )}
      {teams.length > 0 && (
        <>
          {' · '}
          <SelectWord
            label="a team:"
            value=""
            options={[
              { value: '', title: 'choose' },
              ...teams.map(({ ref, title }) => ({ value: ref, title })),
            ]}
            onChange={ref => ref && navigate(paths.scorecard(ref)!)}
          />
        </>
      )}
    </>
  );
}

/** The same list, narrowed to what has a promise of one verdict. */
function useVerdictLink(
  scope: Scope,
): (verdict: Verdict) => string | undefined {
  const paths = useCouplingPaths();
  return verdict => {
    const query = new URLSearchParams();
    SCOPE.team.write(scope.team).forEach(team => query.append('team', team));
    SCOPE.children
      .write(scope.children)
      .forEach(children => query.append('children', children));
    query.set('verdict', verdict);
    return paths.page('scorecards', query);
  };
}

function Nothing(props: { filtered: boolean; onClear: () => void }) {
  if (props.filtered) {
    return (
      <EmptyState
        title="Nothing passes these filters"
        action={
          <Act type="button" onClick={props.onClear}>
            Clear filters
          </Act>
        }
      >
        <p>Take one of them off, or search for another name.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <EmptyState title="Nobody states a purpose yet">
        <p>
          A purpose is what something is said to be for; its promises can be
          held against what was seen. One component, system or domain is enough
          to begin with.
        </p>
      </EmptyState>
      <StatePurpose />
    </>
  );
}

function List(props: {
  data: ScorecardPage;
  state: { page: number; cursor: string | undefined };
  filtered: boolean;
  onChange: (change: Partial<typeof NO_FILTERS>) => void;
}) {
  const { data, state, filtered, onChange } = props;
  return (
    <>
      {data.items.length === 0 ? (
        <Nothing filtered={filtered} onClear={() => onChange(NO_FILTERS)} />
      ) : (
        <ScorecardTable items={data.items} label="Scorecards" />
      )}
      <Pager
        at={state}
        size={PAGE_SIZE}
        shown={data.items.length}
        total={data.total}
        next={data.nextCursor}
        onPage={at => onChange(at as Partial<typeof NO_FILTERS>)}
      >
        <CopyLink />
      </Pager>
    </>
  );
}

/** What states a purpose: what each says, what it does, most contradicted first. */
export function ScorecardsList() {
  const [state, update] = useUrlState(PARAMS);
  const { verdict, kind, q, cursor, team } = state;
  const query = useScorecards({
    ...scopeQuery(state),
    ...(verdict ? { verdict: [verdict] } : {}),
    ...(kind ? { kind: [kind] } : {}),
    ...(q ? { q } : {}),
    ...(cursor ? { cursor } : {}),
    limit: PAGE_SIZE,
  });
  useFreshCursor(query, cursor, () => update(FIRST_PAGE, { replace: true }));
  const verdictLink = useVerdictLink(state);
  const status = useStatus();
  if (status.data && !status.data.analysis && query.data?.total === 0) {
    return <FirstUse />;
  }
  const filtered = Boolean(verdict || kind || q || team.length > 0);
  return (
    <QueryState query={query}>
      {data => (
        <>
          <Headline
            sentence={data.headline}
            second={
              <>
                <VerdictTally verdicts={data.verdicts} to={verdictLink} />
                <br />
                {data.unstated > 0 &&
                  `${count(
                    data.unstated,
                    'entity',
                    'entities',
                  )} that others need ${
                    data.unstated === 1 ? 'states' : 'state'
                  } no purpose.`}
                <Analysed />
                <br />
                <RollUps scope={state} />
              </>
            }
            controls={
              <>
                <TeamFilter />
                <SelectWord
                  label="Verdict"
                  value={verdict ?? ''}
                  options={[
                    { value: '', title: 'any' },
                    ...VERDICTS.map(value => ({ value, title: value })),
                  ]}
                  onChange={value =>
                    update({
                      ...FIRST_PAGE,
                      verdict: VERDICTS.find(each => each === value),
                    })
                  }
                />
                <SelectWord
                  label="Kind"
                  value={kind ?? ''}
                  options={[
                    { value: '', title: 'any' },
                    ...KINDS.map(value => ({ value, title: value })),
                  ]}
                  onChange={value =>
                    update({
                      ...FIRST_PAGE,
                      kind: KINDS.find(each => each === value),
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
          <List
            data={data}
            state={state}
            filtered={filtered}
            onChange={change => update(change)}
          />
          <LeavesOut hidden={data.hidden}>
            {[
              'purposes that nobody wrote down',
              ...data.omissions.map(({ text: words }) => words),
              'whatever no source reports',
            ].join('; ')}
          </LeavesOut>
        </>
      )}
    </QueryState>
  );
}
