/**
 * Every claim of redundancy that a catalog makes, audited: stated (statements.ts), as nodes of one fault graph
 * (catalogFaultGraph.ts), solved (audit.ts). What an earlier analysis audited with the same digest (digest.ts) is taken over.
 */
import type { Model, Problem } from '../../model/types';
import type { Policy } from '../../policy/policy';
import type { Structure } from '../../structure/types';
import type { Clocks, EarlierAudits, RedundancyClaim } from '../types';
import { auditClaim, claimNodes, movedAudit } from './audit';
import { ClaimGraph } from './claimGraph';
import { condensed } from './condensed';
import { claimStatements } from './statements';

export {
  faultTreeOf,
  type FaultTreeSubject,
  type RiskCounts,
  type SubjectFaultTree,
} from './faultTree';

/** Every claim of redundancy that a catalog makes, audited. */
export function claimsOf(
  {
    model,
    policy,
    clocks,
    earlier = [],
    problems,
  }: {
    model: Model;
    structure: Structure;
    policy: Policy;
    clocks: Clocks;
    earlier?: EarlierAudits;
    problems: Problem[];
  },
  onProgress: (share: number) => void = () => {},
): RedundancyClaim[] {
  const structure = condensed(model.graph);
  const statements = claimStatements(model, structure, problems);
  if (statements.length === 0) return [];
  const claims = new ClaimGraph(model, structure, policy, clocks, statements);
  const known = new Map(earlier.map(claim => [claim.id, claim]));
  const audited = statements.map(statement => {
    const digest = claims.digestOf(statement);
    const before = known.get(statement.id);
    return {
      statement,
      digest,
      reused:
        before?.digest === digest
          ? movedAudit(statement, before, claims.positions)
          : undefined,
    };
  });
  const graph = claims.graphOf(
    audited.filter(({ reused }) => !reused).map(({ statement }) => statement),
  );
  return audited.map(({ statement, digest, reused }, i) => {
    onProgress(i / audited.length);
    if (reused) return reused;
    const nodes = claimNodes(
      statement,
      claims.clocksOf(statement),
      graph,
      claims.events,
    );
    return {
      ...statement,
      ...auditClaim(statement, nodes, graph, claims.events),
      digest,
    };
  });
}
