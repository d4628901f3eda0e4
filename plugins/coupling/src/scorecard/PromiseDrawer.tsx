import type { Scorecard } from '@posiwid/backstage-plugin-coupling-common';
import { useId } from 'react';
import { CloseButton, DetailDrawer } from '../components/DetailDrawer';
import { EmptyState } from '../components/States';
import { optional } from '../url/params';
import { useUrlState } from '../url/useUrlState';
import { PromiseDetail } from './PromiseDetail';
import { promiseKey } from './scorecardWords';

/** Of the open drawer, in pixels. */
const WIDTH = 480;

const PARAMS = { promise: optional() };

/** The promise that the address names, and a way to open another; undefined closes it. */
export function useOpenPromise(): [
  string | undefined,
  (promise: string | undefined) => void,
] {
  const [{ promise }, update] = useUrlState(PARAMS);
  return [promise, key => update({ promise: key })];
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
    <DetailDrawer
      open={key !== undefined}
      onClose={close}
      titleId={titleId}
      width={WIDTH}
    >
      {promise && (
        <PromiseDetail
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
    </DetailDrawer>
  );
}
