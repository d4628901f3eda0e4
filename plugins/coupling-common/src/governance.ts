/* eslint-disable new-cap -- GET and POST are what the methods of the fetch client are called */
import { ResponseError } from '@backstage/errors';
import type { Client } from 'openapi-fetch';
import type { CouplingRequestOptions } from './requestOptions';
import type { paths } from './schema';
import type {
  Agenda,
  DecisionList,
  NewDecision,
  NewReviewEvent,
  OvertakenDecision,
  OvertakenPolicy,
  OvertakenReview,
  PolicyChange,
  PolicyOverrides,
  PolicyPreview,
  PolicyState,
  QueryOf,
  Review,
  ReviewSummary,
  SeriesChange,
  SeriesView,
} from './types';

/** What became of something that somebody else may have done first. */
export type Outcome<Done, Overtaken> =
  | { overtaken: false; body: Done }
  | { overtaken: true; body: Overtaken };

/** Decisions and reviews. Changes carry an id made by the caller, so that sending again after a silence changes nothing twice. */
export interface GovernanceClient {
  listDecisions(
    findingId: string,
    options?: CouplingRequestOptions,
  ): Promise<DecisionList>;
  decide(
    findingId: string,
    decision: NewDecision,
    options?: CouplingRequestOptions,
  ): Promise<Outcome<DecisionList, OvertakenDecision>>;
  listSeries(
    options?: CouplingRequestOptions,
  ): Promise<{ items: SeriesView[]; mayRun: boolean }>;
  getSeries(id: string, options?: CouplingRequestOptions): Promise<SeriesView>;
  setSeries(
    id: string,
    change: SeriesChange,
    options?: CouplingRequestOptions,
  ): Promise<SeriesView>;
  /** Of the next meeting, as it would be now. */
  getAgenda(
    seriesId: string,
    options?: CouplingRequestOptions,
  ): Promise<Agenda>;
  listReviews(
    seriesId: string,
    options?: CouplingRequestOptions,
  ): Promise<ReviewSummary[]>;
  /** Calls the next meeting, or gives the one that is called. */
  callReview(
    seriesId: string,
    options?: CouplingRequestOptions,
  ): Promise<Review>;
  getReview(id: string, options?: CouplingRequestOptions): Promise<Review>;
  addReviewEvent(
    id: string,
    event: NewReviewEvent,
    options?: CouplingRequestOptions,
  ): Promise<Outcome<Review, OvertakenReview>>;
  exportPacket(
    id: string,
    query: QueryOf<'exportPacket'>,
    options?: CouplingRequestOptions,
  ): Promise<Blob>;
  exportMinutes(
    id: string,
    query: QueryOf<'exportMinutes'>,
    options?: CouplingRequestOptions,
  ): Promise<Blob>;
  getPolicy(options?: CouplingRequestOptions): Promise<PolicyState>;
  /** What another policy would find, in place of the one that counts. Takes as long as two analyses. */
  previewPolicy(
    overrides: PolicyOverrides,
    options?: CouplingRequestOptions,
  ): Promise<PolicyPreview>;
  setPolicy(
    change: PolicyChange,
    options?: CouplingRequestOptions,
  ): Promise<Outcome<PolicyState, OvertakenPolicy>>;
}

/**
 * @param http - a client whose errors, other than 409, have been thrown
 */
export function governanceClient(http: Client<paths>): GovernanceClient {
  const path = (id: string) => ({ params: { path: { id } } });
  return {
    listDecisions: (id, init) =>
      good(http.GET('/v1/findings/{id}/decisions', { ...path(id), ...init })),
    decide: (id, body, init) =>
      outcome(
        http.POST('/v1/findings/{id}/decisions', {
          ...path(id),
          body,
          ...init,
        }),
      ),
    listSeries: init => good(http.GET('/v1/series', { ...init })),
    getSeries: (id, init) =>
      good(http.GET('/v1/series/{id}', { ...path(id), ...init })),
    setSeries: (id, body, init) =>
      good(http.PUT('/v1/series/{id}', { ...path(id), body, ...init })),
    getAgenda: (id, init) =>
      good(http.GET('/v1/series/{id}/agenda', { ...path(id), ...init })),
    listReviews: async (id, init) =>
      (
        await good(
          http.GET('/v1/series/{id}/reviews', { ...path(id), ...init }),
        )
      ).items,
    callReview: (id, init) =>
      good(http.POST('/v1/series/{id}/reviews', { ...path(id), ...init })),
    getReview: (id, init) =>
      good(http.GET('/v1/reviews/{id}', { ...path(id), ...init })),
    addReviewEvent: (id, body, init) =>
      outcome(
        http.POST('/v1/reviews/{id}/events', { ...path(id), body, ...init }),
      ),
    exportPacket: (id, query, init) =>
      good(
        http.GET('/v1/reviews/{id}/packet', {
          params: { path: { id }, query },
          parseAs: 'blob',
          ...init,
        }),
      ) as Promise<unknown> as Promise<Blob>,
    exportMinutes: (id, query, init) =>
      good(
        http.GET('/v1/reviews/{id}/minutes', {
          params: { path: { id }, query },
          parseAs: 'blob',
          ...init,
        }),
      ) as Promise<unknown> as Promise<Blob>,
    getPolicy: init => good(http.GET('/v1/policy', { ...init })),
    previewPolicy: (overrides, init) =>
      good(http.POST('/v1/policy/preview', { body: { overrides }, ...init })),
    setPolicy: (body, init) =>
      outcome(http.PUT('/v1/policy', { body, ...init })),
  };
}

interface Call<T, E> {
  data?: T;
  error?: E;
  response: Response;
}

/** The body of a good answer; a conflict is an error here. */
async function good<T>(call: Promise<Call<T, unknown>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw await ResponseError.fromResponse(
      new Response(JSON.stringify(error), {
        status: response.status,
        headers: { 'Content-Type': 'application/json' },
      }),
    );
  }
  return data as T;
}

/** A conflict is an answer here: what the other one did. */
async function outcome<T, E>(
  call: Promise<Call<T, unknown>>,
): Promise<Outcome<T, E>> {
  const { data, error, response } = await call;
  return response.ok
    ? { overtaken: false, body: data as T }
    : { overtaken: true, body: error as E };
}
