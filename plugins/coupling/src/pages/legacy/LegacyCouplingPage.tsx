import {
  Content,
  Header,
  Page,
  Progress,
  RoutedTabs,
} from '@backstage/core-components';
import { RequirePermission } from '@backstage/plugin-permission-react';
import { couplingFindingReadPermission } from '@posiwid/backstage-plugin-coupling-common';
import { lazy, Suspense, type ComponentType } from 'react';
import { Forbidden } from '../../components/States';
import { Margins, Sheet } from '../../components/styled';
import { BesideTabs } from '../../url/BesideTabs';
import { KeepQuery } from '../../url/KeepQuery';

const OverviewPage = lazy(() =>
  import('../overview').then(m => ({ default: m.OverviewPage })),
);
const RisksPage = lazy(() =>
  import('../risks').then(m => ({ default: m.RisksPage })),
);
const MapPage = lazy(() =>
  import('../../map').then(m => ({ default: m.MapPage })),
);
const SharedDependenciesPage = lazy(() =>
  import('../shared-dependencies').then(m => ({
    default: m.SharedDependenciesPage,
  })),
);
const InterfacesPage = lazy(() =>
  import('../interfaces').then(m => ({ default: m.InterfacesPage })),
);
const ScorecardsPage = lazy(() =>
  import('../scorecards').then(m => ({ default: m.ScorecardsPage })),
);
const ReviewsPage = lazy(() =>
  import('../reviews').then(m => ({ default: m.ReviewsPage })),
);
const EvidencePage = lazy(() =>
  import('../evidence').then(m => ({ default: m.EvidencePage })),
);
const PolicyPage = lazy(() =>
  import('../policy').then(m => ({ default: m.PolicyPage })),
);

function tab(path: string, title: string, Tab: ComponentType) {
  return {
    path,
    title,
    children: (
      <Suspense fallback={<Progress />}>
        <Tab />
      </Suspense>
    ),
  };
}

const TABS = [
  tab('/overview', 'Overview', OverviewPage),
  tab('/risks', 'Risks', RisksPage),
  tab('/map', 'Map', MapPage),
  tab('/shared-dependencies', 'Shared dependencies', SharedDependenciesPage),
  tab('/interfaces', 'Interfaces', InterfacesPage),
  tab('/scorecards', 'Scorecards', ScorecardsPage),
  tab('/reviews', 'Reviews', ReviewsPage),
];

/** The page for apps on the old frontend system, which brings its own header and tabs. */
export function LegacyCouplingPage() {
  return (
    <Page themeId="tool">
      <Header title="Coupling" />
      <RequirePermission
        permission={couplingFindingReadPermission}
        errorPage={
          <Content>
            <Sheet>
              <Margins>
                <Forbidden />
              </Margins>
            </Sheet>
          </Content>
        }
      >
        <KeepQuery to="overview">
          <BesideTabs
            path="evidence"
            beside={
              <Content noPadding>
                <Suspense fallback={<Progress />}>
                  <EvidencePage />
                </Suspense>
              </Content>
            }
          >
            <BesideTabs
              path="policy"
              beside={
                <Content noPadding>
                  <Suspense fallback={<Progress />}>
                    <PolicyPage />
                  </Suspense>
                </Content>
              }
            >
              <RoutedTabs routes={TABS} />
            </BesideTabs>
          </BesideTabs>
        </KeepQuery>
      </RequirePermission>
    </Page>
  );
}
