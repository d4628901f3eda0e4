import {
  OBSERVATION_KINDS,
  type Calls,
  type Deployment,
  type ObservationKind,
} from '@posiwid/coupling-engine';
import type { EvidencePolicy } from '../evidence/ObservationStore';

/** Everything is kept for a year and a bit, unless said otherwise. */
export function evidencePolicy(
  more: Partial<EvidencePolicy> = {},
): EvidencePolicy {
  return {
    maximum: 1_000_000,
    retentionDays: Object.fromEntries(
      OBSERVATION_KINDS.map(kind => [kind, 400]),
    ) as Record<ObservationKind, number>,
    thinCallsAfterDays: 30,
    ...more,
  };
}

/** A deployment as the engine reads it. */
export function deployment(
  id: string,
  more: Partial<Deployment> = {},
): Deployment {
  return {
    kind: 'deployment',
    source: 'ci',
    id,
    at: '2026-03-01T10:00:00.000Z',
    entity: 'component:default/db',
    outcome: 'succeeded',
    ...more,
  };
}

export function calls(id: string, more: Partial<Calls> = {}): Calls {
  return {
    kind: 'calls',
    source: 'mesh',
    id,
    at: '2026-03-01T10:00:00.000Z',
    from: 'component:default/r1',
    to: 'component:default/db',
    windowStart: '2026-03-01T09:00:00.000Z',
    windowEnd: '2026-03-01T10:00:00.000Z',
    requests: 10,
    ...more,
  };
}
