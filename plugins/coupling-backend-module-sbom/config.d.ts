import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  coupling?: {
    /**
     * Bills of materials (CycloneDX JSON): which libraries and images an entity is built with. Those that entities name in their
     * annotation `posiwid.dev/sbom` are read without any of this.
     */
    sbom?: {
      /** When they are read. Every hour when left out; what has not changed is not read again. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Documents that no annotation names. */
      files?: Array<{
        /** Address, or path as seen from where the backend runs. */
        target: string;
        /** What it is the bill of; one without a kind is a component. */
        entity: string;
      }>;
      /** Libraries and images kept of one entity. 2000 when left out. */
      maxArtifacts?: number;
      /** Largest document that is read, in megabytes. 50 when left out. */
      maxMegabytes?: number;
    };
  };
}
