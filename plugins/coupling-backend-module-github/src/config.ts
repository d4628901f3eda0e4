/** `coupling.github` of the app's configuration, with the defaults filled in. */
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

export interface GitHubConfig {
  topic: string;
  /** Undefined: nothing can be trusted, so nothing is taken. */
  secret?: string;
  environments: RegExp[];
}

/** Throws with the key and what was expected. */
export function readGitHubConfig(root: Config): GitHubConfig {
  const config = root.getOptionalConfig('coupling.github');
  return {
    topic: config?.getOptionalString('topic') ?? 'github',
    secret:
      config?.getOptionalString('secret') ??
      root.getOptionalString('events.modules.github.webhookSecret'),
    environments: (config?.getOptionalStringArray('environments') ?? []).map(
      regExp,
    ),
  };
}

function regExp(pattern: string, i: number): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    throw new InputError(
      `coupling.github.environments[${i}]: expected a regular expression, found ${pattern}`,
    );
  }
}
