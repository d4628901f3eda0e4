import { useCallback, useState } from 'react';
import type { Draft } from './draft';

/** Where this browser tab keeps what was typed, until it is sent: a closed drawer or a reload loses nothing. */
const PREFIX = 'coupling.draft.';

/** A browser may refuse to keep anything; then what was typed lives as long as the form. */
function kept(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

function read(key: string): Draft | undefined {
  try {
    const found = JSON.parse(kept()?.getItem(PREFIX + key) ?? 'null');
    return typeof found === 'object' && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}

/** A draft that outlives its form, under a name of its own. */
export function useDraft(
  key: string,
  first: () => Draft,
): { draft: Draft; change: (change: Draft) => void; drop: () => void } {
  const [draft, setDraft] = useState<Draft>(() => read(key) ?? first());
  const change = useCallback(
    (part: Draft) =>
      setDraft(before => {
        const after = { ...before, ...part };
        try {
          kept()?.setItem(PREFIX + key, JSON.stringify(after));
        } catch {
          // Full: see above.
        }
        return after;
      }),
    [key],
  );
  const drop = useCallback(() => kept()?.removeItem(PREFIX + key), [key]);
  return { draft, change, drop };
}
