export interface Config {
  coupling?: {
    /** Deployments and reviews from GitHub webhooks. See docs/evidence/github.md. */
    github?: {
      /** Topic of the events service. `github` when left out; webhooks are taken at /api/events/http/<topic>. */
      topic?: string;
      /**
       * Secret of the webhook, with which GitHub signs what it sends. `events.modules.github.webhookSecret` when left out.
       * Without any, every webhook is refused.
       * @visibility secret
       */
      secret?: string;
      /** Regular expressions over names of environments. Where given, deployments to others are left out. */
      environments?: string[];
    };
  };
}
