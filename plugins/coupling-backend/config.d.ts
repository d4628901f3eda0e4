import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  coupling?: {
    /** When the catalog is read and analysed. Every 10 minutes when left out. */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

    /** Limits of one analysis. */
    analysis?: {
      /** After this an analysis is stopped. 10 minutes when left out. */
      timeout?: HumanDuration | string;
      /** Heap of the thread that analyses, in megabytes. Node's default when left out. */
      memory?: number;
    };

    /** How long what is kept. */
    retention?: {
      /** Newest snapshots that are kept whole. 2 when left out. */
      snapshots?: number;
      /** For how long a resolved finding is kept, and how far back the trend goes. 730 days when left out. */
      resolved?: HumanDuration | string;
    };

    /** Path of the Coupling pages in the app, for links from elsewhere. /coupling when left out. */
    page?: string;

    /** What owners are told between meetings. See docs/governance.md. */
    notifications?: {
      /** `daily`: one notification a team, when there is news. `immediate`: within minutes, one of each kind. `daily` when left out. */
      digest?: 'daily' | 'immediate' | 'off';
      /** New findings below this are not told. `high` when left out. */
      minSeverity?: 'critical' | 'high' | 'medium' | 'low' | 'info';
      /** When it is looked for news. 5:00 UTC every day, or every 2 minutes with `immediate`, when left out. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };

    /** Evidence that is sent and collected. See docs/backend.md. */
    evidence?: {
      /** No more observations than this are kept; what comes beyond is refused. 5000000 when left out. */
      maximum?: number;
      /** For how long observations are kept, by kind. 400 days where left out. */
      retention?: {
        /** Of every kind that is not named here. */
        default?: HumanDuration | string;
        deployment?: HumanDuration | string;
        incident?: HumanDuration | string;
        calls?: HumanDuration | string;
        communication?: HumanDuration | string;
        schedule?: HumanDuration | string;
        artifact?: HumanDuration | string;
        drill?: HumanDuration | string;
        'ownership-confirmed'?: HumanDuration | string;
        freeze?: HumanDuration | string;
      };
      /** After this, the calls of a source between two entities are summed up by day. 30 days when left out. */
      thinCallsAfter?: HumanDuration | string;
      /** After this, a source or collector that has sent nothing is called silent. 7 days when left out. */
      silentAfter?: HumanDuration | string;
      /** What may be sent to one replica. */
      limits?: {
        /** Largest body of a request, in bytes. 268435456 when left out. */
        maxBytes?: number;
        /** Requests a minute of one caller. 600 when left out. */
        requestsPerMinute?: number;
        /** Requests of one caller at once, after a pause. 100 when left out. */
        burst?: number;
        /** Requests that are read at the same time, of all callers. 4 when left out. */
        concurrent?: number;
      };
    };

    /** Thresholds and patterns; each replaces the engine's default. See docs/backend.md. */
    policy?: {
      /** Owner names that stand for "nobody": regular expressions over the name part of the ref, in any case. */
      placeholderOwners?: string[];
      /** When a shared dependency is worth raising. Shares are from 0 to 1. */
      hub?: { minShare?: number; minFails?: number; minTeams?: number };
      /** When a single path is worth raising. */
      singlePath?: { minShare?: number; minBehind?: number };
      /** When a path over several owners is worth raising. */
      splitPath?: { minOwners?: number };
      /** Days for which a drill that passed counts. */
      drillAgeDays?: number;
      /** From how many direct callers, of how many teams, a thing without load control is raised. */
      saturation?: { minCallers?: number; minTeams?: number };
      /** From how many entities that take change from one channel at once the channel is raised. */
      sameChange?: { minReached?: number; minTeams?: number };
      /** Jobs that start within so many minutes of each other coincide. */
      sameClock?: { windowMinutes?: number; minJobs?: number };
      /** Shares of the time that things work where nothing better is known, and the beta factor. See docs/availability.md. */
      availability?: {
        service?: number;
        datastore?: number;
        network?: number;
        domain?: number;
        change?: number;
        other?: number;
        betaLow?: number;
        betaHigh?: number;
      };
      /** Values of `spec.type` of things that are inert at run time. */
      inertTypes?: string[];
      /** When a coupling that was seen is worth raising, and after how many days evidence of couplings lapses. */
      territory?: {
        minRequests?: number;
        minWindows?: number;
        minDays?: number;
        phantomDays?: number;
        silentDays?: number;
        ownershipDays?: number;
      };
      /** What an acceptance may be, by severity: days at most (366 when left out; 0: not at all), and whether somebody else has to approve. */
      acceptance?: {
        critical?: { maxDays?: number; secondPerson?: boolean };
        high?: { maxDays?: number; secondPerson?: boolean };
        medium?: { maxDays?: number; secondPerson?: boolean };
        low?: { maxDays?: number; secondPerson?: boolean };
        info?: { maxDays?: number; secondPerson?: boolean };
      };
      /** Mechanisms that hard couplings have to have. `on`: all, across-teams, `type:<type>` or the reference of a domain. */
      requiredMechanisms?: { mechanism: string; on: string }[];
      /** Ids of rules that are switched off. */
      disabledRules?: string[];
    };
  };
}
