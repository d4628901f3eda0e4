import schema from './report.schema.json';

export { toReport } from './report';
export type { Report, ReportFinding, ReportProblem } from './report';

/** JSON schema (draft 7) of the report. */
export const reportSchema: Readonly<Record<string, unknown>> = schema;
