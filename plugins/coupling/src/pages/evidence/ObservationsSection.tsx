import { styled } from '@mui/material/styles';
import type {
  EvidenceHealth,
  ObservationKind,
} from '@posiwid/backstage-plugin-coupling-common';
import { useCouplingQuery } from '../../api/queries';
import { EntityLink } from '../../components/EntityLink';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { SelectWord } from '../../components/SelectWord';
import { RowsSkeleton } from '../../components/Skeletons';
import { EmptyState, QueryState } from '../../components/States';
import { Act, Muted } from '../../components/styled';
import { kindOf, parseRef } from '../../refs';
import { ObservationTable, useObservations } from '../../scorecard';
import {
  OBSERVATION_KINDS,
  OBSERVATION_WORDS,
} from '../../scorecard/scorecardWords';
import { choices, optional, text } from '../../url/params';
import { useFreshCursor } from '../../url/useFreshCursor';
import { useUrlState } from '../../url/useUrlState';
import { count } from '../../words';

const PAGE_SIZE = 50;

/** As many entities as one request may name. */
const MOST_ENTITIES = 100;

const PARAMS = {
  kind: choices(OBSERVATION_KINDS),
  source: text(),
  entity: text(),
  cursor: optional(),
};

const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 20,
  rowGap: 4,
  alignItems: 'baseline',
  marginBottom: 6,
});

const Foot = styled('div')({
  display: 'flex',
  columnGap: 16,
  padding: '7px 0',
});

const COLLECTIVE = new Set(['group', 'user', 'system', 'domain']);

/** A full ref: as catalogs write it, a bare name is a component of the default namespace. */
function fullRef(value: string): string {
  const parsed = parseRef(value.includes(':') ? value : `component:${value}`);
  return parsed
    ? `${parsed.kind}:${parsed.namespace}/${parsed.name}`.toLocaleLowerCase(
        'en-US',
      )
    : value;
}

/** What the address narrows to: a thing, or a team, system or domain with all that it is made of. */
function useParts(entity: string) {
  const ref = entity.trim() === '' ? undefined : fullRef(entity.trim());
  const collective = ref !== undefined && COLLECTIVE.has(kindOf(ref));
  const view = useCouplingQuery(
    'entity-view',
    ref,
    (client, signal) => client.getEntityView({ ref: ref! }, { signal }),
    { enabled: collective, placeholderData: undefined },
  );
  const members = view.data?.members.map(each => each.entity.ref) ?? [];
  const all = ref === undefined ? [] : [...new Set([ref, ...members])];
  return {
    ref,
    collective,
    known: !collective || view.data !== undefined || view.isError,
    parts: all.slice(0, MOST_ENTITIES),
    more: Math.max(0, all.length - MOST_ENTITIES),
  };
}

/** Observations, newest first, narrowed by what they are, where they come from and what they name. */
export function ObservationsSection(props: { health: EvidenceHealth }) {
  const { health } = props;
  const [state, update] = useUrlState(PARAMS);
  const { kind, source, entity, cursor } = state;
  const { ref, collective, known, parts, more } = useParts(entity);
  const query = useObservations(
    {
      ...(kind.length > 0 ? { kind } : {}),
      ...(source ? { source } : {}),
      ...(parts.length > 0 ? { entity: parts } : {}),
      ...(cursor ? { cursor } : {}),
      limit: PAGE_SIZE,
    },
    known,
  );
  useFreshCursor(query, cursor, () =>
    update({ cursor: undefined }, { replace: true }),
  );
  const sources = health.sources.map(each => each.source);
  if (source && !sources.includes(source)) {
    sources.push(source);
  }
  const filtered = kind.length > 0 || source !== '' || entity !== '';
  return (
    <Section title="Observations" aside="newest first">
      <Line>
        <SelectWord
          label="Kind"
          value={kind.length === 1 ? kind[0] : ''}
          options={[
            {
              value: '',
              title: kind.length > 1 ? `${kind.length} kinds` : 'any',
            },
            ...OBSERVATION_KINDS.map(value => ({
              value,
              title: OBSERVATION_WORDS[value][0],
            })),
          ]}
          onChange={value =>
            update({
              kind: value ? [value as ObservationKind] : [],
              cursor: undefined,
            })
          }
        />
        <SelectWord
          label="Source"
          value={source}
          options={[
            { value: '', title: 'any' },
            ...sources.map(value => ({ value, title: value })),
          ]}
          onChange={value => update({ source: value, cursor: undefined })}
        />
        <SearchField
          label="Entity by its name"
          value={entity}
          onChange={value =>
            update({ entity: value, cursor: undefined }, { replace: true })
          }
        />
        {ref && (
          <span>
            <Muted>naming</Muted> <EntityLink entityRef={ref} kind />
            {collective && (
              <Muted>
                {' '}
                or its {count(parts.length - 1, 'entity', 'entities')}
                {more > 0 && `; ${more} more are left out`}
              </Muted>
            )}
          </span>
        )}
        {filtered && (
          <Act
            type="button"
            onClick={() =>
              update({ kind: [], source: '', entity: '', cursor: undefined })
            }
          >
            Clear filters
          </Act>
        )}
      </Line>
      <QueryState query={query} skeleton={<RowsSkeleton />}>
        {page => (
          <>
            {page.items.length === 0 ? (
              <EmptyState title="No observation">
                <p>
                  {filtered
                    ? 'None passes these filters. That none was sent does not mean that nothing happened.'
                    : 'None was sent, or none that you may read.'}
                </p>
              </EmptyState>
            ) : (
              <ObservationTable items={page.items} label="Observations" />
            )}
            <Foot>
              {cursor && (
                <Act
                  type="button"
                  onClick={() => update({ cursor: undefined })}
                >
                  Newest
                </Act>
              )}
              {page.nextCursor && (
                <Act
                  type="button"
                  onClick={() => update({ cursor: page.nextCursor })}
                >
                  Older
                </Act>
              )}
              {page.hidden > 0 && (
                <Muted>
                  {count(page.hidden, 'observation')} of what you may not read
                  {page.hidden === 1 ? ' is' : ' are'} passed over
                </Muted>
              )}
            </Foot>
          </>
        )}
      </QueryState>
    </Section>
  );
}
