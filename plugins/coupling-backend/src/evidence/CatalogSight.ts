import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

export type Sight = 'visible' | 'hidden' | 'unknown';

const PAGE = 500;

/** What of a few references a caller may see, asked of the catalog as it is now. */
export class CatalogSight {
  constructor(
    private readonly options: { catalog: CatalogService; auth: AuthService },
  ) {}

  /** `hidden`: the catalog has it and the caller may not read it. `unknown`: the catalog has nothing of this name. */
  async of(
    refs: Iterable<string>,
    credentials: BackstageCredentials,
  ): Promise<(ref: string) => Sight> {
    const all = [...new Set(refs)];
    const visible = await this.had(all, credentials);
    const rest = all.filter(ref => !visible.has(ref));
    const own = await this.options.auth.getOwnServiceCredentials();
    const hidden = await this.had(rest, own);
    return ref => {
      if (visible.has(ref)) return 'visible';
      return hidden.has(ref) ? 'hidden' : 'unknown';
    };
  }

  private async had(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const had = new Set<string>();
    for (let start = 0; start < refs.length; start += PAGE) {
      const entityRefs = refs.slice(start, start + PAGE);
      const { items } = await this.options.catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind'] },
        { credentials },
      );
      entityRefs.forEach((ref, i) => items[i] && had.add(ref));
    }
    return had;
  }
}
