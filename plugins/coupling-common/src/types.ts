import type { components, operations } from './schema';

type Schemas = components['schemas'];

/** The query of one operation of the API, by its `operationId`; an empty object when the operation takes none. */
export type QueryOf<Operation extends keyof operations> =
  operations[Operation]['parameters'] extends { query?: infer Query }
    ? NonNullable<Query>
    : never;

export type AnalysisInfo = Schemas['AnalysisInfo'];
export type Availability = Schemas['Availability'];
export type AvailabilityInput = Schemas['AvailabilityInput'];
export type BlastRadius = Schemas['BlastRadius'];
export type Category = Schemas['Category'];
export type Claim = Schemas['Claim'];
export type ClaimPage = Schemas['ClaimPage'];
export type ClaimSummary = Schemas['ClaimSummary'];
export type ClockMeeting = Schemas['ClockMeeting'];
export type Clocks = Schemas['Clocks'];
export type Count = Schemas['Count'];
export type Coupling = Schemas['Coupling'];
export type Drilled = Schemas['Drilled'];
export type EmergentProperty = Schemas['EmergentProperty'];
export type EntityMap = Schemas['EntityMap'];
export type EntityMapNode = EntityMap['nodes'][number];
export type EntityMapEdge = EntityMap['edges'][number];
export type EntitySummary = Schemas['EntitySummary'];
export type EntityView = Schemas['EntityView'];
export type Evidence = Schemas['Evidence'];
export type EvidenceCollector = Schemas['EvidenceCollector'];
export type EvidenceHealth = Schemas['EvidenceHealth'];
export type EvidenceProblem = Schemas['EvidenceProblem'];
export type EvidenceSource = Schemas['EvidenceSource'];
export type EvidenceState = Schemas['EvidenceState'];
export type Finding = Schemas['Finding'];
export type FindingPage = Schemas['FindingPage'];
export type FindingStatus = Schemas['FindingStatus'];
export type Grade = Schemas['Grade'];
export type Independence = Schemas['Independence'];
export type IndependencePart = Schemas['IndependencePart'];
export type IndependenceRow = Schemas['IndependenceRow'];
export type Ingestion = Schemas['Ingestion'];
export type Interface = Schemas['Interface'];
export type InterfacePage = Schemas['InterfacePage'];
export type Intervention = Schemas['Intervention'];
export type Leverage = Schemas['Leverage'];
export type LineProblem = Schemas['LineProblem'];
export type Matrix = Schemas['Matrix'];
export type MatrixCell = Matrix['cells'][number];
export type MatrixCellDetail = Schemas['MatrixCellDetail'];
export type MatrixRow = Matrix['rows'][number];
export type MechanismCoverage = Schemas['MechanismCoverage'];
export type Move = Schemas['Move'];
export type ObservationRef = Schemas['ObservationRef'];
export type Observation = Schemas['Observation'];
export type ObservationInput = Schemas['ObservationInput'];
export type ObservationKind = Schemas['ObservationKind'];
export type ObservationPage = Schemas['ObservationPage'];
export type Omission = Schemas['Omission'];
export type Overview = Schemas['Overview'];
export type Picture = Schemas['Picture'];
export type Problem = Schemas['Problem'];
export type ProblemPage =
  operations['listProblems']['responses'][200]['content']['application/json'];
export type PromiseView = Schemas['Promise'];
export type Reach = Schemas['Reach'];
export type RiskEvent = Schemas['RiskEvent'];
export type RiskGroup = Schemas['RiskGroup'];
export type Scorecard = Schemas['Scorecard'];
export type ScorecardPage = Schemas['ScorecardPage'];
export type ScorecardRow = Schemas['ScorecardRow'];
export type Severity = Schemas['Severity'];
export type SharedDependency = Schemas['SharedDependency'];
export type SharedDependencyPage = Schemas['SharedDependencyPage'];
export type Status = Schemas['Status'];
export type Step = Schemas['Step'];
export type Strength = Schemas['Strength'];
export type SystemCount = Schemas['SystemCount'];
export type TeamCount = Schemas['TeamCount'];
export type TeamRef = Schemas['TeamRef'];
export type TeamSummary = Schemas['TeamSummary'];
export type TrendPoint = Schemas['TrendPoint'];
export type UnavailabilityRange = Schemas['UnavailabilityRange'];
export type Verdict = Schemas['Verdict'];
export type VerdictCounts = Schemas['VerdictCounts'];
