import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissions/module'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('@backstage/plugin-events-backend'));

backend.add(import('@posiwid/backstage-plugin-coupling-backend'));
backend.add(import('./observations/module'));
backend.add(
  import('@posiwid/backstage-plugin-coupling-backend-module-cdevents'),
);
backend.add(import('@posiwid/backstage-plugin-coupling-backend-module-github'));
backend.add(
  import('@posiwid/backstage-plugin-coupling-backend-module-prometheus'),
);
backend.add(import('@posiwid/backstage-plugin-coupling-backend-module-sbom'));
backend.add(import('@posiwid/backstage-plugin-search-backend-module-coupling'));

backend.start();
