import { startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  couplingEvidenceExtensionPoint,
  type EvidenceCollector,
} from '@posiwid/backstage-plugin-coupling-node';
import module from '.';

jest.setTimeout(60_000);

describe('the module', () => {
  it('adds one collector, which needs no configuration', async () => {
    const collectors: EvidenceCollector[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          couplingEvidenceExtensionPoint,
          { addCollector: collector => collectors.push(collector) },
        ],
      ],
      features: [module, catalogServiceMock.factory()],
    });
    await backend.stop();
    expect(collectors).toEqual([
      expect.objectContaining({
        id: 'sbom',
        title: 'Bills of materials',
        schedule: expect.objectContaining({ frequency: { hours: 1 } }),
      }),
    ]);
  });
});
