import type { RiskEvent } from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink } from '../components/EntityLink';
import { Muted } from '../components/styled';

/** One event of a risk group: the entity linked where the catalog has it, with its layer where asked for. */
export function EventName(props: {
  event: Pick<RiskEvent, 'name' | 'ref'> & { layer?: string };
  layer?: boolean;
}) {
  const { event, layer } = props;
  return (
    <>
      {event.ref ? (
        <EntityLink entityRef={event.ref} title={event.name} />
      ) : (
        event.name
      )}
      {layer && event.layer && <Muted> {event.layer}</Muted>}
    </>
  );
}
