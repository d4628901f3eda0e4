import type {
  AnalysisInfo,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Severity } from '@posiwid/coupling-engine';
import type { Told } from '../governance/notices/types';
import type { AgendaEdit, Series } from '../governance/reviews';

/** What an agenda is worked out from, beside the findings. */
export interface AgendaOrder {
  settings: Pick<
    Series,
    'scope' | 'minutes' | 'itemMinutes' | 'minSeverity' | 'moves'
  >;
  since?: string;
  /** Keys on the agenda of the meeting before. */
  before: string[];
  at: string;
  next: string;
  edit: AgendaEdit;
}

/** What the backend itself asks, beside the operations of the API. */
export interface InnerQuestions {
  /** Where findings stand, of those that the audience may see. */
  findStandings: { ids: string[] };
  /** What has to lapse. */
  listOutgrown: {};
  /** Which of these the audience may see. */
  whichAreVisible: { refs: string[] };
  /** The agenda of a meeting of findings that the audience may see. */
  workOutAgenda: AgendaOrder;
  /** What owners have to be told now. */
  workOutNotices: { told: Told; at: string; minSeverity: Severity };
}

/** The operations of the API that are answered from a snapshot, with what each is asked. */
export interface Questions extends InnerQuestions {
  getOverview: QueryOf<'getOverview'>;
  listTeams: {};
  listFindings: QueryOf<'listFindings'>;
  exportFindings: QueryOf<'exportFindings'>;
  getFinding: { id: string };
  listSharedDependencies: QueryOf<'listSharedDependencies'>;
  listClaims: QueryOf<'listClaims'>;
  getClaim: QueryOf<'getClaim'>;
  getIndependence: QueryOf<'getIndependence'>;
  getAvailability: QueryOf<'getAvailability'>;
  listScorecards: QueryOf<'listScorecards'>;
  getScorecard: QueryOf<'getScorecard'>;
  getClocks: QueryOf<'getClocks'>;
  listInterfaces: QueryOf<'listInterfaces'>;
  getMatrix: QueryOf<'getMatrix'>;
  getMatrixCell: QueryOf<'getMatrixCell'>;
  getEntityMap: QueryOf<'getEntityMap'>;
  getCouplingProposal: QueryOf<'getCouplingProposal'>;
  getBlastRadius: QueryOf<'getBlastRadius'>;
  getEntityView: QueryOf<'getEntityView'>;
  searchEntities: QueryOf<'searchEntities'>;
  listProblems: QueryOf<'listProblems'>;
  getTrend: QueryOf<'getTrend'>;
}

export type Operation = keyof Questions;

/** One question about the snapshot that is served. */
export interface Question<O extends Operation = Operation> {
  operation: O;
  query: Questions[O];
  /** What is known of the analysis at the time of asking; undefined before the first. */
  info?: AnalysisInfo;
}

/** The answer as it goes over the wire. */
export interface Answer {
  contentType: string;
  /** Set when the answer is a file to be saved. */
  fileName?: string;
  body: Uint8Array;
}
