import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  coupling?: {
    /** Path of the Coupling pages in the app, for links from elsewhere. /coupling when left out. */
    page?: string;

    search?: {
      /**
       * The permission that decides who finds findings and interfaces. Search asks for one, and they need two: say the one that makes
       * a difference in this portal. When left out they are put into the search only where permissions are off. See docs/governance.md.
       */
      guardedBy?: 'coupling.finding.read' | 'catalog.entity.read';
    };
  };

  search?: {
    collators?: {
      coupling?: {
        /** When the index is made. Every 10 minutes when left out. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
