import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** What decides who finds findings and interfaces. */
export const GUARDS = ['coupling.finding.read', 'catalog.entity.read'] as const;
export type Guard = (typeof GUARDS)[number];

export interface SearchConfig {
  /** Path of the Coupling pages in the app. */
  page: string;
  /** `nobody-asks`: permissions are off. `unknown`: they are on, and nobody said which one makes the difference. */
  guard: Guard | 'nobody-asks' | 'unknown';
  schedule: SchedulerServiceTaskScheduleDefinition;
}

const SCHEDULE_KEY = 'search.collators.coupling.schedule';
const SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  // After the first analysis of a new portal.
  initialDelay: { seconds: 30 },
};

/** Throws with the key and what was expected. */
export function readSearchConfig(config: Config): SearchConfig {
  const page = config.getOptionalString('coupling.page') ?? '/coupling';
  return {
    page: page.replace(/\/+$/, ''),
    guard: guardOf(config),
    schedule: config.has(SCHEDULE_KEY)
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig(SCHEDULE_KEY),
        )
      : SCHEDULE,
  };
}

function guardOf(config: Config): SearchConfig['guard'] {
  const key = 'coupling.search.guardedBy';
  const said = config.getOptionalString(key);
  if (said !== undefined) {
    const guard = GUARDS.find(one => one === said);
    if (!guard) {
      throw new InputError(
        `${key}: expected one of ${GUARDS.join(', ')}, found ${said}`,
      );
    }
    return guard;
  }
  return config.getOptionalBoolean('permission.enabled')
    ? 'unknown'
    : 'nobody-asks';
}
