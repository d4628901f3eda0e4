import type { Csr } from './csr';
import type { Components } from './scc';
import type { Estimate } from './types';

export interface Visibility {
  in: Uint32Array;
  out: Uint32Array;
  propagationCost: Estimate;
}

export function visibilityOf(needs: Csr, _components: Components): Visibility {
  const n = needs.nodes;
  const seenBy = new Uint32Array(n);
  const sees = new Uint32Array(n);
  let ones = 0;
  for (let v = 0; v < n; v++) {
    const seen = new Set([v]);
    for (const w of seen) {
      for (let e = needs.start[w]; e < needs.start[w + 1]; e++)
        seen.add(needs.targets[e]);
    }
    sees[v] = seen.size;
    ones += seen.size;
    for (const w of seen) seenBy[w]++;
  }
  return {
    in: seenBy,
    out: sees,
    propagationCost: {
      value: n === 0 ? 0 : ones / (n * n),
      method: 'exact',
      error: 0,
    },
  };
}
