import type { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { component, entity } from '../__testUtils__/entities';
import { ScanningCatalogReader } from './ScanningCatalogReader';

async function scan(entities: Entity[]) {
  const read: Entity[] = [];
  const reader = new ScanningCatalogReader({
    catalog: catalogServiceMock({ entities }),
    auth: mockServices.auth(),
  });
  const result = await reader.scan({
    onPage: page => {
      read.push(...page);
    },
  });
  return { ...result, read };
}

describe('a scan of the catalog', () => {
  it('gives every entity of every kind once, over several pages', async () => {
    const entities = Array.from({ length: 1201 }, (_, n) => component(`c${n}`));
    const { read, entities: count } = await scan(entities);
    expect(count).toBe(1201);
    expect(new Set(read.map(e => e.metadata.name)).size).toBe(1201);
  });

  it('has the same fingerprint for the same entities in another order', async () => {
    const entities = [component('a', ['b']), component('b'), component('c')];
    const one = await scan(entities);
    const other = await scan([...entities].reverse());
    expect(other.fingerprint).toBe(one.fingerprint);
  });

  it.each([
    ['an entity more', [component('a'), component('b')]],
    ['an entity less', []],
    [
      'another etag',
      [{ ...component('a'), metadata: { name: 'a', etag: '2' } }],
    ],
    ['an edit of an entity without an etag', [component('a', ['b'])]],
  ])('has another fingerprint after %s', async (_, after) => {
    const before = await scan([component('a')]);
    expect((await scan(after)).fingerprint).not.toBe(before.fingerprint);
  });

  it('says that an API has a contract and leaves the contract where it is', async () => {
    const definition = 'x'.repeat(100_000);
    const { read } = await scan([
      entity('API', 'with', { spec: { type: 'openapi', definition } }),
      entity('API', 'without', { spec: { type: 'openapi' } }),
    ]);
    const byName = new Map(read.map(e => [e.metadata.name, e.spec]));
    expect(byName.get('with')!.definition).toBe('(in the catalog)');
    expect(byName.get('without')!.definition).toBeUndefined();
  });

  it('rejects when a page cannot be had, so that nobody takes half a catalog for a whole one', async () => {
    const catalog = catalogServiceMock.mock();
    catalog.streamEntities.mockImplementation(async function* pages(request) {
      if (request?.filter) {
        return;
      }
      yield [component('a')];
      throw new Error('500 from the catalog');
    });
    const reader = new ScanningCatalogReader({
      catalog,
      auth: mockServices.auth(),
    });
    await expect(reader.scan({ onPage: () => {} })).rejects.toThrow('500');
  });

  it('stops when it is told to', async () => {
    const reader = new ScanningCatalogReader({
      catalog: catalogServiceMock({ entities: [component('a')] }),
      auth: mockServices.auth(),
    });
    await expect(
      reader.scan({ onPage: () => {}, signal: AbortSignal.abort() }),
    ).rejects.toThrow();
  });
});
