export { toReport } from './report';
export type { Report, ReportFinding, ReportProblem } from './report';
