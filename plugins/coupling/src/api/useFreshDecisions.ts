import type { DecisionList } from '@posiwid/backstage-plugin-coupling-common';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ROOT } from './queries';
import { useSignals } from './useSignals';

/** Signals of what was decided. */
export const DECISIONS_CHANNEL = 'coupling:decisions';

/** Of one finding, and of many: what says where findings stand. */
const OF_ONE = ['finding', 'decisions'];
const OF_MANY = ['findings', 'overview', 'entity-view', 'agenda'];

/** A meeting decides every few seconds; lists are read again no more often than this. Milliseconds. */
const PAUSE = 2_000;

type Decided = { findingId: string; position: number };

/** Reads again what is on screen and what somebody else has just decided about. */
export function useFreshDecisions(): void {
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  useSignals<Decided>(DECISIONS_CHANNEL, ({ findingId, position }) => {
    const known = queryClient.getQueryData<DecisionList>([
      ROOT,
      'decisions',
      findingId,
    ]);
    // One's own decision, which was on screen before its signal came.
    if (known && known.standing.position >= position) return;
    for (const name of OF_ONE) {
      queryClient.invalidateQueries({ queryKey: [ROOT, name, findingId] });
    }
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      for (const name of OF_MANY) {
        queryClient.invalidateQueries({ queryKey: [ROOT, name] });
      }
    }, PAUSE);
  });
}
