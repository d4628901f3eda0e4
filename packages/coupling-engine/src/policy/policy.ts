import type { Severity } from './severities';

/** For how long a risk may be accepted, and whether one person may do so alone. */
export interface AcceptanceLimit {
  /** Longest acceptance, in days; 0: it is not accepted at all. */
  maxDays: number;
  /** Somebody else than who decides has to approve. */
  secondPerson: boolean;
}

/** A mechanism that hard couplings have to have: stated, inherited from a shared library or channel, or observed. */
export interface RequiredMechanism {
  /** One of those that are looked for, e.g. `timeout`. */
  mechanism: string;
  /**
   * Which couplings: `all`, `across-teams`, `type:<spec.type>` for those to things of a type, or the reference of a domain
   * for those from things in it and in the domains below.
   */
  on: string;
}

/**
 * What one domain asks of what is in it, beside the policy: its own mechanisms, shorter acceptances, younger drills. It can only ask
 * for more.
 */
export interface DomainPolicy {
  requiredMechanisms?: RequiredMechanism[];
  acceptance?: Partial<Record<Severity, Partial<AcceptanceLimit>>>;
  drillAgeDays?: number;
}

/** Thresholds and patterns that an organisation may set. Every number says its unit. */
export interface Policy {
  /** Owner names that stand for "nobody". Regular expressions over the name part of the ref, case-insensitive. */
  placeholderOwners: string[];
  hub: {
    /** Share of entities that must fail, 0 to 1, and the least number of them. */
    minShare: number;
    minFails: number;
    minTeams: number;
  };
  singlePath: { minShare: number; minBehind: number };
  splitPath: { minOwners: number };
  /** Days for which a drill that passed counts as contact with reality. */
  drillAgeDays: number;
  /** From so many direct callers, of so many teams, a thing without load control is raised. */
  saturation: { minCallers: number; minTeams: number };
  /** From so many entities that take change from one channel at once, a channel is raised. */
  sameChange: { minReached: number; minTeams: number };
  /** Jobs that start within so many minutes of each other coincide. */
  sameClock: { windowMinutes: number; minJobs: number };
  /**
   * Share of the time a thing works, 0 to 1, where neither measured nor promised, by what it is; and the least and the
   * most of a member's failures that fell its like as well (beta factor). See docs/availability.md for the reasons.
   */
  availability: {
    service: number;
    /** What keeps state: databases, queues, caches. */
    datastore: number;
    /** Networks, gateways, load balancers, DNS. */
    network: number;
    /** Everything under one failure domain. */
    domain: number;
    /** No bad change through one channel, library, image or job. */
    change: number;
    other: number;
    betaLow: number;
    betaHigh: number;
  };
  /** `spec.type` values of things that are inert at run time: libraries, base images. */
  inertTypes: string[];
  /**
   * When a coupling that was seen and is not declared is worth raising: requests, windows and days (UTC) at least. Days without
   * a sighting after which a declared coupling is a phantom and an observed one is over; days after which a source has fallen
   * silent, and after which ownership that was confirmed is confirmed no more.
   */
  territory: {
    minRequests: number;
    minWindows: number;
    minDays: number;
    phantomDays: number;
    silentDays: number;
    ownershipDays: number;
  };
  /** What an acceptance may be, by the severity of what is accepted. */
  acceptance: Record<Severity, AcceptanceLimit>;
  /** What couplings have to have; a coupling that nothing is known of is raised. Nothing is required by default. */
  requiredMechanisms: RequiredMechanism[];
  /** Rules that are switched off, by id. */
  disabledRules: string[];
}

/** A year and a day: nobody knows a platform longer. */
const LENIENT: AcceptanceLimit = { maxDays: 366, secondPerson: false };

export const DEFAULT_POLICY: Policy = {
  placeholderOwners: [
    '^(unowned|un-owned|no-?owner|nobody|none|unknown|unassigned|tbd|todo|n-?a|owner|placeholder|example|guests?|orphan(ed)?)$',
    '(^|-)(unmaintained|unowned|orphaned|abandoned|deprecated)(-|$)',
    '^(your|my|the)-?(team|group|owner)(-name)?$',
  ],
  hub: { minShare: 0.1, minFails: 3, minTeams: 2 },
  singlePath: { minShare: 0.05, minBehind: 4 },
  splitPath: { minOwners: 3 },
  drillAgeDays: 365,
  saturation: { minCallers: 5, minTeams: 2 },
  sameChange: { minReached: 5, minTeams: 2 },
  sameClock: { windowMinutes: 10, minJobs: 2 },
  availability: {
    service: 0.999,
    datastore: 0.9995,
    network: 0.9999,
    domain: 0.9999,
    change: 0.9995,
    other: 0.999,
    betaLow: 0.02,
    betaHigh: 0.2,
  },
  inertTypes: ['library', 'base-image', 'sdk', 'package', 'framework'],
  territory: {
    minRequests: 50,
    minWindows: 3,
    minDays: 2,
    phantomDays: 90,
    silentDays: 90,
    ownershipDays: 365,
  },
  acceptance: {
    critical: LENIENT,
    high: LENIENT,
    medium: LENIENT,
    low: LENIENT,
    info: LENIENT,
  },
  requiredMechanisms: [],
  disabledRules: [],
};
