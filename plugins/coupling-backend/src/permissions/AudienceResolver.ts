import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { NamedAudience } from '../serving/SnapshotView';

/** For how long what a reader may see is remembered. A right that was taken away still shows for as long. */
const REMEMBER_MS = 60_000;
const PAGE_SIZE = 1000;

export interface AudienceResolverOptions {
  permissions: PermissionsService;
  catalog: CatalogService;
  now?: () => number;
}

/**
 * What a caller may see: decided by the catalog's `catalog.entity.read`. When that depends on the entity, the catalog is asked, as
 * the caller, which entities it gives.
 */
export class AudienceResolver {
  private readonly permissions: PermissionsService;
  private readonly catalog: CatalogService;
  private readonly now: () => number;
  private readonly remembered = new Map<
    string,
    { until: number; audience: Promise<NamedAudience> }
  >();

  constructor(options: AudienceResolverOptions) {
    this.permissions = options.permissions;
    this.catalog = options.catalog;
    this.now = options.now ?? Date.now;
  }

  async resolve(credentials: BackstageCredentials): Promise<NamedAudience> {
    const [decision] = await this.permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return 'everything';
      case AuthorizeResult.DENY:
        return 'nothing';
      default:
        return this.readable(
          credentials,
          // A rule that changed gives another list at once.
          JSON.stringify([credentials.principal, decision.conditions]),
        );
    }
  }

  private readable(
    credentials: BackstageCredentials,
    caller: string,
  ): Promise<NamedAudience> {
    const now = this.now();
    for (const [key, { until }] of this.remembered) {
      if (until <= now) {
        this.remembered.delete(key);
      }
    }
    let entry = this.remembered.get(caller);
    if (!entry) {
      const audience = this.readFromCatalog(credentials, `${caller} ${now}`);
      entry = { until: now + REMEMBER_MS, audience };
      this.remembered.set(caller, entry);
      audience.catch(() => this.remembered.delete(caller));
    }
    return entry.audience;
  }

  private async readFromCatalog(
    credentials: BackstageCredentials,
    key: string,
  ): Promise<NamedAudience> {
    const refs: string[] = [];
    const pages = this.catalog.streamEntities(
      {
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        totalItems: 'exclude',
        pageSize: PAGE_SIZE,
      },
      { credentials },
    );
    for await (const page of pages) {
      for (const entity of page) {
        refs.push(stringifyEntityRef(entity));
      }
    }
    return { key, refs };
  }
}
