import { mockServices } from '@backstage/backend-test-utils';
import { DEFAULT_POLICY } from '@posiwid/coupling-engine';
import { evidencePolicy } from '../__testUtils__/observations';
import { intervalMs, readCouplingConfig } from './config';

const read = (coupling?: object) =>
  readCouplingConfig(
    mockServices.rootConfig({ data: coupling ? { coupling } : {} } as never),
  );

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    expect(read()).toEqual({
      schedule: {
        frequency: { minutes: 10 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 3 },
      },
      analysis: { timeoutMs: 600_000, memoryMb: undefined },
      retention: { snapshots: 2, resolvedDays: 730 },
      policy: DEFAULT_POLICY,
      evidence: {
        policy: evidencePolicy({ maximum: 5_000_000 }),
        limits: {
          maxBytes: 268_435_456,
          requestsPerMinute: 600,
          burst: 100,
          concurrent: 4,
        },
        silentAfterDays: 7,
      },
      notifications: {
        digest: 'daily',
        minSeverity: 'high',
        schedule: {
          frequency: { cron: '0 5 * * *' },
          timeout: { minutes: 10 },
        },
      },
      page: '/coupling',
    });
  });

  it('tells owners when and what it is told to', () => {
    expect(
      read({
        page: '/risks/',
        notifications: {
          digest: 'immediate',
          minSeverity: 'critical',
          schedule: { frequency: 'PT1H', timeout: 'PT5M' },
        },
      }),
    ).toMatchObject({
      page: '/risks',
      notifications: {
        digest: 'immediate',
        minSeverity: 'critical',
        schedule: { frequency: { hours: 1 } },
      },
    });
    expect(() => read({ notifications: { digest: 'hourly' } })).toThrow(
      'coupling.notifications.digest: expected one of daily, immediate, off, found hourly',
    );
  });

  it('keeps each kind of evidence as long as it is told', () => {
    const { evidence } = read({
      evidence: {
        maximum: 1000,
        retention: { default: 'P100D', calls: { days: 30 } },
        thinCallsAfter: 'P2D',
        silentAfter: { days: 3 },
        limits: { requestsPerMinute: 60 },
      },
    });
    expect(evidence).toMatchObject({
      policy: {
        maximum: 1000,
        retentionDays: { calls: 30, incident: 100, freeze: 100 },
        thinCallsAfterDays: 2,
      },
      limits: { requestsPerMinute: 60, burst: 100 },
      silentAfterDays: 3,
    });
  });

  it('takes what is set and keeps the rest', () => {
    const config = read({
      schedule: { frequency: 'PT1H', timeout: 'PT30M' },
      analysis: { timeout: { minutes: 2 }, memory: 512 },
      retention: { snapshots: 5, resolved: 'P30D' },
      policy: { hub: { minTeams: 3 }, disabledRules: ['hub'] },
    });
    expect(intervalMs(config.schedule)).toBe(3_600_000);
    expect(config.analysis).toEqual({ timeoutMs: 120_000, memoryMb: 512 });
    expect(config.retention).toEqual({ snapshots: 5, resolvedDays: 30 });
    expect(config.policy).toEqual({
      ...DEFAULT_POLICY,
      hub: { ...DEFAULT_POLICY.hub, minTeams: 3 },
      disabledRules: ['hub'],
    });
  });

  it('knows no fixed distance between the runs of a cron schedule', () => {
    const { schedule } = read({
      schedule: { frequency: { cron: '0 * * * *' }, timeout: 'PT30M' },
    });
    expect(intervalMs(schedule)).toBeUndefined();
  });

  it.each([
    [{ analysis: { memory: 1 } }, /coupling\.analysis\.memory: .*64/],
    [{ retention: { snapshots: 0 } }, /coupling\.retention\.snapshots/],
    [{ schedule: { frequency: 'often' } }, /frequency/],
    [{ policy: { hub: 3 } }, /coupling\.policy\.hub must be a map/],
    [
      { policy: { hub: { minShare: 2 } } },
      /coupling\.policy\.hub\.minShare must be .* between 0 and 1/,
    ],
    [{ policy: { hub: { minFails: -1 } } }, /coupling\.policy\.hub\.minFails/],
    [{ policy: { hubs: {} } }, /unknown key coupling\.policy\.hubs; known/],
    [{ evidence: { maximum: 0.5 } }, /coupling\.evidence\.maximum: .*whole/],
    [{ evidence: { retention: { deploys: 'P1D' } } }, /deploys: not known/],
    [{ evidence: { retention: { calls: 'PT1H' } } }, /calls: .*a day or more/],
    [{ policy: { inertTypes: 'library' } }, /inertTypes must be a list/],
    [
      { policy: { placeholderOwners: ['('] } },
      /placeholderOwners\[0\] .*group/i,
    ],
  ])('refuses %j and says where and why', (coupling, message) => {
    expect(() => read(coupling)).toThrow(message);
  });

  it('does not take __proto__ for a key of the policy', () => {
    const policy = JSON.parse('{"__proto__": {"hub": 1}}');
    expect(() => read({ policy })).not.toThrow(TypeError);
    expect(({} as { hub?: number }).hub).toBeUndefined();
  });
});
