import Drawer from '@mui/material/Drawer';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useFinding } from '../api/queries';
import { tokensOf } from '../theme/tokens';
import { optional } from '../url/params';
import { useUrlState } from '../url/useUrlState';
import { CloseButton, FindingDetail } from './FindingDetail';
import { RowsSkeleton } from './Skeletons';
import { EmptyState, QueryState } from './States';

/** Width of the open drawer in pixels. */
export const DRAWER_WIDTH = 440;

const PARAMS = { finding: optional() };

const Panel = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    boxSizing: 'border-box',
    width: DRAWER_WIDTH,
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
    <Drawer
      anchor="right"
      open={id !== undefined}
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
                  Its cause may be gone for so long that it was cleaned up, or
                  you may not read what it is about.
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
      </Panel>
    </Drawer>
  );
}
