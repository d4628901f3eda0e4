import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import type { Status } from '@posiwid/backstage-plugin-coupling-common';
import { messageOf } from '../api/errors';
import { useAnalyseNow, useStatus } from '../api/queries';
import { tokensOf } from '../theme/tokens';
import { ago } from '../time';
import { useCouplingPaths } from '../url/paths';
import { AccentLink, Act } from './styled';

type Running = NonNullable<Status['running']>;

const PHASE_WORDS: Record<Running['phase'], string> = {
  scan: 'Reading the catalog',
  model: 'Building the graph',
  structure: 'Finding what reaches what',
  ownership: 'Finding who owns what',
  failure: 'Testing what is redundant on paper',
  findings: 'Looking for findings',
  store: 'Storing',
};

const Progress = styled('div')(({ theme }) => ({
  marginBottom: 14,
  color: tokensOf(theme).muted,
  fontSize: 12,
}));

const Banner = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    marginBottom: 14,
    padding: '7px 0 7px 12px',
    borderLeft: `3px solid ${t.severity.high}`,
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 16,
  };
});

/** An analysis under way, with how far it is. */
export function RunningProgress(props: { running: Running }) {
  const { phase, done, total } = props.running;
  const known = total > 0;
  const words = PHASE_WORDS[phase];
  const far = known
    ? `, ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
    : done > 0 && `, ${done.toLocaleString('en')} so far`;
  return (
    <Progress role="status">
      <LinearProgress
        aria-label="Analysis"
        variant={known ? 'determinate' : 'indeterminate'}
        value={known ? Math.min(100, (100 * done) / total) : undefined}
        sx={{ height: 2, marginBottom: '4px' }}
      />
      Analysing. {words}
      {far}
    </Progress>
  );
}

/** Starts an analysis; nothing for readers who may not. */
export function AnalyseNow(props: { status?: Status }) {
  const analyse = useAnalyseNow();
  if (!props.status?.mayAnalyse) {
    return null;
  }
  const busy = analyse.isPending || props.status.running !== undefined;
  return (
    <>
      <Act type="button" disabled={busy} onClick={() => analyse.mutate()}>
        {busy ? 'Analysing…' : 'Analyse now'}
      </Act>
      {analyse.isError && <span role="alert"> {messageOf(analyse.error)}</span>}
    </>
  );
}

/** Says that what is shown is old, how old, and why; nothing when it is fresh. */
export function StaleBanner(props: { status: Status }) {
  const { analysis, stale, lastFailure } = props.status;
  if (!stale || !analysis) {
    return null;
  }
  return (
    <Banner role="status">
      <span>
        {lastFailure ? 'The newest analysis failed. ' : ''}
        What you see is from {ago(analysis.ageSeconds)}.
        {lastFailure && ` ${messageOf(lastFailure.message)}`}
      </span>
      <AnalyseNow status={props.status} />
    </Banner>
  );
}

/** What stands above every page: progress while an analysis runs, a warning when the last one is old. */
export function AnalysisStatus() {
  const { data } = useStatus();
  if (!data) {
    return null;
  }
  return (
    <>
      {data.running && <RunningProgress running={data.running} />}
      <StaleBanner status={data} />
    </>
  );
}

/** `Analysed 5 min ago.`, the button beside it, and the way to what was observed. */
export function Analysed() {
  const { data } = useStatus();
  const evidence = useCouplingPaths().evidence({});
  if (!data?.analysis) {
    return null;
  }
  return (
    <>
      {' '}
      Analysed {ago(data.analysis.ageSeconds)}. <AnalyseNow status={data} />
      {evidence && (
        <>
          {' '}
          <AccentLink to={evidence}>Evidence</AccentLink>
        </>
      )}
    </>
  );
}
