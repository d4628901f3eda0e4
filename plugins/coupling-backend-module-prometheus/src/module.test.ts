import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  couplingEvidenceExtensionPoint,
  type EvidenceCollector,
} from '@posiwid/backstage-plugin-coupling-node';
import module from '.';

jest.setTimeout(60_000);

async function collectorsOf(coupling: object): Promise<EvidenceCollector[]> {
  const collectors: EvidenceCollector[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        couplingEvidenceExtensionPoint,
        { addCollector: collector => collectors.push(collector) },
      ],
    ],
    features: [
      module,
      mockServices.rootConfig.factory({ data: { coupling } as any }),
    ],
  });
  await backend.stop();
  return collectors;
}

describe('the module', () => {
  it('adds a collector for each store, and none without configuration', async () => {
    expect(await collectorsOf({})).toEqual([]);
    const collectors = await collectorsOf({
      prometheus: [
        { name: 'mesh', url: 'http://a' },
        { name: 'traces', url: 'http://b' },
      ],
    });
    expect(collectors.map(({ id, title }) => [id, title])).toEqual([
      ['prometheus-mesh', 'Prometheus mesh'],
      ['prometheus-traces', 'Prometheus traces'],
    ]);
  });

  it('stops the start when its configuration cannot be used', async () => {
    await expect(
      collectorsOf({ prometheus: [{ url: 'nowhere' }] }),
    ).rejects.toThrow('coupling.prometheus[0].url');
  });
});
