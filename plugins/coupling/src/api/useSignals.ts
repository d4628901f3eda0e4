import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useEffect, useRef } from 'react';

/**
 * Calls with every message of a channel of the portal's signals, where the portal has any. None is skipped when several come at
 * once, as a hook that keeps the last one would.
 */
export function useSignals<T extends Record<string, string | number>>(
  channel: string,
  onMessage: (message: T) => void,
): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(onMessage);
  latest.current = onMessage;
  useEffect(() => {
    if (!signals) return undefined;
    const { unsubscribe } = signals.subscribe<T>(channel, message =>
      latest.current(message),
    );
    return unsubscribe;
  }, [signals, channel]);
}
