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
import {
  refusalOf,
  withoutWithdrawn,
  type Decision,
  type DecisionBody,
} from '../governance/decisions';
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

/** One of each kind that a person can take, to ask which are possible. */
const SAMPLES: DecisionBody[] = [
  { kind: 'accept', reason: 'x', until: '' },
  { kind: 'assign', team: 'x', due: '' },
  { kind: 'plan', move: 'x' },
  { kind: 'dispute', reason: 'x' },
  { kind: 'second', of: '' },
  { kind: 'done' },
  { kind: 'defer', reason: 'x' },
  { kind: 'merge', into: '', reason: 'x' },
  { kind: 'split', parts: ['x', 'y'], reason: 'x' },
  { kind: 'withdraw', of: '' },
  { kind: 'comment', text: 'x' },
];

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

  const listOf = async (
    found: FoundStanding,
    decisions: Decision[],
    credentials: BackstageCredentials,
  ): Promise<DecisionList> => {
    const by = userOf(credentials);
    const allowed =
      by !== undefined && (await mayDecide(credentials, found.finding.id));
    const acceptance = await decider.acceptanceOf(found);
    return {
      items: decisions,
      standing: decider.standing(decisions, found),
      acceptance,
      may: allowed
        ? SAMPLES.filter(
            body =>
              refusalOf(
                sample(body, decisions),
                by,
                decisions,
                found.sight,
                new Date().toISOString(),
                acceptance,
              ) === undefined,
          ).map(({ kind }) => kind)
        : [],
    };
  };

  router.get('/v1/findings/:id/decisions', async (req, res) => {
    const credentials = await doorman.readersOnly(req);
    const audience = await audiences.resolve(credentials);
    const found = await decider.findOne(req.params.id, audience);
    const decisions = await decider.about(found.finding.id);
    res.json(await listOf(found, decisions, credentials));
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
      const { result, decisions, standing } = await decider.decide(
        found,
        { id, after, body: bodyOf(body), reviewId },
        credentials.principal.userEntityRef,
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
        .json(await listOf(found, decisions, credentials));
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });
}

/** The sample with what it has to name. */
function sample(
  body: DecisionBody,
  decisions: readonly Decision[],
): DecisionBody {
  const newest = (...kinds: string[]) =>
    [...decisions].reverse().find(({ body: { kind } }) => kinds.includes(kind))
      ?.id ?? '';
  switch (body.kind) {
    case 'accept':
      return {
        ...body,
        until: new Date().toISOString().slice(0, 10),
        approvedBy: ['somebody else'],
      };
    case 'second':
      return { ...body, of: newest('dispute') };
    case 'withdraw': {
      const decided = withoutWithdrawn(decisions).filter(
        ({ body: { kind } }) => kind !== 'comment' && kind !== 'lapse',
      );
      return { ...body, of: decided[decided.length - 1]?.id ?? '' };
    }
    default:
      return body;
  }
}

function userOf(credentials: BackstageCredentials): string | undefined {
  return (credentials.principal as Partial<BackstageUserPrincipal>)
    .userEntityRef;
}
