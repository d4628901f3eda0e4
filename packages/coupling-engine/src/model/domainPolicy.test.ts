import { DEFAULT_POLICY } from '../policy/policy';
import { buildModel } from './build-model';
import { PolicyOfEntities } from './domainPolicy';

const POLICY = 'posiwid.dev/policy';

function catalog(policies: Record<string, string>) {
  const named = (kind: string, name: string, spec: object) => ({
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: {
        name,
        annotations: policies[name] ? { [POLICY]: policies[name] } : {},
      },
      spec,
    },
  });
  return buildModel(
    [
      named('Domain', 'shop', {}),
      named('Domain', 'cart', { subdomainOf: 'shop' }),
      named('System', 'checkout', { domain: 'cart' }),
      named('Component', 'api', { system: 'checkout' }),
      named('Component', 'alone', {}),
    ],
    DEFAULT_POLICY,
  );
}
const ALONE = 0;
const API = 1;
const refs = ['component:default/api'];

describe('what a domain asks of what is in it', () => {
  it('is read as YAML or as JSON, and holds for the domains below as well', () => {
    const model = catalog({
      shop: 'drillAgeDays: 90\nacceptance: { high: { maxDays: 30 } }',
      cart: '{"drillAgeDays": 180, "acceptance": {"high": {"secondPerson": true}}, "requiredMechanisms": [{"mechanism": "timeout"}]}',
    });
    expect(model.problems).toEqual([]);
    const policies = new PolicyOfEntities(model, DEFAULT_POLICY);
    expect(policies.drillAgeDays(API)).toBe(90);
    expect(policies.drillAgeDays(ALONE)).toBe(DEFAULT_POLICY.drillAgeDays);
    expect(policies.acceptance(refs, 'high')).toEqual({
      maxDays: 30,
      secondPerson: true,
    });
    expect(policies.acceptance(refs, 'low')).toBeUndefined();
    expect(policies.acceptance(['group:default/x'], 'high')).toBeUndefined();
    expect(policies.requirements()).toEqual([
      { mechanism: 'timeout', on: 'all', domain: 0 },
    ]);
  });

  it('is never less than the platform asks', () => {
    const model = catalog({ shop: 'drillAgeDays: 9999' });
    const policies = new PolicyOfEntities(model, DEFAULT_POLICY);
    expect(policies.drillAgeDays(API)).toBe(DEFAULT_POLICY.drillAgeDays);
  });

  it.each([
    ['another key of the policy', 'hub: { minShare: 0 }', /unknown key hub/],
    ['a number that is none', 'drillAgeDays: soon', /must be a whole number/],
    ['text that is neither YAML nor JSON', '{', /expected YAML or JSON/],
    ['a list', '- 1', /must be a map/],
    ['an alias', 'acceptance: &a {high: {maxDays: 1}}\nx: *a', /YAML or JSON/],
    [
      'a mechanism that nothing looks for',
      'requiredMechanisms: [{mechanism: hope}]',
      /must be one of timeout/,
    ],
  ])('is a problem when it holds %s', (_, text, message) => {
    const { problems, domains } = catalog({ shop: text });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code: 'unreadable-value',
      ref: 'domain:default/shop',
      key: POLICY,
      message: expect.stringMatching(message),
    });
    expect(domains.every(({ facts }) => facts.policy === undefined)).toBe(true);
  });

  it('is a problem when it stands on anything but a domain', () => {
    const { problems } = catalog({ api: 'drillAgeDays: 1' });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('expected to stand on a domain'),
    ]);
  });
});
