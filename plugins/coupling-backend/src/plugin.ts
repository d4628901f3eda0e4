import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { couplingPermissions } from '@posiwid/backstage-plugin-coupling-common';
import {
  couplingEvidenceExtensionPoint,
  couplingRulesExtensionPoint,
} from '@posiwid/backstage-plugin-coupling-node';
import { registerActions } from './actions';
import { ThreadAnalysisRunner } from './analysis/ThreadAnalysisRunner';
import { ScanningCatalogReader } from './catalog/ScanningCatalogReader';
import { intervalMs, readCouplingConfig } from './config';
import { CatalogSight } from './evidence/CatalogSight';
import { CollectorList, startEvidence } from './evidence/startEvidence';
import { PolicyPreviewer } from './governance/policy';
import { startGovernance } from './governance/startGovernance';
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
      addMeasureModules: (...paths) => ruleModules.push(...paths),
    });

    const collectorList = new CollectorList();
    env.registerExtensionPoint(couplingEvidenceExtensionPoint, collectorList);

    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, catalog, logger, lifecycle } = deps;
        const config = readCouplingConfig(deps.config);
        const store = await DatabaseAnalysisStore.create({
          database: deps.database,
          retention: config.retention,
        });
        const evidence = await startEvidence({
          config: config.evidence,
          collectors: collectorList.collectors,
          database: deps.database,
          scheduler: deps.scheduler,
          logger,
        });
        const snapshots = new SnapshotServer({ store, logger });
        const governance = await startGovernance({
          database: deps.database,
          permissionsRegistry: deps.permissionsRegistry,
          signals: deps.signals,
          notifications: deps.notifications,
          scheduler: deps.scheduler,
          config,
          snapshots,
          logger,
        });
        const reader = new ScanningCatalogReader({ catalog, auth });
        const runner = new ThreadAnalysisRunner({
          ruleModules,
          ...config.analysis,
        });
        const task = new AnalysisTask({
          reader,
          runner,
          store,
          evidence: evidence.store,
          logger,
          conditions: await conditionsOf({ ruleModules }),
          policyAt: at => governance.policy.countingAt(at),
          onStored: async () => {
            await snapshots.refresh();
            await governance.afterAnalysis();
          },
        });

        const audiences = new AudienceResolver({
          permissions: deps.permissions,
          catalog,
        });
        const app = deps.config.getOptionalString('app.baseUrl') ?? '';
        registerActions({
          registry: deps.actions,
          auth,
          permissions: deps.permissions,
          audiences,
          snapshots,
          decider: governance.decider,
          reviewer: governance.reviewer,
          page: `${app.replace(/\/+$/, '')}${config.page}`,
        });

        deps.permissionsRegistry.addPermissions(couplingPermissions);
        deps.httpRouter.use(
          await createRouter({
            httpAuth: deps.httpAuth,
            permissions: deps.permissions,
            auditor: deps.auditor,
            audiences,
            snapshots,
            decider: governance.decider,
            reviewer: governance.reviewer,
            policy: governance.policy,
            previewer: new PolicyPreviewer({
              keeper: governance.policy,
              reader,
              runner,
              evidence: evidence.store,
            }),
            userInfo: deps.userInfo,
            status: new StatusReporter({
              store,
              snapshots,
              intervalMs: intervalMs(config.schedule),
            }),
            evidence: {
              store: evidence.store,
              reporter: evidence.reporter,
              sight: new CatalogSight({ catalog, auth }),
              limits: config.evidence.limits,
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

        lifecycle.addStartupHook(async () => {
          await snapshots.start();
          await governance.start();
        });
        lifecycle.addStartupHook(() => evidence.listen());
        lifecycle.addShutdownHook(() => {
          governance.stop();
          return snapshots.stop();
        });
      },
    });
  },
});
