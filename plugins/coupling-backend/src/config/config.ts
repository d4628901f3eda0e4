import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { Policy } from '@posiwid/coupling-engine';
import { DAY_MS } from '../day';
import type { Retention } from '../store/AnalysisStore';
import { readEvidenceConfig, type EvidenceConfig } from './evidence';
import {
  readNotificationConfig,
  type NotificationConfig,
} from './notifications';
import { readPolicy } from './policy';

/** All that an installation can set, with the defaults filled in. */
export interface CouplingConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  analysis: {
    timeoutMs: number;
    memoryMb?: number;
  };
  retention: Retention;
  policy: Policy;
  evidence: EvidenceConfig;
  notifications: NotificationConfig;
  /** Path of the Coupling pages in the app, without a slash at its end. */
  page: string;
}

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  initialDelay: { seconds: 3 },
};
const DEFAULT_TIMEOUT: HumanDuration = { minutes: 10 };
const DEFAULT_RESOLVED: HumanDuration = { days: 730 };
const DEFAULT_SNAPSHOTS = 2;
const DEFAULT_PAGE = '/coupling';

/** Reads `coupling` from the app's configuration. Throws with the key and what was expected. */
export function readCouplingConfig(root: Config): CouplingConfig {
  const config = root.getOptionalConfig('coupling');
  const memoryMb = config?.getOptionalNumber('analysis.memory');
  if (memoryMb !== undefined && memoryMb < 64) {
    throw new InputError(
      `coupling.analysis.memory: expected at least 64 megabytes, found ${memoryMb}`,
    );
  }
  const snapshots =
    config?.getOptionalNumber('retention.snapshots') ?? DEFAULT_SNAPSHOTS;
  if (!Number.isInteger(snapshots) || snapshots < 1) {
    throw new InputError(
      `coupling.retention.snapshots: expected a whole number from 1, found ${snapshots}`,
    );
  }
  return {
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
    analysis: {
      timeoutMs: readMs(config, 'analysis.timeout', DEFAULT_TIMEOUT),
      memoryMb,
    },
    retention: {
      snapshots,
      resolvedDays:
        readMs(config, 'retention.resolved', DEFAULT_RESOLVED) / DAY_MS,
    },
    policy: readPolicy(config?.getOptionalConfig('policy')),
    evidence: readEvidenceConfig(config?.getOptionalConfig('evidence')),
    notifications: readNotificationConfig(
      config?.getOptionalConfig('notifications'),
    ),
    page: (config?.getOptionalString('page') ?? DEFAULT_PAGE).replace(
      /\/+$/,
      '',
    ),
  };
}

/** Milliseconds between two runs; undefined when runs have no fixed distance (cron, manual). */
export function intervalMs(
  schedule: SchedulerServiceTaskScheduleDefinition,
): number | undefined {
  const { frequency } = schedule;
  if ('cron' in frequency || 'trigger' in frequency) {
    return undefined;
  }
  return durationToMilliseconds(
    'toMillis' in frequency
      ? { milliseconds: frequency.toMillis() }
      : (frequency as HumanDuration),
  );
}

function readMs(
  config: Config | undefined,
  key: string,
  standard: HumanDuration,
): number {
  return durationToMilliseconds(
    config?.has(key) ? readDurationFromConfig(config, { key }) : standard,
  );
}
