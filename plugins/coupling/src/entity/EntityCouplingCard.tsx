import { styled } from '@mui/material/styles';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import type {
  EntityView,
  Interface,
} from '@posiwid/backstage-plugin-coupling-common';
import { CouplingProvider } from '../api/CouplingProvider';
import { statusCodeOf } from '../api/errors';
import { useStatus } from '../api/queries';
import {
  AccentLink,
  Act,
  EntityLink,
  Muted,
  Num,
  RowsSkeleton,
} from '../components';
import { tokensOf } from '../theme/tokens';
import { useCouplingPaths, type CouplingPaths } from '../url/paths';
import { count } from '../words';
import { findingsInShort, voiceOf } from './entityWords';
import { AloneStops } from './AloneStops';
import { Fact } from './Fact';
import { PromisesFact } from './PromisesFact';
import { FallsByTeam } from './FallsByTeam';
import { useEntityView } from './useEntityView';

const Body = styled('div')(({ theme }) => ({
  containerType: 'inline-size',
  fontFamily: theme.typography.fontFamily,
  fontSize: 13,
  lineHeight: '18px',
  color: tokensOf(theme).text,
}));

const Facts = styled('dl')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    margin: 0,
    '& > div': {
      display: 'grid',
      gridTemplateColumns: 'max-content 40px minmax(0, 1fr)',
      columnGap: 12,
      alignItems: 'baseline',
      padding: '6px 0',
      borderTop: `1px solid ${t.line}`,
    },
    '& dt': { color: t.muted, width: 142 },
    '& dd': { margin: 0, fontSize: 12, overflowWrap: 'anywhere' },
    '& dd.n': {
      textAlign: 'right',
      fontSize: 16,
      lineHeight: '19px',
      fontWeight: 600,
      overflowWrap: 'normal',
    },
    '@container (max-width: 420px)': {
      '& > div': { gridTemplateColumns: 'minmax(0, 1fr) auto' },
      '& dd:last-child': { gridColumn: '1 / -1' },
    },
  };
});

const Small = styled('div')(({ theme }) => ({
  color: tokensOf(theme).muted,
  fontSize: 13,
}));

const Things = styled('span')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 14,
  rowGap: 2,
});

const SHOWN = 3;

/** Where the numbers of the card lead: the map of one entity, the risks of a team. */
function mapOf(view: EntityView, paths: CouplingPaths): string | undefined {
  return view.kind === 'entity' ? paths.entityMap(view.ref) : undefined;
}

export function risksOf(
  view: EntityView,
  paths: CouplingPaths,
): string | undefined {
  switch (view.kind) {
    case 'team':
      return paths.risks({ team: [view.ref] });
    case 'entity':
      return paths.risks({ entity: view.ref });
    default:
      return paths.page(
        'risks',
        new URLSearchParams({ [view.kind]: view.ref }),
      );
  }
}

function Falls(props: { view: EntityView }) {
  const { view } = props;
  const to = mapOf(view, useCouplingPaths());
  return (
    <Fact
      term={voiceOf(view).falls}
      number={
        <Num
          value={view.fails}
          to={view.fails > 0 ? to : undefined}
          label={`${count(view.fails, 'entity', 'entities')} of ${
            view.ofEntities
          } fail with ${view.title}`}
        />
      }
    >
      {view.fails > 0 ? (
        <FallsByTeam counts={view.failsByTeam} />
      ) : (
        <Muted>nothing that is known to need it</Muted>
      )}
      {view.degrades > 0 && (
        <Muted>and {count(view.degrades, 'entity', 'entities')} degrade</Muted>
      )}
    </Fact>
  );
}

function Stopped(props: { view: EntityView }) {
  const { view } = props;
  const { stoppedBy } = view;
  const to = mapOf(view, useCouplingPaths());
  const more = stoppedBy.count - Math.min(SHOWN, stoppedBy.top.length);
  return (
    <Fact
      term={voiceOf(view).stopped}
      number={
        <Num
          value={stoppedBy.count}
          to={stoppedBy.count > 0 ? to : undefined}
          label={`${count(
            stoppedBy.count,
            'thing',
          )} whose failure alone stops ${
            view.kind === 'entity' ? view.title : `a part of ${view.title}`
          }`}
        />
      }
    >
      {stoppedBy.count === 0 ? (
        <Muted>nothing that it is known to need</Muted>
      ) : (
        <Things>
          {stoppedBy.top.slice(0, SHOWN).map(({ entity, stops }) => (
            <span key={entity.ref}>
              <EntityLink entityRef={entity.ref} title={entity.title} kind />
              {view.kind !== 'entity' && (
                <Muted> {stops.toLocaleString('en')} of its own</Muted>
              )}
            </span>
          ))}
          {more > 0 && <Muted>and {more.toLocaleString('en')} more</Muted>}
        </Things>
      )}
    </Fact>
  );
}

function ownerlessWords(item: Interface): string {
  const [owner] = item.provider.teams;
  const teams = item.consumerTeams.length;
  const who = `${count(teams, 'team')} ${teams === 1 ? 'needs' : 'need'} it`;
  switch (owner?.standing) {
    case 'unknown':
      return `${who}, its owner is not in the catalog`;
    case 'empty':
      return `${who}, its owner has no members`;
    case 'placeholder':
      return `${who}, its owner is a placeholder`;
    default:
      return `${who}, it has no owner`;
  }
}

function Ownerless(props: { view: EntityView }) {
  const { ownerless, needs, neededBy } = props.view;
  const [first] = ownerless;
  const interfaces = needs.length + neededBy.length;
  return (
    <Fact term="Interfaces, no owner" number={<Num value={ownerless.length} />}>
      {first ? (
        <>
          <EntityLink
            entityRef={first.provider.ref}
            title={first.provider.title}
            kind
          />{' '}
          <Muted>
            {ownerlessWords(first)}
            {ownerless.length > 1 && `; and ${ownerless.length - 1} more`}
          </Muted>
        </>
      ) : (
        <Muted>of {count(interfaces, 'interface')} with other teams</Muted>
      )}
    </Fact>
  );
}

function NotAnalysed() {
  const { data } = useStatus();
  if (data?.running) {
    return <Small>An analysis is under way.</Small>;
  }
  return (
    <Small>
      {data && !data.analysis
        ? 'The catalog has not been analysed yet.'
        : 'The last analysis does not know this entity. It may be newer than the analysis, or of a kind that cannot fail.'}
    </Small>
  );
}

function CardError(props: { error: unknown; onRetry: () => void }) {
  const code = statusCodeOf(props.error);
  if (code === 401 || code === 403) {
    return (
      <Small role="alert">
        You may not read couplings in this portal. It takes the permission{' '}
        <code>coupling.finding.read</code>.
      </Small>
    );
  }
  if (code === 404) {
    return <NotAnalysed />;
  }
  return (
    <Small role="alert">
      Couplings could not be read.{' '}
      <Act type="button" onClick={props.onRetry}>
        Try again
      </Act>
    </Small>
  );
}

function CardContent() {
  const query = useEntityView();
  const paths = useCouplingPaths();
  const view = query.data;
  const risks = view && risksOf(view, paths);
  const inShort = view?.analysed ? findingsInShort(view.findings) : undefined;
  let content = <RowsSkeleton rows={3} height={18} />;
  if (query.isError) {
    content = <CardError error={query.error} onRetry={() => query.refetch()} />;
  } else if (view && !view.analysed) {
    content = <NotAnalysed />;
  } else if (view) {
    content = (
      <Facts>
        <Falls view={view} />
        <Stopped view={view} />
        <AloneStops view={view} />
        <Ownerless view={view} />
        <PromisesFact view={view} />
      </Facts>
    );
  }
  return (
    <EntityInfoCard
      title="Coupling"
      headerActions={
        inShort &&
        (risks && view?.findings.length ? (
          <AccentLink to={risks}>{inShort}</AccentLink>
        ) : (
          <Muted>{inShort}</Muted>
        ))
      }
    >
      <Body>{content}</Body>
    </EntityInfoCard>
  );
}

/**
 * The card of an entity's page: what falls with it, what alone stops it, which of its interfaces nobody owns, and how its
 * promises stand.
 */
export function EntityCouplingCard() {
  return (
    <CouplingProvider>
      <CardContent />
    </CouplingProvider>
  );
}
