export interface Config {
  coupling?: {
    /** Deployments and incidents from CDEvents. See docs/evidence/cdevents.md. */
    cdevents?: {
      /** Topic of the events service. `cdevents` when left out; events are taken at /api/events/http/<topic>. */
      topic?: string;
      /**
       * What senders have to give as `Authorization: Bearer`. Without it events are taken only by a portal that is on a loopback
       * address by `backend.baseUrl` and by `backend.listen.host`.
       * @visibility secret
       */
      secret?: string;
      /** Regular expressions over ids of environments. Where given, events of other environments are left out. */
      environments?: string[];
      /** Events of a service that count as a deployment. All but `published` when left out. */
      deployments?: Array<
        'deployed' | 'upgraded' | 'rolledback' | 'removed' | 'published'
      >;
      /** How the id of a service becomes an entity. */
      entities?: {
        /** Annotation of catalog entities that says by which id their CDEvents name them. */
        annotation?: string;
        /** Tried in this order after the annotation; the first that matches decides. */
        patterns?: Array<{
          /** Regular expression over the id. */
          match: string;
          /** Reference of the entity; $1 to $9 and $<name> are what the groups of `match` took. */
          entity: string;
        }>;
      };
    };
  };
}
