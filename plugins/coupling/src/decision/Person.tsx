import { EntityLink } from '../components/EntityLink';

/** Who decides when nobody does. */
const SYSTEM = 'system';

/** Who decided: a user of the catalog, or the analysis itself. */
export function Person(props: { entityRef: string }) {
  const { entityRef } = props;
  return entityRef === SYSTEM ? (
    <span title="Written by the backend when an analysis or a day outgrew what was decided">
      the analysis
    </span>
  ) : (
    <EntityLink entityRef={entityRef} />
  );
}
