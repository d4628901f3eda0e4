import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  couplingAnalysisRunPermission,
  couplingFindingReadPermission,
  type Status,
} from '@posiwid/backstage-plugin-coupling-common';
import { json, type Request, type Response, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AudienceResolver } from '../permissions/AudienceResolver';
import type { Operation, Questions } from '../serving/questions';
import type { SnapshotServer } from '../serving/SnapshotServer';
import { loadOpenApiDocument } from '../schema';
import {
  addEvidenceRoutes,
  sendObservations,
  type EvidenceRouterOptions,
} from './evidence';
import { addDecisionRoutes } from './decisions';
import type { Decider } from '../governance/decisions/Decider';
import type { Reviewer } from '../governance/reviews/Reviewer';
import { addPolicyRoutes } from './policy';
import type { PolicyKeeper, PolicyPreviewer } from '../governance/policy';
import { addReviewRoutes } from './reviews';
import type { StatusReporter } from './StatusReporter';

export interface RouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  audiences: AudienceResolver;
  snapshots: SnapshotServer;
  status: StatusReporter;
  evidence: EvidenceRouterOptions;
  decider: Decider;
  reviewer: Reviewer;
  policy: PolicyKeeper;
  previewer: PolicyPreviewer;
  userInfo: UserInfoService;
  /** Starts an analysis, or joins the one under way. */
  analyseNow: () => Promise<void>;
}

/** A text of 100,000 characters, each written as an escape, and what is around it. */
const BODY_LIMIT = '1mb';

/** GET routes that are answered from the snapshot, by path. */
const VIEWS: [path: string, operation: Operation][] = [
  ['/v1/overview', 'getOverview'],
  ['/v1/teams', 'listTeams'],
  ['/v1/findings', 'listFindings'],
  ['/v1/findings/:id', 'getFinding'],
  ['/v1/shared-dependencies', 'listSharedDependencies'],
  ['/v1/claims', 'listClaims'],
  ['/v1/claims/by-id', 'getClaim'],
  ['/v1/independence', 'getIndependence'],
  ['/v1/availability', 'getAvailability'],
  ['/v1/scorecards', 'listScorecards'],
  ['/v1/scorecards/by-ref', 'getScorecard'],
  ['/v1/clocks', 'getClocks'],
  ['/v1/interfaces', 'listInterfaces'],
  ['/v1/map/matrix', 'getMatrix'],
  ['/v1/map/cell', 'getMatrixCell'],
  ['/v1/map/entity', 'getEntityMap'],
  ['/v1/map/proposal', 'getCouplingProposal'],
  ['/v1/blast-radius', 'getBlastRadius'],
  ['/v1/entities/by-ref', 'getEntityView'],
  ['/v1/entities/search', 'searchEntities'],
  ['/v1/problems', 'listProblems'],
  ['/v1/trend', 'getTrend'],
];

/** The REST API as `schema/openapi.yaml` says it; requests that do not fit the document are refused before they get here. */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const { httpAuth, permissions, auditor, audiences, snapshots, status } =
    options;
  const router = createValidatedOpenApiRouter(await loadOpenApiDocument(), {
    middleware: [json({ limit: BODY_LIMIT })],
  }) as unknown as Router;

  const isAllowed = async (req: Request, permission: BasicPermission) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    return {
      credentials,
      allowed: decision.result === AuthorizeResult.ALLOW,
    };
  };

  const readersOnly = async (req: Request) => {
    const { credentials, allowed } = await isAllowed(
      req,
      couplingFindingReadPermission,
    );
    if (!allowed) {
      throw new NotAllowedError('Needs the permission coupling.finding.read');
    }
    return credentials;
  };

  const ask = async (
    req: Request,
    operation: Operation,
    query: Questions[Operation],
  ) => {
    const credentials = await readersOnly(req);
    const audience = await audiences.resolve(credentials);
    return snapshots.ask(
      { operation, query, info: status.analysis() },
      audience,
    );
  };

  router.get('/v1/status', async (req, res) => {
    await readersOnly(req);
    const run = await isAllowed(req, couplingAnalysisRunPermission);
    const body: Status = await status.report({ mayAnalyse: run.allowed });
    res.json(body);
  });

  router.post('/v1/analyses', async (req, res) => {
    const { allowed } = await isAllowed(req, couplingAnalysisRunPermission);
    const event = await auditor.createEvent({
      eventId: 'analysis-run',
      severityLevel: 'medium',
      request: req,
    });
    try {
      if (!allowed) {
        throw new NotAllowedError('Needs the permission coupling.analysis.run');
      }
      await options.analyseNow();
      await event.success();
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
    const body: Status = await status.report({ mayAnalyse: true });
    res.status(202).json(body);
  });

  router.get('/v1/findings/export', async (req, res) => {
    const event = await auditor.createEvent({
      eventId: 'findings-export',
      severityLevel: 'low',
      request: req,
      meta: { format: req.query.format as string },
    });
    try {
      const answer = await ask(
        req,
        'exportFindings',
        req.query as unknown as Questions['exportFindings'],
      );
      await event.success();
      send(res, answer);
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });

  for (const [path, operation] of VIEWS) {
    router.get(path, async (req, res) => {
      const query = { ...req.query, ...req.params };
      send(res, await ask(req, operation, query as Questions[Operation]));
    });
  }

  const doorman = { isAllowed, readersOnly };
  addEvidenceRoutes(router, doorman, options.evidence);
  addDecisionRoutes(router, doorman, options);
  addReviewRoutes(router, doorman, options);
  addPolicyRoutes(router, doorman, options);
  const outer = PromiseRouter();
  outer.post(
    '/v1/observations',
    sendObservations(doorman, auditor, options.evidence),
  );
  outer.use(router);
  return outer;
}

function send(
  res: Response,
  answer: { contentType: string; fileName?: string; body: Uint8Array },
): void {
  res.setHeader('Content-Type', answer.contentType);
  if (answer.fileName) {
    res.attachment(answer.fileName);
    res.setHeader('Content-Type', answer.contentType);
  }
  res.send(
    Buffer.from(
      answer.body.buffer,
      answer.body.byteOffset,
      answer.body.byteLength,
    ),
  );
}
