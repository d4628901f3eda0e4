import { useId } from 'react';
import { useFinding } from '../api/queries';
import { optional } from '../url/params';
import { useUrlState } from '../url/useUrlState';
import { CloseButton, DetailDrawer } from './DetailDrawer';
import { FindingDetail } from './FindingDetail';
import { RowsSkeleton } from './Skeletons';
import { EmptyState, QueryState } from './States';

/** Width of the open drawer in pixels. */
export const DRAWER_WIDTH = 440;

const PARAMS = { finding: optional() };

/** The finding that is open in the URL, and a way to open another; undefined closes it. */
export function useOpenFinding(): [
  string | undefined,
  (id: string | undefined) => void,
] {
  const [{ finding }, update] = useUrlState(PARAMS);
  return [finding, id => update({ finding: id })];
}

/**
 * The finding that `?finding=ID` names, on the right side. Holds the focus while it is open and gives it back; Escape
 * closes it. One of it stands on every page that links findings.
 */
export function FindingDrawer() {
  const [id, open] = useOpenFinding();
  const titleId = useId();
  const query = useFinding(id);
  const close = () => open(undefined);
  return (
    <DetailDrawer
      open={id !== undefined}
      onClose={close}
      titleId={titleId}
      width={DRAWER_WIDTH}
    >
      {id !== undefined && (
        <QueryState
          query={query}
          skeleton={<RowsSkeleton rows={12} height={18} />}
          notFound={
            <EmptyState
              title="There is no such finding"
              action={<CloseButton onClose={close} />}
            >
              <p>
                Its cause may be gone for so long that it was cleaned up, or you
                may not read what it is about.
              </p>
            </EmptyState>
          }
        >
          {finding => (
            <FindingDetail
              finding={finding}
              titleId={titleId}
              close={<CloseButton onClose={close} />}
            />
          )}
        </QueryState>
      )}
    </DetailDrawer>
  );
}
