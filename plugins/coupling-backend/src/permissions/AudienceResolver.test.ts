import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { component } from '../__testUtils__/entities';
import { AudienceResolver } from './AudienceResolver';

const CONDITIONAL: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: { rule: 'IS_ENTITY_OWNER', resourceType: 'catalog-entity' },
};

function resolver(decision: PolicyDecision) {
  const permissions = mockServices.permissions.mock();
  permissions.authorizeConditional.mockResolvedValue([decision]);
  const catalog = catalogServiceMock.mock();
  catalog.streamEntities.mockImplementation(async function* pages() {
    yield [component('mine')];
  });
  const clock = { now: 0 };
  return {
    clock,
    catalog,
    audiences: new AudienceResolver({
      permissions,
      catalog,
      now: () => clock.now,
    }),
  };
}

describe('what a caller may see', () => {
  const caller = mockCredentials.user();

  it('is everything for those who may read every entity', async () => {
    const { audiences, catalog } = resolver({ result: AuthorizeResult.ALLOW });
    expect(await audiences.resolve(caller)).toBe('everything');
    expect(catalog.streamEntities).not.toHaveBeenCalled();
  });

  it('is nothing for those who may read none', async () => {
    const { audiences } = resolver({ result: AuthorizeResult.DENY });
    expect(await audiences.resolve(caller)).toBe('nothing');
  });

  it('is what the catalog gives the caller when it depends on the entity', async () => {
    const { audiences, catalog } = resolver(CONDITIONAL);
    expect(await audiences.resolve(caller)).toMatchObject({
      refs: ['component:default/mine'],
    });
    expect(catalog.streamEntities.mock.calls[0][1]).toEqual({
      credentials: caller,
    });
  });

  it('is asked of the catalog once a minute for each caller', async () => {
    const { audiences, catalog, clock } = resolver(CONDITIONAL);
    await Promise.all([audiences.resolve(caller), audiences.resolve(caller)]);
    expect(catalog.streamEntities).toHaveBeenCalledTimes(1);
    await audiences.resolve(mockCredentials.user('user:default/other'));
    expect(catalog.streamEntities).toHaveBeenCalledTimes(2);
    clock.now = 61_000;
    await audiences.resolve(caller);
    expect(catalog.streamEntities).toHaveBeenCalledTimes(3);
  });

  it('is asked again after the catalog failed', async () => {
    const { audiences, catalog } = resolver(CONDITIONAL);
    catalog.streamEntities.mockImplementationOnce(async function* pages() {
      throw new Error('503');
    });
    await expect(audiences.resolve(caller)).rejects.toThrow('503');
    expect(await audiences.resolve(caller)).toMatchObject({
      refs: ['component:default/mine'],
    });
  });
});
