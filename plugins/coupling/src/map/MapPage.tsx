import { FindingDrawer, PageSheet } from '../components';
import { EntityMapView } from './entity/EntityMapView';
import { useMapUrl } from './mapUrl';
import { MatrixView } from './matrix/MatrixView';

function MapContent() {
  const [state, change] = useMapUrl();
  return state.entity === undefined ? (
    <MatrixView state={state} onChange={change} />
  ) : (
    <EntityMapView
      state={{ ...state, entity: state.entity }}
      onChange={change}
    />
  );
}

/** Who is coupled to whom: between teams, systems or domains as a matrix, around one entity as a picture. */
export function MapPage() {
  return (
    <PageSheet>
      <MapContent />
      <FindingDrawer />
    </PageSheet>
  );
}
