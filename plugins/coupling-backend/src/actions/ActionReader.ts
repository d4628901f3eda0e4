import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { couplingFindingReadPermission } from '@posiwid/backstage-plugin-coupling-common';
import type { AudienceResolver } from '../permissions/AudienceResolver';
import type { Operation, Questions } from '../serving/questions';
import type { SnapshotServer } from '../serving/SnapshotServer';
import type { NamedAudience } from '../serving/SnapshotView';

export interface ActionReaderOptions {
  auth: AuthService;
  permissions: PermissionsService;
  audiences: AudienceResolver;
  snapshots: SnapshotServer;
}

/** Reads for actions what the caller may see, by the rules of the REST API. */
export class ActionReader {
  constructor(private readonly options: ActionReaderOptions) {}

  /** What the caller may see. Rejects with NotAllowedError when that is nothing of this plugin. */
  async audienceOf(credentials: BackstageCredentials): Promise<NamedAudience> {
    const { auth, permissions, audiences } = this.options;
    if (auth.isPrincipal(credentials, 'none')) {
      throw new NotAllowedError('Needs somebody who is signed in');
    }
    const [decision] = await permissions.authorize(
      [{ permission: couplingFindingReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('Needs the permission coupling.finding.read');
    }
    return audiences.resolve(credentials);
  }

  /** An answer of the API. Rejects with NotFoundError or InputError when the question calls for it. */
  async ask<T>(
    operation: Operation,
    query: Questions[Operation],
    credentials: BackstageCredentials,
  ): Promise<T> {
    const audience = await this.audienceOf(credentials);
    const { body } = await this.options.snapshots.ask(
      { operation, query },
      audience,
    );
    return JSON.parse(new TextDecoder().decode(body));
  }
}
