/** Routes of series and reviews. */
import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  couplingReviewRunPermission,
  type NewReviewEvent,
  type Review,
  type SeriesChange,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Request, Response, Router } from 'express';
import { exportMinutes, exportPacket } from '../governance/reviews/exports';
import { reviewBodyOf } from '../governance/reviews/reviewBodyOf';
import type { Asker, Reviewer } from '../governance/reviews/Reviewer';
import type { AudienceResolver } from '../permissions/AudienceResolver';
import type { ExportFile } from '../serving/findings/exportFindings';
import type { Doorman } from './evidence';

export interface ReviewsRouterOptions {
  reviewer: Reviewer;
  audiences: AudienceResolver;
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  auditor: AuditorService;
}

/** What anybody who takes part may add. */
const OF_PARTICIPANTS: string[] = ['noted', 'dissented'];

export function addReviewRoutes(
  router: Router,
  doorman: Doorman,
  options: ReviewsRouterOptions,
): void {
  const { reviewer, audiences, httpAuth, userInfo, auditor } = options;

  const mayRun = async (req: Request) =>
    (await doorman.isAllowed(req, couplingReviewRunPermission)).allowed;

  const askerOf = async (req: Request): Promise<Asker> => {
    const credentials = await doorman.readersOnly(req);
    return {
      audience: await audiences.resolve(credentials),
      mayRun: await mayRun(req),
    };
  };

  const takesPart = async (
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    { series: { settings } }: Review,
  ) => {
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    const own = new Set([
      credentials.principal.userEntityRef,
      ...ownershipEntityRefs,
    ]);
    const { facilitator, participants, delegates } = settings;
    return [
      facilitator,
      ...participants,
      ...delegates.map(({ by }) => by),
    ].some(ref => own.has(ref.toLocaleLowerCase('en-US')));
  };

  /** A change by a person, with an audit event whatever comes of it. */
  const change = (
    eventId: string,
    act: (
      req: Request,
      credentials: BackstageCredentials<BackstageUserPrincipal>,
    ) => Promise<{ status?: number; body: unknown }>,
  ) => {
    return async (req: Request, res: Response) => {
      const event = await auditor.createEvent({
        eventId,
        severityLevel: 'medium',
        request: req,
        meta: { id: req.params.id },
      });
      try {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user'],
        });
        const { status = 200, body } = await act(req, credentials);
        await event.success();
        res.status(status).json(body);
      } catch (error) {
        await event.fail({ error: error as Error });
        throw error;
      }
    };
  };

  const runnersOnly = async (req: Request) => {
    if (!(await mayRun(req))) {
      throw new NotAllowedError('Needs the permission coupling.review.run');
    }
  };

  router.get('/v1/series', async (req, res) => {
    const asker = await askerOf(req);
    res.json({ items: await reviewer.listSeries(), mayRun: asker.mayRun });
  });
  router.get('/v1/series/:id', async (req, res) => {
    await doorman.readersOnly(req);
    res.json(await reviewer.series(req.params.id));
  });
  router.put(
    '/v1/series/:id',
    change('series-set', async (req, { principal }) => {
      await runnersOnly(req);
      return {
        body: await reviewer.setSeries(
          req.params.id,
          req.body as SeriesChange,
          principal.userEntityRef,
        ),
      };
    }),
  );
  router.get('/v1/series/:id/agenda', async (req, res) => {
    res.json(await reviewer.agenda(req.params.id, await askerOf(req)));
  });
  router.get('/v1/series/:id/reviews', async (req, res) => {
    await doorman.readersOnly(req);
    res.json({ items: await reviewer.reviews(req.params.id) });
  });
  router.post(
    '/v1/series/:id/reviews',
    change('review-call', async (req, { principal }) => {
      await runnersOnly(req);
      const asker = await askerOf(req);
      return {
        body: await reviewer.call(
          req.params.id,
          principal.userEntityRef,
          asker,
        ),
      };
    }),
  );
  router.get('/v1/reviews/:id', async (req, res) => {
    res.json(await reviewer.review(req.params.id, await askerOf(req)));
  });
  router.post(
    '/v1/reviews/:id/events',
    change('review-event', async (req, credentials) => {
      const { id, after, body } = req.body as NewReviewEvent;
      const asker = await askerOf(req);
      if (OF_PARTICIPANTS.includes(body.kind) && !asker.mayRun) {
        const review = await reviewer.review(req.params.id, asker);
        if (!(await takesPart(credentials, review))) {
          throw new NotAllowedError('Only who takes part may add to a review');
        }
        // An item that one may not see is not there to be remarked on.
        if (
          body.key !== undefined &&
          !review.items.some(({ item }) => item.key === body.key)
        ) {
          throw new InputError('That is not on the agenda');
        }
      } else {
        await runnersOnly(req);
      }
      const { overtaken, review } = await reviewer.happen(
        req.params.id,
        { id, after, body: reviewBodyOf(body) },
        credentials.principal.userEntityRef,
        asker,
      );
      return overtaken
        ? {
            status: 409,
            body: {
              message: 'Somebody else was first; nothing was kept',
              review,
            },
          }
        : { body: review };
    }),
  );
  router.get('/v1/reviews/:id/packet', async (req, res) => {
    const review = await reviewer.review(req.params.id, await askerOf(req));
    sendFile(res, exportPacket(review, req.query.format as 'csv'));
  });
  router.get('/v1/reviews/:id/minutes', async (req, res) => {
    const review = await reviewer.review(req.params.id, await askerOf(req));
    sendFile(res, exportMinutes(review, req.query.format as 'csv'));
  });
}

function sendFile(res: Response, { contentType, name, text }: ExportFile) {
  res.attachment(name);
  res.setHeader('Content-Type', contentType);
  res.send(text);
}
