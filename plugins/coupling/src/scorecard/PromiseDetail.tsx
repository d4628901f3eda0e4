import { styled } from '@mui/material/styles';
import type {
  Observation,
  PromiseView,
  Scorecard,
} from '@posiwid/backstage-plugin-coupling-common';
import { messageOf } from '../api/errors';
import { CopyLink } from '../components/CopyLink';
import {
  CloseButton,
  DetailText,
  DetailTitle,
  DetailTop,
} from '../components/DetailDrawer';
import { EntityLink } from '../components/EntityLink';
import { FindingLines } from '../components/FindingLines';
import { GradeLine } from '../components/GradeLine';
import { LeverageLadder } from '../components/LeverageLadder';
import { Section } from '../components/Section';
import { RowsSkeleton } from '../components/Skeletons';
import { Act, DottedLink, Muted } from '../components/styled';
import { days, daysBetween } from '../time';
import { useCouplingPaths } from '../url/paths';
import { count } from '../words';
import { ObservationTable } from './ObservationTable';
import { useObservationsOf } from './queries';
import { PLATFORM } from './scorecardWords';
import { VerdictMark } from './VerdictMark';

const Lines = styled('ol')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& li': { padding: '1px 0', overflowWrap: 'anywhere' },
});

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
      <DetailText>{words}</DetailText>
      {others.length > 0 && (
        <DetailText>
          <Muted>With it: </Muted>
          {others.map((entity, i) => (
            <span key={entity.ref}>
              {i > 0 && ', '}
              <EntityLink entityRef={entity.ref} title={entity.title} />
            </span>
          ))}
        </DetailText>
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
        <DetailText>
          <Muted>
            None: what is declared is all there is to judge it by. An annotation
            alone keeps no promise.
          </Muted>
        </DetailText>
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
        <DetailText role="alert">
          {messageOf(error)}{' '}
          <Act type="button" onClick={retry}>
            Try again
          </Act>
        </DetailText>
      )}
      {!isPending && items.length > 0 && (
        <ObservationTable items={items} label="Observations" narrow />
      )}
      {!isPending && !error && unseen > 0 && (
        <DetailText>
          <Muted>
            {count(unseen, 'observation')} {unseen === 1 ? 'is' : 'are'} no
            longer kept, or of what you may not read.
          </Muted>
        </DetailText>
      )}
    </Section>
  );
}

/** One promise with everything behind its verdict. */
export function PromiseDetail(props: {
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
      <DetailTop>
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
      </DetailTop>
      <DetailTitle id={titleId}>{promise.title}</DetailTitle>
      <DetailText>
        <Muted>
          {of && (
            <>{to ? <DottedLink to={to}>{of.title}</DottedLink> : of.title}: </>
          )}
          <code>{promise.claim}</code>
        </Muted>
      </DetailText>
      <DetailText>{promise.words}</DetailText>
      <DetailText style={{ marginBottom: 16 }}>
        <CopyLink />
      </DetailText>
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
          <DetailText>{move.text}</DetailText>
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
