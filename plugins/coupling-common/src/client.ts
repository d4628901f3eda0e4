/* eslint-disable new-cap -- GET and POST are what the methods of the fetch client are called */
import { ResponseError } from '@backstage/errors';
import createFetchClient from 'openapi-fetch';
import { governanceClient, type GovernanceClient } from './governance';
import type { CouplingRequestOptions } from './requestOptions';
import type { paths } from './schema';
import type {
  Availability,
  BlastRadius,
  Claim,
  ClaimPage,
  Clocks,
  CouplingProposal,
  EntityMap,
  EntitySummary,
  EntityView,
  EvidenceHealth,
  Finding,
  FindingPage,
  Independence,
  InterfacePage,
  Matrix,
  MatrixCellDetail,
  ObservationPage,
  Overview,
  ProblemPage,
  QueryOf,
  Scorecard,
  ScorecardPage,
  SharedDependencyPage,
  Status,
  TeamSummary,
  TrendPoint,
} from './types';

/**
 * The coupling backend's API, one method an operation of the OpenAPI document. Every method rejects with a
 * `ResponseError` of `@backstage/errors` (with `statusCode`) when the backend answers with an error.
 */
export interface CouplingClient extends GovernanceClient {
  getStatus(options?: CouplingRequestOptions): Promise<Status>;
  /** Starts an analysis, or joins the one under way. */
  analyseNow(options?: CouplingRequestOptions): Promise<Status>;
  getOverview(
    query?: QueryOf<'getOverview'>,
    options?: CouplingRequestOptions,
  ): Promise<Overview>;
  listTeams(options?: CouplingRequestOptions): Promise<TeamSummary[]>;
  listFindings(
    query?: QueryOf<'listFindings'>,
    options?: CouplingRequestOptions,
  ): Promise<FindingPage>;
  /** The file as it is, for the browser to save. */
  exportFindings(
    query: QueryOf<'exportFindings'>,
    options?: CouplingRequestOptions,
  ): Promise<Blob>;
  getFinding(id: string, options?: CouplingRequestOptions): Promise<Finding>;
  listSharedDependencies(
    query?: QueryOf<'listSharedDependencies'>,
    options?: CouplingRequestOptions,
  ): Promise<SharedDependencyPage>;
  listClaims(
    query?: QueryOf<'listClaims'>,
    options?: CouplingRequestOptions,
  ): Promise<ClaimPage>;
  getClaim(
    query: QueryOf<'getClaim'>,
    options?: CouplingRequestOptions,
  ): Promise<Claim>;
  /** What two entities or more share, layer by layer. */
  getIndependence(
    query: QueryOf<'getIndependence'>,
    options?: CouplingRequestOptions,
  ): Promise<Independence>;
  getAvailability(
    query: QueryOf<'getAvailability'>,
    options?: CouplingRequestOptions,
  ): Promise<Availability>;
  /** What states a purpose or makes promises, most contradicted first. */
  listScorecards(
    query?: QueryOf<'listScorecards'>,
    options?: CouplingRequestOptions,
  ): Promise<ScorecardPage>;
  /** `platform` is a ref too: the whole catalog. */
  getScorecard(
    query: QueryOf<'getScorecard'>,
    options?: CouplingRequestOptions,
  ): Promise<Scorecard>;
  getClocks(
    query?: QueryOf<'getClocks'>,
    options?: CouplingRequestOptions,
  ): Promise<Clocks>;
  listInterfaces(
    query?: QueryOf<'listInterfaces'>,
    options?: CouplingRequestOptions,
  ): Promise<InterfacePage>;
  getMatrix(
    query?: QueryOf<'getMatrix'>,
    options?: CouplingRequestOptions,
  ): Promise<Matrix>;
  getMatrixCell(
    query: QueryOf<'getMatrixCell'>,
    options?: CouplingRequestOptions,
  ): Promise<MatrixCellDetail>;
  getEntityMap(
    query: QueryOf<'getEntityMap'>,
    options?: CouplingRequestOptions,
  ): Promise<EntityMap>;
  /** The lines of a catalog file that would declare a coupling. */
  getCouplingProposal(
    query: QueryOf<'getCouplingProposal'>,
    options?: CouplingRequestOptions,
  ): Promise<CouplingProposal>;
  getBlastRadius(
    query: QueryOf<'getBlastRadius'>,
    options?: CouplingRequestOptions,
  ): Promise<BlastRadius>;
  getEntityView(
    query: QueryOf<'getEntityView'>,
    options?: CouplingRequestOptions,
  ): Promise<EntityView>;
  searchEntities(
    query: QueryOf<'searchEntities'>,
    options?: CouplingRequestOptions,
  ): Promise<EntitySummary[]>;
  listProblems(
    query?: QueryOf<'listProblems'>,
    options?: CouplingRequestOptions,
  ): Promise<ProblemPage>;
  getTrend(
    query?: QueryOf<'getTrend'>,
    options?: CouplingRequestOptions,
  ): Promise<TrendPoint[]>;
  listObservations(
    query?: QueryOf<'listObservations'>,
    options?: CouplingRequestOptions,
  ): Promise<ObservationPage>;
  /** Where evidence comes from, and when each source last spoke. */
  getEvidence(options?: CouplingRequestOptions): Promise<EvidenceHealth>;
}

export interface CouplingClientOptions {
  /** Backstage's `fetchApi.fetch`, or any other fetch that signs its requests. */
  fetch: typeof globalThis.fetch;
  /** `plugin://coupling` (the default) with Backstage's fetch, or the address of `/api/coupling`. */
  baseUrl?: string;
}

/** A client of the coupling backend over the given fetch. */
export function createCouplingClient(
  options: CouplingClientOptions,
): CouplingClient {
  const { fetch, baseUrl = 'plugin://coupling' } = options;
  const http = createFetchClient<paths>({
    baseUrl,
    fetch: request => sendWith(fetch, request),
  });
  http.use({
    async onResponse({ response }) {
      // A conflict says what somebody else did: see governance.ts.
      if (!response.ok && response.status !== 409) {
        throw await ResponseError.fromResponse(response);
      }
    },
  });

  return {
    getStatus: init => body(http.GET('/v1/status', { ...init })),
    analyseNow: init => body(http.POST('/v1/analyses', { ...init })),
    getOverview: (query, init) =>
      body(http.GET('/v1/overview', { params: { query }, ...init })),
    listTeams: async init =>
      (await body(http.GET('/v1/teams', { ...init }))).items,
    listFindings: (query, init) =>
      body(http.GET('/v1/findings', { params: { query }, ...init })),
    exportFindings: (query, init) =>
      body(
        http.GET('/v1/findings/export', {
          params: { query },
          parseAs: 'blob',
          ...init,
        }),
      ),
    getFinding: (id, init) =>
      body(
        http.GET('/v1/findings/{id}', { params: { path: { id } }, ...init }),
      ),
    listSharedDependencies: (query, init) =>
      body(http.GET('/v1/shared-dependencies', { params: { query }, ...init })),
    listClaims: (query, init) =>
      body(http.GET('/v1/claims', { params: { query }, ...init })),
    getClaim: (query, init) =>
      body(http.GET('/v1/claims/by-id', { params: { query }, ...init })),
    getIndependence: (query, init) =>
      body(http.GET('/v1/independence', { params: { query }, ...init })),
    getAvailability: (query, init) =>
      body(http.GET('/v1/availability', { params: { query }, ...init })),
    listScorecards: (query, init) =>
      body(http.GET('/v1/scorecards', { params: { query }, ...init })),
    getScorecard: (query, init) =>
      body(http.GET('/v1/scorecards/by-ref', { params: { query }, ...init })),
    getClocks: (query, init) =>
      body(http.GET('/v1/clocks', { params: { query }, ...init })),
    listInterfaces: (query, init) =>
      body(http.GET('/v1/interfaces', { params: { query }, ...init })),
    getMatrix: (query, init) =>
      body(http.GET('/v1/map/matrix', { params: { query }, ...init })),
    getMatrixCell: (query, init) =>
      body(http.GET('/v1/map/cell', { params: { query }, ...init })),
    getEntityMap: (query, init) =>
      body(http.GET('/v1/map/entity', { params: { query }, ...init })),
    getCouplingProposal: (query, init) =>
      body(http.GET('/v1/map/proposal', { params: { query }, ...init })),
    getBlastRadius: (query, init) =>
      body(http.GET('/v1/blast-radius', { params: { query }, ...init })),
    getEntityView: (query, init) =>
      body(http.GET('/v1/entities/by-ref', { params: { query }, ...init })),
    searchEntities: async (query, init) =>
      (
        await body(
          http.GET('/v1/entities/search', { params: { query }, ...init }),
        )
      ).items,
    listProblems: (query, init) =>
      body(http.GET('/v1/problems', { params: { query }, ...init })),
    getTrend: async (query, init) =>
      (await body(http.GET('/v1/trend', { params: { query }, ...init })))
        .points,
    listObservations: (query, init) =>
      body(http.GET('/v1/observations', { params: { query }, ...init })),
    getEvidence: init => body(http.GET('/v1/evidence', { ...init })),
    ...governanceClient(http),
  };
}

/**
 * Sends a request through Backstage's fetch. Its layers each make a request of the one before, which a body that is a stream survives
 * once; so a body goes as text, beside the address.
 */
async function sendWith(
  fetch: CouplingClientOptions['fetch'],
  request: Request,
): Promise<Response> {
  const text = request.method === 'GET' ? '' : await request.text();
  if (text === '') return fetch(request);
  const { url, method, headers, signal } = request;
  return fetch(url, { method, headers, signal, body: text });
}

/** The body of a good answer; errors have been thrown before. */
async function body<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}
