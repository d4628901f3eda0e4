import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  coupling?: {
    /** Prometheus-compatible stores (Prometheus, Thanos, Mimir) that are asked who called whom. */
    prometheus?: Array<{
      /** Tells several stores apart: letters, digits and hyphens. Needed only when there are several. */
      name?: string;
      /** Where the HTTP API is, without `/api/v1`, e.g. `http://prometheus:9090`. */
      url: string;
      /**
       * Sent with every request, e.g. `Authorization` or `X-Scope-OrgID`.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /** When it is asked. Every 10 minutes when left out; only windows that have ended are asked for. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Length of the windows that calls are counted in. An hour when left out. */
      window?: HumanDuration | string;
      /** For how long after its end a window is left to settle. 2 minutes when left out. */
      delay?: HumanDuration | string;
      /** How far back the first run goes. A day when left out. */
      lookBack?: HumanDuration | string;
      /** Windows asked for in one run, at most; the next run goes on from there. 24 when left out. */
      maxWindows?: number;
      /** Pairs kept of one window, those with the most requests. 10000 when left out. */
      maxPairs?: number;
      /** After this one request is given up. 30 seconds when left out. */
      timeout?: HumanDuration | string;
      /** Whether an answer is taken where a part of the store could not be read. Thanos only; false when left out. */
      partialResponse?: boolean;
      /** What is asked. The preset `service-graph` alone when left out. */
      queries?: Array<{
        /** Names the query in the ids of what it finds: letters, digits and hyphens. The preset's name when left out. */
        name?: string;
        /** A query that is written already. Left out for PromQL of your own. */
        preset?: 'service-graph' | 'istio';
        /** Label matchers that the preset's series must meet, e.g. `cluster="prod"`. For Istio, in place of `reporter="source"`. */
        match?: string;
        /** PromQL for the requests of each pair; `{{ window }}` stands for the length of the window. */
        requests?: string;
        /** The same for those that failed. */
        errors?: string;
        /** The same for attempts after the first. */
        retries?: string;
        /** Labels to the reference of the caller, e.g. `component:default/{{ client }}`. */
        from?: string;
        /** The same for what is called. */
        to?: string;
        /** The same for what is called where the service graph says it is a database. */
        database?: string;
      }>;
    }>;
  };
}
