/** Routes of decisions about findings. */
import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  couplingDecisionCreatePermission,
  type DecisionList,
  type NewDecision,
  type OvertakenDecision,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Request, Router } from 'express';
import type { Decision } from '../governance/decisions';
import { bodyOf } from '../governance/decisions/bodyOf';
import type { Decider } from '../governance/decisions/Decider';
import type { AudienceResolver } from '../permissions/AudienceResolver';
import type { FoundStanding } from '../serving/Answerer';
import type { Doorman } from './evidence';

export interface DecisionsRouterOptions {
  decider: Decider;
  audiences: AudienceResolver;
  permissions: PermissionsService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}

export function addDecisionRoutes(
  router: Router,
  doorman: Doorman,
  options: DecisionsRouterOptions,
): void {
  const { decider, audiences, permissions, httpAuth, auditor } = options;

  const mayDecide = async (
    credentials: BackstageCredentials,
    findingId: string,
  ) => {
    const [decision] = await permissions.authorize(
      [
        {
          permission: couplingDecisionCreatePermission,
          resourceRef: findingId,
        },
      ],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  };

  /** @param by - who may decide about it; undefined for who only reads */
  const listOf = async (
    found: FoundStanding,
    items: Decision[],
    by: string | undefined,
  ): Promise<DecisionList> => ({
    items,
    ...(await decider.prospects(found, items, by)),
  });

  router.get('/v1/findings/:id/decisions', async (req, res) => {
    const credentials = await doorman.readersOnly(req);
    const audience = await audiences.resolve(credentials);
    const found = await decider.findOne(req.params.id, audience);
    const decisions = await decider.about(found.finding.id);
    const by = userOf(credentials);
    const decides =
      by !== undefined && (await mayDecide(credentials, found.finding.id));
    res.json(await listOf(found, decisions, decides ? by : undefined));
  });

  router.post('/v1/findings/:id/decisions', async (req: Request, res) => {
    const event = await auditor.createEvent({
      eventId: 'decision-create',
      severityLevel: 'medium',
      request: req,
      meta: {
        findingId: req.params.id,
        kind: (req.body as NewDecision).body.kind,
      },
    });
    try {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      await doorman.readersOnly(req);
      const audience = await audiences.resolve(credentials);
      // Who may not see a finding is not told that it is there.
      const found = await decider.findOne(req.params.id, audience);
      if (!(await mayDecide(credentials, found.finding.id))) {
        throw new NotAllowedError(
          'Needs the permission coupling.decision.create for this finding',
        );
      }
      const { id, after, body, reviewId } = req.body as NewDecision;
      const by = credentials.principal.userEntityRef;
      const { result, decisions, standing } = await decider.decide(
        found,
        { id, after, body: bodyOf(body), reviewId },
        by,
      );
      await event.success({ meta: { result } });
      if (result === 'overtaken') {
        const overtaken: OvertakenDecision = {
          message: 'Somebody decided in between; nothing was kept',
          since: decisions,
          standing,
        };
        res.status(409).json(overtaken);
        return;
      }
      res
        .status(result === 'decided' ? 201 : 200)
        .json(await listOf(found, decisions, by));
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });
}

function userOf(credentials: BackstageCredentials): string | undefined {
  return (credentials.principal as Partial<BackstageUserPrincipal>)
    .userEntityRef;
}
