import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { SEVERITIES, type Severity } from '@posiwid/coupling-engine';

export const DIGESTS = ['daily', 'immediate', 'off'] as const;
export type Digest = (typeof DIGESTS)[number];

/** What owners are told between meetings. */
export interface NotificationConfig {
  digest: Digest;
  /** New findings below this are not told. */
  minSeverity: Severity;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

const SCHEDULES: Record<Digest, SchedulerServiceTaskScheduleDefinition> = {
  // Before a working day in most of the world begins, in UTC.
  daily: { frequency: { cron: '0 5 * * *' }, timeout: { minutes: 10 } },
  immediate: { frequency: { minutes: 2 }, timeout: { minutes: 10 } },
  off: { frequency: { trigger: 'manual' }, timeout: { minutes: 10 } },
};

/** Reads `coupling.notifications`. Throws with the key and what was expected. */
export function readNotificationConfig(
  config: Config | undefined,
): NotificationConfig {
  const digest = oneOf(config, 'digest', DIGESTS, 'daily');
  return {
    digest,
    minSeverity: oneOf(config, 'minSeverity', SEVERITIES, 'high'),
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : SCHEDULES[digest],
  };
}

function oneOf<T extends string>(
  config: Config | undefined,
  key: string,
  values: readonly T[],
  standard: T,
): T {
  const value = config?.getOptionalString(key) ?? standard;
  if (!(values as readonly string[]).includes(value)) {
    throw new InputError(
      `coupling.notifications.${key}: expected one of ${values.join(
        ', ',
      )}, found ${value}`,
    );
  }
  return value as T;
}
