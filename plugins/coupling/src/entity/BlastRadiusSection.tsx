import type { EntityView } from '@posiwid/backstage-plugin-coupling-common';
import { AccentLink, QueryState, RowsSkeleton, Section } from '../components';
import { ReachTables } from '../components/ReachTables';
import { useBlastRadius } from '../map/queries';
import { useCouplingPaths } from '../url/paths';
import { voiceOf } from './entityWords';

function Radius(props: { view: EntityView }) {
  const { view } = props;
  const query = useBlastRadius(view.ref);
  const map = useCouplingPaths().entityMap(view.ref);
  return (
    <Section
      title={voiceOf(view).falls}
      aside={
        map && view.kind === 'entity' ? (
          <AccentLink to={map}>Who they are</AccentLink>
        ) : undefined
      }
    >
      <QueryState
        query={query}
        skeleton={<RowsSkeleton rows={4} height={18} />}
      >
        {radius => <ReachTables radius={radius} />}
      </QueryState>
    </Section>
  );
}

/** What fails and what degrades with it, by team and by system; nothing where nothing falls. */
export function BlastRadiusSection(props: { view: EntityView }) {
  const { fails, degrades } = props.view;
  return fails + degrades > 0 ? <Radius {...props} /> : null;
}
