import {
  ApiBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  ExtensionBoundary,
  fetchApiRef,
  PageBlueprint,
  PageLayout,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  couplingFindingReadPermission,
  createCouplingClient,
} from '@posiwid/backstage-plugin-coupling-common';
import { couplingApiRef } from './api/couplingApiRef';
import { MY_TEAMS_RISKS } from './home/widget';
import { couplingIcon } from './icon';
import { entityContentRouteRef, rootRouteRef } from './routes';
import { BesideTabs } from './url/BesideTabs';
import { KeepQuery } from './url/KeepQuery';

/** Readers without the permission get no page, no navigation item, no card and no tab. */
const mayRead = {
  permissions: {
    $contains: `${couplingFindingReadPermission.name}#${couplingFindingReadPermission.attributes.action}`,
  },
};

/** Kinds that have something to show; the same for card and tab. */
const coupledKinds = {
  kind: {
    $in: ['component', 'api', 'resource', 'system', 'domain', 'group', 'user'],
  },
};

const couplingApi = ApiBlueprint.make({
  params: define =>
    define({
      api: couplingApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        createCouplingClient({ fetch: fetchApi.fetch }),
    }),
});

const couplingPage = PageBlueprint.makeWithOverrides({
  if: mayRead,
  *factory(originalFactory, { inputs, node }) {
    const page = originalFactory({ path: '/coupling', routeRef: rootRouteRef });
    for (const output of page) {
      if (output.id !== coreExtensionData.reactElement.id) {
        yield output;
      }
    }
    const tabs = inputs.pages.map(tab => {
      const path = tab.get(coreExtensionData.routePath);
      const label = tab.get(coreExtensionData.title) ?? path;
      return { id: path, label, href: path };
    });
    // The framework's redirect to the first tab drops the query, and with it the team filter of a link. Every sub-page is a
    // tab to it; evidence and the policy are where numbers lead and no tabs of their own.
    yield coreExtensionData.reactElement(
      <KeepQuery to="overview">
        <BesideTabs
          path="evidence"
          beside={
            <PageLayout title="Coupling" icon={couplingIcon} tabs={tabs}>
              {ExtensionBoundary.lazy(node, () =>
                import('./pages/evidence').then(({ EvidencePage }) => (
                  <EvidencePage />
                )),
              )}
            </PageLayout>
          }
        >
          <BesideTabs
            path="policy"
            beside={
              <PageLayout title="Coupling" icon={couplingIcon} tabs={tabs}>
                {ExtensionBoundary.lazy(node, () =>
                  import('./pages/policy').then(({ PolicyPage }) => (
                    <PolicyPage />
                  )),
                )}
              </PageLayout>
            }
          >
            {page.get(coreExtensionData.reactElement)}
          </BesideTabs>
        </BesideTabs>
      </KeepQuery>,
    );
  },
});

const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () =>
      import('./pages/overview').then(({ OverviewPage }) => <OverviewPage />),
  },
});

const risksPage = SubPageBlueprint.make({
  name: 'risks',
  params: {
    path: 'risks',
    title: 'Risks',
    loader: () =>
      import('./pages/risks').then(({ RisksPage }) => <RisksPage />),
  },
});

const mapPage = SubPageBlueprint.make({
  name: 'map',
  params: {
    path: 'map',
    title: 'Map',
    loader: () => import('./map').then(({ MapPage }) => <MapPage />),
  },
});

const sharedDependenciesPage = SubPageBlueprint.make({
  name: 'shared-dependencies',
  params: {
    path: 'shared-dependencies',
    title: 'Shared dependencies',
    loader: () =>
      import('./pages/shared-dependencies').then(
        ({ SharedDependenciesPage }) => <SharedDependenciesPage />,
      ),
  },
});

const interfacesPage = SubPageBlueprint.make({
  name: 'interfaces',
  params: {
    path: 'interfaces',
    title: 'Interfaces',
    loader: () =>
      import('./pages/interfaces').then(({ InterfacesPage }) => (
        <InterfacesPage />
      )),
  },
});

const scorecardsPage = SubPageBlueprint.make({
  name: 'scorecards',
  params: {
    path: 'scorecards',
    title: 'Scorecards',
    loader: () =>
      import('./pages/scorecards').then(({ ScorecardsPage }) => (
        <ScorecardsPage />
      )),
  },
});

const reviewsPage = SubPageBlueprint.make({
  name: 'reviews',
  params: {
    path: 'reviews',
    title: 'Reviews',
    loader: () =>
      import('./pages/reviews').then(({ ReviewsPage }) => <ReviewsPage />),
  },
});

const entityCard = EntityCardBlueprint.make({
  name: 'coupling',
  if: mayRead,
  params: {
    type: 'content',
    filter: coupledKinds,
    loader: () =>
      import('./entity').then(({ EntityCouplingCard }) => (
        <EntityCouplingCard />
      )),
  },
});

const entityContent = EntityContentBlueprint.make({
  name: 'coupling',
  if: mayRead,
  params: {
    path: '/coupling',
    title: 'Coupling',
    icon: couplingIcon,
    routeRef: entityContentRouteRef,
    filter: coupledKinds,
    loader: () =>
      import('./entity').then(({ EntityCouplingContent }) => (
        <EntityCouplingContent />
      )),
  },
});

/** Shown where the app has a home page and its layout places it; asks for nothing elsewhere. */
const myTeamsRisks = HomePageWidgetBlueprint.make({
  name: 'my-teams-risks',
  if: mayRead,
  params: {
    name: 'MyTeamsCouplingRisks',
    ...MY_TEAMS_RISKS,
  },
});

/** The coupling plugin for apps on the new frontend system. */
export const couplingPlugin = createFrontendPlugin({
  pluginId: 'coupling',
  title: 'Coupling',
  icon: couplingIcon,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  extensions: [
    couplingApi,
    couplingPage,
    overviewPage,
    risksPage,
    mapPage,
    sharedDependenciesPage,
    interfacesPage,
    scorecardsPage,
    reviewsPage,
    entityCard,
    entityContent,
    myTeamsRisks,
  ],
});
