/** `coupling.sbom` of the app's configuration. What cannot be used stops the start and says key and expectation. */
import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { EntityDocument, SbomConfig } from './types';

const KEY = 'coupling.sbom';

/** @throws InputError */
export function readSbomConfig(root: Config): SbomConfig {
  const config = root.getOptionalConfig(KEY);
  return {
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : {
          frequency: { hours: 1 },
          timeout: { minutes: 45 },
          initialDelay: { seconds: 20 },
        },
    files: (config?.getOptionalConfigArray('files') ?? []).map(readFile),
    maxArtifacts: readCount(config, 'maxArtifacts', 2000),
    maxBytes: readCount(config, 'maxMegabytes', 50) * 1024 * 1024,
  };
}

function readFile(config: Config, index: number): EntityDocument {
  const entity = config.getString('entity');
  try {
    return {
      target: config.getString('target'),
      entity: stringifyEntityRef(
        parseEntityRef(entity, { defaultKind: 'component' }),
      ),
    };
  } catch (error) {
    throw new InputError(`${KEY}.files[${index}]: ${(error as Error).message}`);
  }
}

function readCount(
  config: Config | undefined,
  key: string,
  standard: number,
): number {
  const count = config?.getOptionalNumber(key) ?? standard;
  if (Number.isInteger(count) && count >= 1) return count;
  throw new InputError(
    `${KEY}.${key}: expected a whole number from 1, found ${count}`,
  );
}
