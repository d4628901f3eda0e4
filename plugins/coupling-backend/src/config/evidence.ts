import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  OBSERVATION_KINDS,
  type ObservationKind,
} from '@posiwid/coupling-engine';
import { DAY_MS } from '../day';
import type { IngestionLimits } from '../evidence/limits';
import type { EvidencePolicy } from '../evidence/ObservationStore';

/** What can be set under `coupling.evidence`, with the defaults filled in. */
export interface EvidenceConfig {
  policy: EvidencePolicy;
  limits: IngestionLimits;
  /** Days after which a source that has sent nothing is called silent. */
  silentAfterDays: number;
}

const DEFAULT_MAXIMUM = 5_000_000;
/** A year, which measures look back on, and some more. */
const DEFAULT_RETENTION_DAYS = 400;
const DEFAULT_THIN_DAYS = 30;
const DEFAULT_SILENT_DAYS = 7;
const DEFAULT_LIMITS: IngestionLimits = {
  maxBytes: 256 * 1024 * 1024,
  requestsPerMinute: 600,
  burst: 100,
  concurrent: 4,
};

/** Reads `coupling.evidence`. Throws with the key and what was expected. */
export function readEvidenceConfig(config: Config | undefined): EvidenceConfig {
  const kept = days(config, 'retention.default') ?? DEFAULT_RETENTION_DAYS;
  const known: string[] = ['default', ...OBSERVATION_KINDS];
  for (const key of config?.getOptionalConfig('retention')?.keys() ?? []) {
    if (!known.includes(key)) {
      throw new InputError(
        `coupling.evidence.retention.${key}: not known; expected one of ${known.join(
          ', ',
        )}`,
      );
    }
  }
  const retentionDays = Object.fromEntries(
    OBSERVATION_KINDS.map(kind => [
      kind,
      days(config, `retention.${kind}`) ?? kept,
    ]),
  ) as Record<ObservationKind, number>;
  return {
    policy: {
      maximum: whole(config, 'maximum') ?? DEFAULT_MAXIMUM,
      retentionDays,
      thinCallsAfterDays: days(config, 'thinCallsAfter') ?? DEFAULT_THIN_DAYS,
    },
    limits: {
      maxBytes: whole(config, 'limits.maxBytes') ?? DEFAULT_LIMITS.maxBytes,
      requestsPerMinute:
        whole(config, 'limits.requestsPerMinute') ??
        DEFAULT_LIMITS.requestsPerMinute,
      burst: whole(config, 'limits.burst') ?? DEFAULT_LIMITS.burst,
      concurrent:
        whole(config, 'limits.concurrent') ?? DEFAULT_LIMITS.concurrent,
    },
    silentAfterDays: days(config, 'silentAfter') ?? DEFAULT_SILENT_DAYS,
  };
}

function whole(config: Config | undefined, key: string): number | undefined {
  const value = config?.getOptionalNumber(key);
  if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
    throw new InputError(
      `coupling.evidence.${key}: expected a whole number from 1, found ${value}`,
    );
  }
  return value;
}

function days(config: Config | undefined, key: string): number | undefined {
  if (!config?.has(key)) {
    return undefined;
  }
  const value =
    durationToMilliseconds(readDurationFromConfig(config, { key })) / DAY_MS;
  if (value < 1) {
    throw new InputError(
      `coupling.evidence.${key}: expected a day or more, found ${value} days`,
    );
  }
  return value;
}
