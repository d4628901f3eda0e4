import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogLookup, OnceFor, withRetries } from '.';

const SLUG = 'github.com/project-slug';

function component(name: string, slug?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: slug ? { [SLUG]: slug } : {},
    },
  };
}

function lookup() {
  const catalog = catalogServiceMock({
    entities: [component('orders', 'shop/orders'), component('ledger')],
  });
  const asked = jest.spyOn(catalog, 'getEntities');
  const clock = { now: 0 };
  return {
    lookup: new CatalogLookup({
      catalog,
      auth: mockServices.auth(),
      now: () => clock.now,
    }),
    asked,
    clock,
  };
}

describe('CatalogLookup', () => {
  it('finds entities by annotation and by name', async () => {
    const { lookup: catalog } = lookup();
    const names = async (found: ReturnType<CatalogLookup['byName']>) =>
      (await found).map(({ metadata }) => metadata.name);
    expect(await names(catalog.byAnnotation(SLUG, 'shop/orders'))).toEqual([
      'orders',
    ]);
    expect(await names(catalog.byName('component', 'ledger'))).toEqual([
      'ledger',
    ]);
    expect(await names(catalog.byName('user', 'ledger'))).toEqual([]);
  });

  it('asks once for many, and again when what it knows is old', async () => {
    const { lookup: catalog, asked, clock } = lookup();
    await Promise.all(
      [1, 2, 3].map(() => catalog.byAnnotation(SLUG, 'shop/orders')),
    );
    expect(asked).toHaveBeenCalledTimes(1);
    clock.now = 4 * 60_000;
    await catalog.byAnnotation(SLUG, 'Shop/Orders');
    expect(asked).toHaveBeenCalledTimes(1);
    clock.now = 6 * 60_000;
    await catalog.byAnnotation(SLUG, 'shop/orders');
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('looks again a minute later for what was not there', async () => {
    const { lookup: catalog, asked, clock } = lookup();
    await catalog.byAnnotation(SLUG, 'shop/new');
    await new Promise(setImmediate);
    clock.now = 61_000;
    await catalog.byAnnotation(SLUG, 'shop/new');
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('does not remember that the catalog was away', async () => {
    const { lookup: catalog, asked } = lookup();
    asked.mockRejectedValueOnce(new Error('away'));
    await expect(catalog.byAnnotation(SLUG, 'shop/orders')).rejects.toThrow(
      'away',
    );
    expect(await catalog.byAnnotation(SLUG, 'shop/orders')).toHaveLength(1);
  });
});

describe('withRetries', () => {
  it('gives the first answer', async () => {
    let attempts = 0;
    const answer = await withRetries(async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('not yet');
      return attempts;
    }, [1, 1, 1]);
    expect(answer).toBe(3);
  });

  it('gives up with the last error', async () => {
    let attempts = 0;
    const never = withRetries(async () => {
      attempts += 1;
      throw new Error(`attempt ${attempts}`);
    }, [1, 1]);
    await expect(never).rejects.toThrow('attempt 3');
  });
});

it('says one thing once for each subject', () => {
  const once = new OnceFor();
  expect(['a', 'b', 'a'].map(subject => once.isFirst(subject))).toEqual([
    true,
    true,
    false,
  ]);
});
