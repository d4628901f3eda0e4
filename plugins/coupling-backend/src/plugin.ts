import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { couplingPermissions } from '@posiwid/backstage-plugin-coupling-common';
import { couplingRulesExtensionPoint } from '@posiwid/backstage-plugin-coupling-node';
import { ThreadAnalysisRunner } from './analysis/ThreadAnalysisRunner';
import { ScanningCatalogReader } from './catalog/ScanningCatalogReader';
import { intervalMs, readCouplingConfig } from './config';
import { CatalogSight } from './evidence/CatalogSight';
import { DatabaseObservationStore } from './evidence/DatabaseObservationStore';
import { EvidenceReporter } from './evidence/EvidenceReporter';
import { AudienceResolver } from './permissions/AudienceResolver';
import { createRouter } from './router/router';
import { StatusReporter } from './router/StatusReporter';
import { AnalysisTask } from './schedule/AnalysisTask';
import { conditionsOf } from './schedule/conditions';
import { scheduleAnalysis } from './schedule/scheduleAnalysis';
import { SnapshotServer } from './serving/SnapshotServer';
import { DatabaseAnalysisStore } from './store/DatabaseAnalysisStore';

/** Reads the catalog, analyses its couplings, stores and serves the findings. */
export const couplingPlugin = createBackendPlugin({
  pluginId: 'coupling',
  register(env) {
    const ruleModules: string[] = [];
    env.registerExtensionPoint(couplingRulesExtensionPoint, {
      addRuleModules: (...paths) => ruleModules.push(...paths),
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, logger, lifecycle } = deps;
        const config = readCouplingConfig(deps.config);
        const store = await DatabaseAnalysisStore.create({
          database: deps.database,
          retention: config.retention,
        });
        const { evidence } = config;
        const observations = await DatabaseObservationStore.create({
          database: deps.database,
          policy: evidence.policy,
        });
        const snapshots = new SnapshotServer({ store, logger });
        const task = new AnalysisTask({
          reader: new ScanningCatalogReader({ catalog, auth }),
          runner: new ThreadAnalysisRunner({
            policy: config.policy,
            ruleModules,
            ...config.analysis,
          }),
          store,
          evidence: observations,
          logger,
          conditions: await conditionsOf({
            policy: config.policy,
            ruleModules,
          }),
          onStored: () => snapshots.refresh(),
        });

        deps.permissionsRegistry.addPermissions(couplingPermissions);
        deps.httpRouter.use(
          await createRouter({
            httpAuth: deps.httpAuth,
            permissions: deps.permissions,
            auditor: deps.auditor,
            audiences: new AudienceResolver({
              permissions: deps.permissions,
              catalog,
            }),
            snapshots,
            status: new StatusReporter({
              store,
              snapshots,
              intervalMs: intervalMs(config.schedule),
            }),
            evidence: {
              store: observations,
              sight: new CatalogSight({ catalog, auth }),
              reporter: new EvidenceReporter({
                store: observations,
                maximum: evidence.policy.maximum,
                silentAfterDays: evidence.silentAfterDays,
              }),
              limits: evidence.limits,
            },
            analyseNow: await scheduleAnalysis({
              scheduler: deps.scheduler,
              schedule: config.schedule,
              task,
              store,
              logger,
            }),
          }),
        );

        lifecycle.addStartupHook(() => snapshots.start());
        lifecycle.addShutdownHook(() => snapshots.stop());
      },
    });
  },
});
