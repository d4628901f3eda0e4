import Drawer from '@mui/material/Drawer';
import { styled } from '@mui/material/styles';
import type {
  Observation,
  PromiseView,
  Scorecard,
} from '@posiwid/backstage-plugin-coupling-common';
import { useId } from 'react';
import { messageOf } from '../api/errors';
import { CopyLink } from '../components/CopyLink';
import { EntityLink } from '../components/EntityLink';
import { CloseButton } from '../components/FindingDetail';
import { FindingLines } from '../components/FindingLines';
import { GradeLine } from '../components/GradeLine';
import { LeverageLadder } from '../components/LeverageLadder';
import { Section } from '../components/Section';
import { RowsSkeleton } from '../components/Skeletons';
import { EmptyState } from '../components/States';
import { Act, DottedLink, Muted } from '../components/styled';
import { tokensOf } from '../theme/tokens';
import { days, daysBetween } from '../time';
import { optional } from '../url/params';
import { useCouplingPaths } from '../url/paths';
import { useUrlState } from '../url/useUrlState';
import { count } from '../words';
import { ObservationTable } from './ObservationTable';
import { useObservationsOf } from './queries';
import { PLATFORM, promiseKey } from './scorecardWords';
import { VerdictMark } from './VerdictMark';

const PARAMS = { promise: optional() };

const Panel = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    boxSizing: 'border-box',
    width: 480,
    maxWidth: '100vw',
    minHeight: '100%',
    padding: '16px 22px 28px',
    background: t.surface,
    borderLeft: `1px solid ${t.faint}`,
    color: t.text,
    fontFamily: theme.typography.fontFamily,
    fontSize: 12.5,
    lineHeight: '18px',
    '& *': { boxSizing: 'border-box' },
  };
});

const Top = styled('div')({
  display: 'flex',
  columnGap: 16,
  alignItems: 'baseline',
  '& > :last-child': { marginLeft: 'auto' },
});

const Title = styled('h2')(({ theme }) => ({
  fontFamily: theme.typography.fontFamily,
  fontSize: 17,
  lineHeight: '22px',
  fontWeight: 600,
  margin: '8px 0 2px',
  overflowWrap: 'anywhere',
}));

const Text = styled('p')({ margin: '0 0 4px', overflowWrap: 'anywhere' });

const Lines = styled('ol')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& li': { padding: '1px 0', overflowWrap: 'anywhere' },
});

/** The promise that the address names, and a way to open another; undefined closes it. */
export function useOpenPromise(): [
  string | undefined,
  (promise: string | undefined) => void,
] {
  const [{ promise }, update] = useUrlState(PARAMS);
  return [promise, key => update({ promise: key })];
}

const BY_WORDS: Record<NonNullable<PromiseView['indicts']>['by'], string> = {
  failure: 'fails with',
  change: 'takes changes of',
  delivery: 'ships through',
  retries: 'calls',
};

function Indicted(props: { promise: PromiseView }) {
  const { indicts } = props.promise;
  if (!indicts) {
    return null;
  }
  const { way, others, by, words } = indicts;
  return (
    <Section title="Coupling it points to" aside={BY_WORDS[by]}>
      <Lines>
        {way.map((entity, i) => (
          <li key={entity.ref}>
            {i > 0 && <Muted>→ </Muted>}
            <EntityLink entityRef={entity.ref} title={entity.title} kind />
          </li>
        ))}
      </Lines>
      <Text>{words}</Text>
      {others.length > 0 && (
        <Text>
          <Muted>With it: </Muted>
          {others.map((entity, i) => (
            <span key={entity.ref}>
              {i > 0 && ', '}
              <EntityLink entityRef={entity.ref} title={entity.title} />
            </span>
          ))}
        </Text>
      )}
    </Section>
  );
}

/** Where the observations that are not listed are: those of the same kinds, of all it is about. */
function useRest(
  { of, indicts }: PromiseView,
  scorecard: Scorecard,
  items: readonly Observation[],
): string | undefined {
  const kind = [...new Set(items.map(each => each.kind))];
  const holder = of?.ref ?? scorecard.ref;
  // What delivers is judged by the deployments of all, and so is the platform.
  const isOfAll = indicts?.by === 'delivery' || holder === PLATFORM;
  const entity = isOfAll ? undefined : holder;
  const to = useCouplingPaths().evidence({ kind, entity });
  return items.length > 0 ? to : undefined;
}

function Observed(props: { promise: PromiseView; scorecard: Scorecard }) {
  const { evidence, observations } = props.promise;
  const { items, isPending, error, retry } = useObservationsOf(evidence);
  const rest = useRest(props.promise, props.scorecard, items);
  if (evidence.length === 0) {
    return (
      <Section title="Observations behind it">
        <Text>
          <Muted>
            None: what is declared is all there is to judge it by. An annotation
            alone keeps no promise.
          </Muted>
        </Text>
      </Section>
    );
  }
  const unseen = evidence.length - items.length;
  const all = observations.toLocaleString('en');
  return (
    <Section
      title="Observations behind it"
      aside={
        observations > evidence.length ? (
          <>
            {evidence.length} of{' '}
            {rest ? (
              <DottedLink
                to={rest}
                aria-label={`${all} observations, in Evidence`}
              >
                {all}
              </DottedLink>
            ) : (
              all
            )}
          </>
        ) : (
          all
        )
      }
    >
      {isPending && <RowsSkeleton rows={4} height={18} />}
      {error && (
        <Text role="alert">
          {messageOf(error)}{' '}
          <Act type="button" onClick={retry}>
            Try again
          </Act>
        </Text>
      )}
      {!isPending && items.length > 0 && (
        <ObservationTable items={items} label="Observations" narrow />
      )}
      {!isPending && !error && unseen > 0 && (
        <Text>
          <Muted>
            {count(unseen, 'observation')} {unseen === 1 ? 'is' : 'are'} no
            longer kept, or of what you may not read.
          </Muted>
        </Text>
      )}
    </Section>
  );
}

function Detail(props: {
  promise: PromiseView;
  scorecard: Scorecard;
  titleId: string;
  close: () => void;
}) {
  const { promise, titleId, close } = props;
  const { of, grade, newest, working, move, findings } = promise;
  const to = useCouplingPaths().scorecard(of?.ref ?? '');
  return (
    <>
      <Top>
        <b>
          <VerdictMark verdict={promise.verdict} />
        </b>
        {grade && (
          <Muted>
            <GradeLine grade={grade} />
            {newest && `, ${days(daysBetween(newest, new Date()))}`}
          </Muted>
        )}
        <CloseButton onClose={close} />
      </Top>
      <Title id={titleId}>{promise.title}</Title>
      <Text>
        <Muted>
          {of && (
            <>{to ? <DottedLink to={to}>{of.title}</DottedLink> : of.title}: </>
          )}
          <code>{promise.claim}</code>
        </Muted>
      </Text>
      <Text>{promise.words}</Text>
      <Text style={{ marginBottom: 16 }}>
        <CopyLink />
      </Text>
      <Section title="How it was judged">
        <Lines>
          {working.map((line, i) => (
            <li key={i}>{line}</li>
          ))}
        </Lines>
      </Section>
      <Indicted promise={promise} />
      <Observed promise={promise} scorecard={props.scorecard} />
      {move && (
        <Section
          title="What would change it"
          aside={<LeverageLadder leverage={move.leverage} />}
        >
          <Text>{move.text}</Text>
        </Section>
      )}
      {findings.length > 0 && (
        <Section title="Findings that say the same">
          <FindingLines ids={findings} />
        </Section>
      )}
    </>
  );
}

/** The promise that `?promise=` names, with everything behind its verdict. Escape closes it and gives the focus back. */
export function PromiseDrawer(props: { scorecard: Scorecard }) {
  const [key, open] = useOpenPromise();
  const titleId = useId();
  const close = () => open(undefined);
  const promise = props.scorecard.promises.find(
    each => promiseKey(each) === key,
  );
  return (
    <Drawer
      anchor="right"
      open={key !== undefined}
      onClose={close}
      ModalProps={{ 'aria-labelledby': titleId }}
      slotProps={{ backdrop: { invisible: true } }}
      PaperProps={
        {
          elevation: 0,
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': titleId,
        } as object
      }
      transitionDuration={120}
    >
      <Panel>
        {promise && (
          <Detail
            promise={promise}
            scorecard={props.scorecard}
            titleId={titleId}
            close={close}
          />
        )}
        {key !== undefined && !promise && (
          <EmptyState
            title="There is no such promise"
            action={<CloseButton onClose={close} />}
          >
            <p id={titleId}>
              It may have been reworded or taken back since the link was made.
            </p>
          </EmptyState>
        )}
      </Panel>
    </Drawer>
  );
}
