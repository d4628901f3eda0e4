/**
 * Deployments, from the webhook `deployment_status`: it carries the deployment and says how it went, so nothing has to be
 * remembered between events. The webhook `deployment` says only that one has begun, which is no evidence yet.
 */
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NOTHING, type Mapped, type MappingContext } from './mapping';
import {
  isObject,
  optionalTextAt,
  textAt,
  valueAt,
  type Payload,
} from './payload';

const SLUG = 'github.com/project-slug';
/** Kinds of entities that are deployed. A repository also has systems, APIs and templates in it. */
const DEPLOYED_KINDS = ['component', 'resource'];
const ROLLBACK = /\broll(ed)?[-_ ]?back\b/i;

/** Throws Unreadable; rejects when the catalog cannot be asked. */
export async function deploymentStatus(
  payload: Payload,
  { config, lookup }: MappingContext,
): Promise<Mapped> {
  const outcome = outcomeOf(payload);
  const environment = optionalTextAt(payload, 'deployment.environment');
  if (outcome === undefined || !counts(payload, environment, config)) {
    return NOTHING;
  }
  const repository = textAt(payload, 'repository.full_name');
  const refs =
    statedIn(payload) ??
    meant(await lookup.byAnnotation(SLUG, repository), environment);
  if (refs.length === 0) {
    return {
      about: repository,
      problem: `Deployments of ${repository} are left out: no component or resource of the catalog has it as ${SLUG}`,
    };
  }
  const name = `${repository} deployment_status ${textAt(
    payload,
    'deployment_status.id',
  )}`;
  const sha = textAt(payload, 'deployment.sha');
  const at = textAt(payload, 'deployment_status.created_at');
  return {
    observations: refs.map(entity => ({
      id: refs.length === 1 ? name : `${name} ${entity}`,
      kind: 'deployment',
      at,
      entity,
      outcome,
      version: sha,
      environment,
      change: `${repository}@${sha}`,
    })),
  };
}

/** Undefined while it is not over, and when it was replaced by a later one (`inactive`). */
function outcomeOf(payload: Payload): string | undefined {
  switch (textAt(payload, 'deployment_status.state')) {
    case 'success':
      return isRollback(payload) ? 'rolled-back' : 'succeeded';
    case 'failure':
    case 'error':
      return 'failed';
    default:
      return undefined;
  }
}

/** By its task, or by what whoever asked for it gave along: `{ "rollback": true }` or `{ "task": "rollback" }`. */
function isRollback(payload: Payload): boolean {
  const own = ownPayload(payload);
  return (
    valueAt(own, 'rollback') === true ||
    [valueAt(payload, 'deployment.task'), valueAt(own, 'task')].some(
      task => typeof task === 'string' && ROLLBACK.test(task),
    )
  );
}

/** A preview that goes away with its pull request is no deployment of the service. */
function counts(
  payload: Payload,
  environment: string | undefined,
  { environments }: MappingContext['config'],
): boolean {
  if (environments.length > 0) {
    return environments.some(one => one.test(environment ?? ''));
  }
  return valueAt(payload, 'deployment.transient_environment') !== true;
}

/** The entity that whoever asked for the deployment named: `{ "entity": "component:default/orders" }`. */
function statedIn(payload: Payload): string[] | undefined {
  const entity = valueAt(ownPayload(payload), 'entity');
  if (typeof entity !== 'string') return undefined;
  try {
    return [
      stringifyEntityRef(
        parseEntityRef(entity, {
          defaultKind: 'component',
          defaultNamespace: 'default',
        }),
      ),
    ];
  } catch {
    return undefined;
  }
}

/** Everything of the repository that is deployed; of a repository of many, what the environment names (`production/orders`). */
function meant(
  entities: readonly Entity[],
  environment: string | undefined,
): string[] {
  const deployed = entities.filter(({ kind }) =>
    DEPLOYED_KINDS.includes(kind.toLowerCase()),
  );
  const words = environment?.toLowerCase().split('/') ?? [];
  const named = deployed.filter(({ metadata }) =>
    words.includes(metadata.name.toLowerCase()),
  );
  return (named.length > 0 ? named : deployed).map(stringifyEntityRef).sort();
}

/** `deployment.payload`: an object, or one as text. */
function ownPayload(payload: Payload): Payload {
  const own = valueAt(payload, 'deployment.payload');
  if (isObject(own)) return own;
  try {
    const parsed: unknown = JSON.parse(String(own));
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
