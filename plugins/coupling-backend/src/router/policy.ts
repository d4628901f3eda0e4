/** Routes of the policy: what counts, what another one would find, and setting it. */
import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  couplingPolicyUpdatePermission,
  type OvertakenPolicy,
  type PolicyChange,
  type PolicyOverrides,
  type PolicyState,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Request, Router } from 'express';
import { TooManyRequestsError } from '../evidence/limits';
import type { PolicyKeeper, PolicyPreviewer } from '../governance/policy';
import type { AudienceResolver } from '../permissions/AudienceResolver';
import type { Doorman } from './evidence';

export interface PolicyRouterOptions {
  policy: PolicyKeeper;
  previewer: PolicyPreviewer;
  audiences: AudienceResolver;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}

export function addPolicyRoutes(
  router: Router,
  doorman: Doorman,
  { policy, previewer, audiences, httpAuth, auditor }: PolicyRouterOptions,
): void {
  const mayUpdate = async (req: Request) =>
    (await doorman.isAllowed(req, couplingPolicyUpdatePermission)).allowed;

  const updatersOnly = async (req: Request) => {
    const credentials = await doorman.readersOnly(req);
    if (!(await mayUpdate(req))) {
      throw new NotAllowedError('Needs the permission coupling.policy.update');
    }
    return credentials;
  };

  router.get('/v1/policy', async (req, res) => {
    await doorman.readersOnly(req);
    const body: PolicyState = {
      ...(await policy.known()),
      mayUpdate: await mayUpdate(req),
    };
    res.json(body);
  });

  router.post('/v1/policy/preview', async (req, res) => {
    const event = await auditor.createEvent({
      eventId: 'policy-preview',
      severityLevel: 'low',
      request: req,
    });
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    try {
      const audience = await audiences.resolve(await updatersOnly(req));
      const { overrides } = req.body as { overrides: PolicyOverrides };
      const preview = await previewer.preview(overrides, audience, gone.signal);
      await event.success();
      res.json(preview);
    } catch (error) {
      await event.fail({ error: error as Error });
      if (error instanceof TooManyRequestsError) {
        res.setHeader('Retry-After', error.retryAfterSeconds);
      }
      throw error;
    }
  });

  router.put('/v1/policy', async (req, res) => {
    const change = req.body as PolicyChange;
    const event = await auditor.createEvent({
      eventId: 'policy-set',
      severityLevel: 'high',
      request: req,
      meta: { countsFrom: change.countsFrom },
    });
    try {
      const { principal } = await httpAuth.credentials(req, {
        allow: ['user'],
      });
      await updatersOnly(req);
      const { result, policy: known } = await policy.set(
        change,
        principal.userEntityRef,
      );
      await event.success({ meta: { result } });
      const state: PolicyState = { ...known, mayUpdate: true };
      if (result === 'overtaken') {
        const body: OvertakenPolicy = {
          message: 'Somebody else set the policy first; nothing was kept',
          policy: state,
        };
        res.status(409).json(body);
        return;
      }
      res.status(result === 'set' ? 201 : 200).json(state);
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });
}
