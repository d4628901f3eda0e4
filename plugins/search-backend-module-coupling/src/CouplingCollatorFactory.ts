import { Readable } from 'node:stream';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  createCouplingClient,
  type CouplingClient,
} from '@posiwid/backstage-plugin-coupling-common';
import type { CouplingDocument } from './documents';

export interface CollatorOptions {
  type: string;
  /** Who finds the documents; everybody when left out. */
  visibilityPermission?: Permission;
  auth: AuthService;
  discovery: DiscoveryService;
  /** All documents, as the backend itself sees them. */
  read: (client: CouplingClient) => AsyncIterable<CouplingDocument>;
}

/**
 * Reads the coupling backend's API as a service. When it fails in the middle the run fails with it, and what was found before is found
 * still.
 */
export class CouplingCollatorFactory implements DocumentCollatorFactory {
  readonly type: string;
  readonly visibilityPermission?: Permission;

  constructor(private readonly options: CollatorOptions) {
    this.type = options.type;
    this.visibilityPermission = options.visibilityPermission;
  }

  async getCollator(): Promise<Readable> {
    const { read, auth, discovery } = this.options;
    const client = createCouplingClient({
      baseUrl: await discovery.getBaseUrl('coupling'),
      fetch: async (input, init) => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'coupling',
        });
        const headers = new Headers(init?.headers);
        headers.set('Authorization', `Bearer ${token}`);
        return fetch(input, { ...init, headers });
      },
    });
    return Readable.from(read(client));
  }
}
