import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  PolicyChange,
  PolicyField,
  PolicyState,
} from '@posiwid/backstage-plugin-coupling-common';
import {
  beyond,
  DEFAULT_POLICY,
  MECHANISMS,
  policyLeaves,
  policyObjections,
  withOverrides,
  type Policy,
  type PolicyOverrides,
} from '@posiwid/coupling-engine';
import type { CountingPolicy } from '../../analysis/policies';
import { dayOf, isDay } from '../../day';
import type { Journal } from '../journal';
import type { PolicyVersion } from './types';
import {
  countingAt,
  originOf,
  POLICY_STREAM,
  stateOf,
  toVersion,
  valueAt,
} from './versions';

/** Objections told at once: more nobody reads. */
const MAX_TOLD = 10;

export interface PolicyKeeperOptions {
  journal: Journal;
  /** As app-config has it. */
  configured: Policy;
  /** What time it is; the system's when left out. */
  clock?: () => Date;
}

/** What the policy is, apart from what a caller may do about it. */
export type KnownPolicy = Omit<PolicyState, 'mayUpdate'>;

export interface Set {
  result: 'set' | 'repeated' | 'overtaken';
  policy: KnownPolicy;
}

/** Keeps the versions of the policy, and says what counts. Reads the journal each time: another replica may have set one. */
export class PolicyKeeper {
  private readonly options: PolicyKeeperOptions;
  private readonly clock: () => Date;

  constructor(options: PolicyKeeperOptions) {
    this.options = options;
    this.clock = options.clock ?? (() => new Date());
  }

  /** The policy that counts at a time, ISO 8601; now when left out. */
  async policyAt(at: string = this.now()): Promise<Policy> {
    return (await this.countingAt(at)).policy;
  }

  /** The same, with its version. */
  async countingAt(at: string): Promise<CountingPolicy> {
    const counting = countingAt(await this.versions(), at);
    const { configured } = this.options;
    return {
      policy: withOverrides(configured, counting?.overrides ?? {}),
      ...(counting && { version: counting.version }),
    };
  }

  /** App-config's policy with some overrides. Throws an InputError that says everything that is wrong with them. */
  candidate(overrides: unknown): Policy {
    return withOverrides(this.options.configured, checked(overrides));
  }

  /** What counts and where each value comes from, with all versions, the newest first. */
  async known(): Promise<KnownPolicy> {
    const at = this.now();
    const versions = await this.versions();
    const counting = countingAt(versions, at);
    return {
      fields: this.fields(versions, counting),
      versions: versions
        .map(({ id: _, ...version }) => ({
          ...version,
          overrides: version.overrides as Record<string, unknown>,
          state: stateOf(versions[version.version - 1], versions, at),
        }))
        .reverse(),
      ...(counting && { counts: counting.version }),
      position: versions.length,
      today: dayOf(at),
    };
  }

  /**
   * Sets a version. Rejects with InputError when something in it is not understood, or its day is past.
   *
   * @param change - `after` is the newest version that the caller knew
   */
  async set(change: PolicyChange, by: string): Promise<Set> {
    const { id, after, comment, countsFrom } = change;
    const overrides = beyond(
      this.options.configured,
      checked(change.overrides),
    );
    const before = (await this.versions()).find(version => version.id === id);
    if (before) {
      const isSame =
        before.by === by &&
        JSON.stringify(before.overrides) === JSON.stringify(overrides) &&
        before.comment === comment &&
        before.countsFrom === countsFrom;
      if (!isSame) throw taken(id);
      return { result: 'repeated', policy: await this.known() };
    }
    const at = this.now();
    if (!isDay(countsFrom)) {
      throw new InputError(`countsFrom is not a day: ${countsFrom}`);
    }
    if (countsFrom < dayOf(at)) {
      throw new InputError(
        `A policy counts from today (${dayOf(at)}, UTC) or later`,
      );
    }
    const body = { overrides, comment, countsFrom } as unknown as JsonObject;
    const answer = await this.options.journal.append([
      { id, stream: POLICY_STREAM, after, at, by, body },
    ]);
    if (answer.result === 'id-taken') throw taken(id);
    return {
      result: answer.result === 'appended' ? 'set' : answer.result,
      policy: await this.known(),
    };
  }

  private fields(
    versions: readonly PolicyVersion[],
    counting: PolicyVersion | undefined,
  ): PolicyField[] {
    const { configured } = this.options;
    const effective = withOverrides(configured, counting?.overrides ?? {});
    const upTo = versions.slice(0, counting?.version ?? 0);
    return policyLeaves().map(({ path, kind, about }) => {
      const standard = valueAt(DEFAULT_POLICY, path);
      const own = valueAt(configured, path);
      const isSet = valueAt(counting?.overrides, path) !== undefined;
      const isConfigured = JSON.stringify(own) !== JSON.stringify(standard);
      return {
        path,
        kind,
        about,
        ...(kind === 'mechanisms' && { choices: [...MECHANISMS] }),
        value: valueAt(effective, path) as JsonValue,
        configured: own as JsonValue,
        standard: standard as JsonValue,
        source: sourceOf(isSet, isConfigured),
        ...(isSet && { version: originOf(upTo, path)!.version }),
      };
    });
  }

  private async versions(): Promise<PolicyVersion[]> {
    return (await this.options.journal.read([POLICY_STREAM])).map(toVersion);
  }

  private now(): string {
    return this.clock().toISOString();
  }
}

function sourceOf(
  isSet: boolean,
  isConfigured: boolean,
): PolicyField['source'] {
  if (isSet) return 'version';
  return isConfigured ? 'app-config' : 'default';
}

function checked(overrides: unknown): PolicyOverrides {
  const objections = policyObjections(overrides);
  if (objections.length > 0) {
    throw new InputError(
      objections
        .slice(0, MAX_TOLD)
        .map(({ message }) => message)
        .join('; '),
    );
  }
  return overrides as PolicyOverrides;
}

function taken(id: string): InputError {
  return new InputError(`The id ${id} was used for something else`);
}
