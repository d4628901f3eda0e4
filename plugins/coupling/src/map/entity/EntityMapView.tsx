import { styled } from '@mui/material/styles';
import type { EntityMap } from '@posiwid/backstage-plugin-coupling-common';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  Act,
  EmptyState,
  Headline,
  LeavesOut,
  Num,
  QueryState,
} from '../../components';
import { nameOf } from '../../refs';
import { tokensOf, useTokens } from '../../theme/tokens';
import { writeUrl } from '../../url/useUrlState';
import { count } from '../../words';
import { MapControls } from '../MapControls';
import { DEPTHS, MAP_PARAMS, type ChangeMap, type MapState } from '../mapUrl';
import { useEntityMap } from '../queries';
import { SeenFilter } from '../SeenFilter';
import { SEEN_WORDS } from '../seenWords';
import { EntityMapControls } from './EntityMapControls';
import { EntityMapLegend } from './EntityMapLegend';
import { EntityMapPicture } from './EntityMapPicture';
import { EntityMapTable } from './EntityMapTable';
import { entityName } from './entityMapWords';
import { PathPanel } from './PathPanel';
import { ReachList } from './ReachList';
import { TeamStrip } from './TeamStrip';
import { UndeclaredPanel } from './UndeclaredPanel';

type Reach = 'fails' | 'degrades';

const Sums = styled('div')(({ theme }) => ({
  display: 'flex',
  columnGap: 20,
  whiteSpace: 'nowrap',
  color: tokensOf(theme).muted,
  '& svg': { width: 9, height: 9, marginRight: 6 },
}));

function Square(props: { fill: string; stroke?: string }) {
  return (
    <svg viewBox="0 0 9 9" aria-hidden>
      <rect x=".5" y=".5" width="8" height="8" {...props} />
    </svg>
  );
}

/** How many fail, degrade and keep working; the first two open who they are. */
function Outcome(props: {
  map: EntityMap;
  reach?: Reach;
  onReach: (reach: Reach | undefined) => void;
}) {
  const { map, reach, onReach } = props;
  const tokens = useTokens();
  // The focus itself is neither hit by its failure nor left working.
  const keeps = Math.max(0, map.ofEntities - map.fails - map.degrades - 1);
  const toggle = (state: Reach) => () =>
    onReach(reach === state ? undefined : state);
  const name = entityName(map.focus);
  return (
    <Sums>
      <span>
        <Square fill={tokens.fails} />
        <Num
          value={map.fails}
          onClick={toggle('fails')}
          expanded={reach === 'fails'}
          label={`${map.fails} entities that fail with ${name}`}
        />{' '}
        fail
      </span>
      <span>
        <Square fill={tokens.degrades} />
        <Num
          value={map.degrades}
          onClick={toggle('degrades')}
          expanded={reach === 'degrades'}
          label={`${map.degrades} entities that degrade with ${name}`}
        />{' '}
        degrade
      </span>
      <span>
        <Square fill="none" stroke={tokens.faint} />
        {keeps.toLocaleString('en')} keep working
      </span>
    </Sums>
  );
}

/** What is around the picture and not in it, with a way there. */
function Omitted(props: {
  map: EntityMap;
  state: MapState;
  onChange: ChangeMap;
  onReach: (reach: Reach) => void;
}) {
  const { map, state, onChange, onReach } = props;
  const { needsFocus, needed } = map.truncated;
  const name = entityName(map.focus);
  const deeper = DEPTHS[DEPTHS.indexOf(state.depth) + 1];
  return (
    <LeavesOut hidden={map.hidden}>
      {needsFocus > 0 && (
        <>
          {count(needsFocus, 'entity', 'entities')} more that{' '}
          {needsFocus === 1 ? 'needs' : 'need'} {name} (
          <Act type="button" onClick={() => onReach('fails')}>
            list all that fail
          </Act>
          ),{' '}
        </>
      )}
      {needed > 0 && (
        <>
          {count(needed, 'entity', 'entities')} more that {name} needs
          {deeper && (
            <>
              {' '}
              (
              <Act type="button" onClick={() => onChange({ depth: deeper })}>
                show {deeper} steps
              </Act>
              )
            </>
          )}
          ,{' '}
        </>
      )}
      {state.strength === 'hard' && 'soft couplings, '}
      {state.seen !== 'all' &&
        `couplings that are not ${SEEN_WORDS[state.seen]}, `}
      couplings that pass {name} by, those that nobody declared or observed, and
      anything inside {name}
    </LeavesOut>
  );
}

/** A path with one end chosen leads to, or from, the focus. */
function pathEnds(state: MapState & { entity: string }) {
  const { entity, pathFrom, pathTo } = state;
  return pathFrom || pathTo
    ? { pathFrom: pathFrom ?? entity, pathTo: pathTo ?? entity }
    : {};
}

/** Around one entity: what falls with it, who needs it, and what it needs. */
export function EntityMapView(props: {
  state: MapState & { entity: string };
  onChange: ChangeMap;
}) {
  const { state, onChange } = props;
  const [search] = useSearchParams();
  const [reach, setReach] = useState<Reach>();
  const query = useEntityMap({
    ref: state.entity,
    depth: Number(state.depth),
    strength: state.strength,
    seen: state.seen,
    ...pathEnds(state),
  });
  const searchFor = useCallback(
    (ref: string) =>
      `?${writeUrl(MAP_PARAMS, search, {
        entity: ref,
        pathFrom: undefined,
        pathTo: undefined,
      })}`,
    [search],
  );
  const counts = query.data?.seen;
  const controls = useMemo(
    () => (
      <MapControls state={state} onChange={onChange}>
        <SeenFilter state={state} counts={counts} onChange={onChange} />
        <EntityMapControls state={state} onChange={onChange} />
      </MapControls>
    ),
    [state, counts, onChange],
  );
  return (
    <QueryState
      query={query}
      notFound={
        <>
          {controls}
          <EmptyState
            title={`The last analysis does not know ${nameOf(state.entity)}`}
          >
            <p>
              It may be new, gone, of a kind that cannot fail, or hidden from
              you in the catalog. Choose another entity above.
            </p>
          </EmptyState>
        </>
      }
    >
      {map => (
        <>
          <Headline
            sentence={map.headline}
            second={map.summary}
            controls={<Outcome map={map} reach={reach} onReach={setReach} />}
          />
          {controls}
          <div style={{ opacity: query.isPlaceholderData ? 0.6 : 1 }}>
            <TeamStrip counts={map.byTeam} />
            {reach && (
              <div style={{ padding: '10px 0' }}>
                <ReachList
                  entityRef={map.focus.ref}
                  state={reach}
                  onClose={() => setReach(undefined)}
                />
              </div>
            )}
            {state.table ? (
              <>
                {map.path && <PathPanel path={map.path} map={map} />}
                <EntityMapTable map={map} />
              </>
            ) : (
              <EntityMapPicture
                map={map}
                searchFor={searchFor}
                corner={map.path && <PathPanel path={map.path} map={map} />}
              />
            )}
            {!state.table && <EntityMapLegend map={map} />}
            <div style={{ marginTop: 22 }}>
              <UndeclaredPanel map={map} />
            </div>
          </div>
          <Omitted
            map={map}
            state={state}
            onChange={onChange}
            onReach={setReach}
          />
        </>
      )}
    </QueryState>
  );
}
