/** Mechanisms that are looked for on couplings, and can be required; what others are stated is shown where it is stated. */
export const MECHANISMS = [
  'timeout',
  'retry-budget',
  'circuit-breaker',
  'bulkhead',
  'load-shedding',
  'progressive-delivery',
  'automatic-rollback',
  'kill-switch',
] as const;
