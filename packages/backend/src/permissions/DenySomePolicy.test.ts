import { createPermission } from '@backstage/plugin-permission-common';
import { DenySomePolicy } from './DenySomePolicy';

async function resultOf(denied: string[] | undefined, name: string) {
  const permission = createPermission({ name, attributes: {} });
  return (await new DenySomePolicy(denied).handle({ permission })).result;
}

describe('DenySomePolicy', () => {
  it.each([
    [undefined, 'coupling.finding.read', 'ALLOW'],
    [['coupling.*'], 'coupling.finding.read', 'DENY'],
    [['coupling.*'], 'catalog.entity.read', 'ALLOW'],
    [['coupling.evidence.write'], 'coupling.evidence.write', 'DENY'],
    [['coupling.evidence.write'], 'coupling.finding.read', 'ALLOW'],
  ])('with %j, %s: %s', async (denied, name, expected) => {
    expect(await resultOf(denied, name)).toBe(expected);
  });
});
