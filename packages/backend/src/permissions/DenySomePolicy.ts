import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
} from '@backstage/plugin-permission-node';

/** Denies permissions by name, `coupling.*` for all of a plugin, to everybody: to see what a person without them sees. */
export class DenySomePolicy implements PermissionPolicy {
  constructor(private readonly denied: readonly string[] = []) {}

  async handle({ permission }: PolicyQuery) {
    const isDenied = this.denied.some(name =>
      name.endsWith('*')
        ? permission.name.startsWith(name.slice(0, -1))
        : permission.name === name,
    );
    return {
      result: isDenied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
    } as const;
  }
}
