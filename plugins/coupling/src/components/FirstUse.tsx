import { useStatus } from '../api/queries';
import { messageOf } from '../api/errors';
import { AnalyseNow } from './AnalysisStatus';
import { EmptyState } from './States';

/** Before the first analysis has been stored. */
export function FirstUse() {
  const { data } = useStatus();
  if (data?.running) {
    return (
      <EmptyState title="The first analysis is under way">
        <p>This page fills by itself when it is done.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing has been analysed yet"
      action={<AnalyseNow status={data} />}
    >
      <p>
        The catalog is read on a schedule. From its components, resources, APIs
        and owners follow the shared dependencies, the interfaces between teams,
        and what to talk about; no annotation is needed.
      </p>
      {data?.lastFailure && (
        <p>The last attempt failed: {messageOf(data.lastFailure.message)}</p>
      )}
    </EmptyState>
  );
}
