/** `coupling.cdevents` of the app's configuration, with the defaults filled in. */
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Events of a service that can count as a deployment. */
export const SERVICE_PREDICATES = [
  'deployed',
  'upgraded',
  'rolledback',
  'removed',
  'published',
] as const;
export type ServicePredicate = (typeof SERVICE_PREDICATES)[number];

export interface EntityPattern {
  match: RegExp;
  entity: string;
}

export interface CDEventsConfig {
  topic: string;
  /** Undefined: nobody has to give one, which is only for a portal that nobody else can reach. */
  secret?: string;
  isLocal: boolean;
  environments: RegExp[];
  deployments: readonly ServicePredicate[];
  annotation?: string;
  patterns: EntityPattern[];
}

/** `published` says that a service can be reached, which a pipeline tells beside the deployment that led to it. */
const DEFAULT_DEPLOYMENTS: readonly ServicePredicate[] = [
  'deployed',
  'upgraded',
  'rolledback',
  'removed',
];
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** Throws with the key and what was expected. */
export function readCDEventsConfig(root: Config): CDEventsConfig {
  const config = root.getOptionalConfig('coupling.cdevents');
  return {
    topic: config?.getOptionalString('topic') ?? 'cdevents',
    secret: config?.getOptionalString('secret'),
    isLocal: isLocalPortal(root),
    environments: (config?.getOptionalStringArray('environments') ?? []).map(
      (pattern, i) => regExp(pattern, `coupling.cdevents.environments[${i}]`),
    ),
    deployments: readDeployments(config),
    annotation: config?.getOptionalString('entities.annotation'),
    patterns: (config?.getOptionalConfigArray('entities.patterns') ?? []).map(
      (pattern, i) => ({
        match: regExp(
          pattern.getString('match'),
          `coupling.cdevents.entities.patterns[${i}].match`,
        ),
        entity: pattern.getString('entity'),
      }),
    ),
  };
}

/**
 * Whether the portal is for its own machine only. A loopback address to listen on is not enough: a portal behind a proxy has one
 * too, but not an address that is local for those who use it.
 */
function isLocalPortal(root: Config): boolean {
  const baseUrl = root.getOptionalString('backend.baseUrl');
  const host = root.getOptional<unknown>('backend.listen');
  return [
    baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '',
    hostOf(host),
  ].every(name => LOOPBACK.test(name));
}

/** Of `{ host, port }` or `host:port`; empty when it listens on every address. */
function hostOf(listen: unknown): string {
  if (typeof listen === 'string') return listen.replace(/:\d+$/, '');
  return String((listen as { host?: unknown } | undefined)?.host ?? '');
}

function readDeployments(config: Config | undefined) {
  const given = config?.getOptionalStringArray('deployments');
  const strange = given?.find(
    predicate => !(SERVICE_PREDICATES as readonly string[]).includes(predicate),
  );
  if (strange !== undefined) {
    throw new InputError(
      `coupling.cdevents.deployments: expected some of ${SERVICE_PREDICATES.join(
        ', ',
      )}, found ${strange}`,
    );
  }
  return (given as ServicePredicate[] | undefined) ?? DEFAULT_DEPLOYMENTS;
}

function regExp(pattern: string, key: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    throw new InputError(
      `${key}: expected a regular expression, found ${pattern}`,
    );
  }
}
