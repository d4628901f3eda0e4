/** Routes of evidence: sending it, looking at it, and how its sources do. */
import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  couplingEvidenceWritePermission,
  type QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Request, Response, Router } from 'express';
import type { CatalogSight } from '../evidence/CatalogSight';
import type { EvidenceReporter } from '../evidence/EvidenceReporter';
import { IngestionGate, TooManyRequestsError } from '../evidence/limits';
import type { IngestionLimits } from '../evidence/limits';
import { TooLargeError } from '../evidence/lines';
import type { ObservationStore } from '../evidence/ObservationStore';
import { formatOf, receive } from '../evidence/receive';
import { visibleObservations } from '../evidence/visibleObservations';

export interface EvidenceRouterOptions {
  store: ObservationStore;
  sight: CatalogSight;
  reporter: EvidenceReporter;
  limits: IngestionLimits;
}

/** What the router of the plugin knows of callers. */
export interface Doorman {
  isAllowed(
    req: Request,
    permission: BasicPermission,
  ): Promise<{ credentials: BackstageCredentials; allowed: boolean }>;
  readersOnly(req: Request): Promise<BackstageCredentials>;
}

const DEFAULT_LIMIT = 25;

/** `GET` routes; requests have been held against the document before. */
export function addEvidenceRoutes(
  router: Router,
  doorman: Doorman,
  { store, sight, reporter }: EvidenceRouterOptions,
): void {
  router.get('/v1/observations', async (req, res) => {
    const credentials = await doorman.readersOnly(req);
    const { allowed } = await doorman.isAllowed(
      req,
      couplingEvidenceWritePermission,
    );
    const query = req.query as unknown as QueryOf<'listObservations'>;
    const { source, id, entity, kind, from, to, limit, cursor } = query;
    if (id && source === undefined) {
      throw new InputError(
        'id needs source: ids are unique within their source',
      );
    }
    res.json(
      await visibleObservations(
        {
          source,
          ids: id,
          entities: entity?.map(ref => ref.toLocaleLowerCase('en-US')),
          kinds: kind,
          from: utc(from),
          to: utc(to),
          limit: limit ?? DEFAULT_LIMIT,
          cursor,
        },
        { credentials, maySend: allowed },
        { store, sight },
      ),
    );
  });

  router.get('/v1/evidence', async (req, res) => {
    await doorman.readersOnly(req);
    const { allowed } = await doorman.isAllowed(
      req,
      couplingEvidenceWritePermission,
    );
    res.json(await reporter.report({ maySend: allowed }));
  });
}

/**
 * `POST /v1/observations`. Its body is a stream, which whatever parses or validates bodies would hold in memory as a whole, so
 * this stands before them.
 */
export function sendObservations(
  doorman: Doorman,
  auditor: AuditorService,
  { store, limits }: EvidenceRouterOptions,
): (req: Request, res: Response) => Promise<void> {
  const gate = new IngestionGate(limits);
  return async (req, res) => {
    const { credentials, allowed } = await doorman.isAllowed(
      req,
      couplingEvidenceWritePermission,
    );
    const event = await auditor.createEvent({
      eventId: 'observations-send',
      severityLevel: 'low',
      request: req,
    });
    let leave = () => {};
    try {
      if (!allowed) {
        throw new NotAllowedError(
          'Needs the permission coupling.evidence.write',
        );
      }
      leave = gate.enter(nameOf(credentials));
      const format = formatOf(req.headers);
      if (Number(req.headers['content-length']) > limits.maxBytes) {
        throw new TooLargeError(`a body has at most ${limits.maxBytes} bytes`);
      }
      const report = await receive(req, format, {
        store,
        maxBytes: limits.maxBytes,
      });
      const { stored, unchanged, refused } = report;
      await event.success({ meta: { stored, unchanged, refused } });
      res.json(report);
    } catch (error) {
      await event.fail({ error: error as Error });
      if (error instanceof TooManyRequestsError) {
        res.setHeader('Retry-After', error.retryAfterSeconds);
      }
      throw error;
    } finally {
      leave();
    }
  };
}

/** Under which name a caller is counted. */
function nameOf({ principal }: BackstageCredentials): string {
  const { type, subject, userEntityRef } = principal as {
    type?: string;
    subject?: string;
    userEntityRef?: string;
  };
  return `${type} ${userEntityRef ?? subject}`;
}

/** A time of any offset as the store has it. Throws an InputError when it is none. */
function utc(time: string | undefined): string | undefined {
  if (time === undefined) {
    return undefined;
  }
  const ms = Date.parse(time);
  if (Number.isNaN(ms)) {
    throw new InputError(`${time} is not a time`);
  }
  return new Date(ms).toISOString();
}
