/**
 * What domains ask of what is in them (`posiwid.dev/policy`), beside the policy of the platform. A domain may ask for more than the
 * platform does and never for less: its annotation is changed by whoever may change the catalog, not by who may change the policy.
 * A domain below another is held to both.
 */
import { parseDocument } from 'yaml';
import type {
  AcceptanceLimit,
  DomainPolicy,
  Policy,
  RequiredMechanism,
} from '../policy/policy';
import type { Severity } from '../policy/severities';
import { policyObjections } from '../policy/objections';
import { positionsByRef } from './positions';
import type { Model } from './types';

/** The keys of a policy that a domain may state. */
const KEYS = ['requiredMechanisms', 'acceptance', 'drillAgeDays'] as const;

/**
 * The policy of a domain out of its annotation, YAML or JSON. A mechanism that does not say where it is required is required on
 * all that the domain's entities need.
 */
export function readDomainPolicy(
  text: string,
): { value: DomainPolicy } | { expected: string } {
  let value: unknown;
  try {
    const document = parseDocument(text, { prettyErrors: false });
    if (document.errors.length > 0) return { expected: 'YAML or JSON' };
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return { expected: 'YAML or JSON' };
  }
  const policy = withPlaces(value);
  const [objection] = policyObjections(policy, '', KEYS);
  return objection
    ? { expected: `a policy of a domain (${objection.message})` }
    : { value: policy as DomainPolicy };
}

function withPlaces(value: unknown): unknown {
  if (!isRecord(value) || !Array.isArray(value.requiredMechanisms)) {
    return value;
  }
  return {
    ...value,
    requiredMechanisms: value.requiredMechanisms.map(one =>
      isRecord(one) && !('on' in one) ? { ...one, on: 'all' } : one,
    ),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A mechanism that is required, by the platform or, with `domain`, of what is in one: a position in `Model.domains`. */
export interface Requirement extends RequiredMechanism {
  domain?: number;
}

/** The policy as it counts for single entities: the platform's with that of every domain they are in. */
export class PolicyOfEntities {
  private readonly bySystem = new Map<number, readonly number[]>();
  private positions: ReadonlyMap<string, number> | undefined;

  constructor(
    private readonly model: Pick<Model, 'entities' | 'systems' | 'domains'>,
    private readonly policy: Policy,
  ) {}

  /** Positions of the domains that an entity is in, the nearest first. */
  domainsOf(entity: number): readonly number[] {
    const { entities, systems, domains } = this.model;
    const { system } = entities[entity];
    if (system === undefined) return [];
    let found = this.bySystem.get(system);
    if (!found) {
      const way: number[] = [];
      // The model has no rings of domains.
      for (let at = systems[system].parent; at !== undefined; ) {
        way.push(at);
        at = domains[at].parent;
      }
      found = way;
      this.bySystem.set(system, found);
    }
    return found;
  }

  /** Days for which a drill of an entity counts: the fewest that anything asks for. */
  drillAgeDays(entity: number): number {
    return this.ofDomains(entity).reduce(
      (days, { drillAgeDays = days }) => Math.min(days, drillAgeDays),
      this.policy.drillAgeDays,
    );
  }

  requirements(): Requirement[] {
    return [
      ...this.policy.requiredMechanisms,
      ...this.model.domains.flatMap(({ facts }, domain) =>
        (facts.policy?.requiredMechanisms ?? []).map(required => ({
          ...required,
          domain,
        })),
      ),
    ];
  }

  /**
   * What the domains of some entities ask of an acceptance; undefined where they ask nothing.
   *
   * @param refs - references; those that are no entities count for nothing
   */
  acceptance(
    refs: readonly string[],
    severity: Severity,
  ): Partial<AcceptanceLimit> | undefined {
    const { domains } = this.model;
    if (!domains.some(({ facts }) => facts.policy?.acceptance)) {
      return undefined;
    }
    this.positions ??= positionsByRef(this.model);
    const asked = refs
      .flatMap(ref => this.positions!.get(ref) ?? [])
      .flatMap(entity => this.ofDomains(entity))
      .flatMap(({ acceptance }) => acceptance?.[severity] ?? []);
    return asked.length === 0 ? undefined : asked.reduce(strictest);
  }

  private ofDomains(entity: number): DomainPolicy[] {
    return this.domainsOf(entity).flatMap(
      domain => this.model.domains[domain].facts.policy ?? [],
    );
  }
}

/** Both limits at once. */
export function strictest<
  A extends Partial<AcceptanceLimit>,
  B extends Partial<AcceptanceLimit>,
>(a: A, b: B): A & B {
  const days = [a.maxDays, b.maxDays].filter(one => one !== undefined);
  return {
    ...a,
    ...b,
    ...(days.length > 0 && { maxDays: Math.min(...days) }),
    ...((a.secondPerson ?? b.secondPerson) !== undefined && {
      secondPerson: Boolean(a.secondPerson || b.secondPerson),
    }),
  };
}
