import type { Analysis } from '../analysis';
import type {
  Category,
  Evidence,
  Intervention,
  Severity,
} from '../findings/types';

/** What leaves the house as JSON: small, flat, and stable. Its schema is report.schema.json beside this file. */
export interface Report {
  version: 1;
  catalog: {
    entities: number;
    couplings: number;
    teams: number;
    digest: string;
  };
  metrics: {
    /** Share of ordered pairs in which the first reaches the second, itself counted. */
    propagationCost: number;
    propagationCostError: number;
    cycles: number;
    largestCycle: number;
    architecture: string;
  };
  findings: ReportFinding[];
  problems: ReportProblem[];
  omissions: string[];
}

export interface ReportFinding {
  id: string;
  rule: string;
  category: Category;
  severity: Severity;
  score: number;
  title: string;
  summary: string;
  subjects: string[];
  related: string[];
  teams: string[];
  chain: string[];
  evidence: Evidence[];
  interventions: Omit<Intervention, 'target'>[];
  why: string[];
}

export interface ReportProblem {
  code: string;
  ref?: string;
  file?: string;
  line?: number;
  key?: string;
  message: string;
}

/** The report of an analysis. Findings worst first; problems in the order met. */
export function toReport(analysis: Analysis): Report {
  const { catalog, structure, findings, problems, omissions } = analysis;
  const { value, error } = structure.propagationCost;
  return {
    version: 1,
    catalog: {
      entities: catalog.entities,
      couplings: catalog.couplings,
      teams: catalog.teams,
      digest: catalog.digest,
    },
    metrics: {
      propagationCost: value,
      propagationCostError: error,
      cycles: structure.cycles.length,
      largestCycle: structure.cycles[0]?.length ?? 0,
      architecture: structure.architecture,
    },
    findings: findings.map(({ steps: _steps, reach: _reach, ...finding }) => ({
      ...finding,
      interventions: finding.interventions.map(
        ({ target: _target, ...intervention }) => intervention,
      ),
    })),
    problems: problems.map(({ code, ref, file, line, key, message }) => ({
      code,
      ...(ref === undefined ? {} : { ref }),
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(key === undefined ? {} : { key }),
      message,
    })),
    omissions: omissions.map(({ text }) => text),
  };
}
