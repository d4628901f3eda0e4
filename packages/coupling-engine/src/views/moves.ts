import { rank } from '../findings/severity';
import type { Finding, Severity } from '../findings/types';
import type { Move, TeamRef } from './types';
import { compare, type Viewer } from './viewer';

/** Weight of a finding that a move answers, by severity. */
const WEIGHT: Record<Severity, number> = {
  critical: 16,
  high: 8,
  medium: 3,
  low: 1,
  info: 0.2,
};

/**
 * Changes that findings call for, those that answer the most and worst first. Interventions of the same kind on the same
 * target are one move; its words are those of the worst finding. One without a target is a move of its own for each text.
 */
export function movesOf(viewer: Viewer, findings: readonly Finding[]): Move[] {
  const teamOf = new Map(
    viewer.analysis.model.teams.map((team, i) => [team.ref, i]),
  );
  const moves = new Map<string, { move: Move; teams: Set<string> }>();
  for (const finding of findings) {
    for (const { kind, leverage, text, target } of finding.interventions) {
      if (target && !viewer.visible(target)) continue;
      const key = JSON.stringify([kind, target ?? text]);
      let entry = moves.get(key);
      if (!entry) {
        const move: Move = {
          kind,
          leverage,
          text,
          ...(target ? { target } : {}),
          findings: [],
          severities: [],
          teams: [],
        };
        entry = { move, teams: new Set() };
        moves.set(key, entry);
      }
      if (entry.move.findings.includes(finding.id)) continue;
      entry.move.findings.push(finding.id);
      entry.move.severities.push(finding.severity);
      finding.teams.forEach(team => entry.teams.add(team));
    }
  }
  return [...moves.values()]
    .map(({ move, teams }) => ({
      ...move,
      severities: move.severities.sort((a, b) => rank(a) - rank(b)),
      teams: [...teams].sort().flatMap((ref): TeamRef[] => {
        const position = teamOf.get(ref);
        return position === undefined ? [] : [viewer.team(position)];
      }),
    }))
    .sort(
      (a, b) =>
        weight(b) - weight(a) ||
        compare(a.kind, b.kind) ||
        compare(a.target ?? a.text, b.target ?? b.text),
    );
}

function weight(move: Move): number {
  return move.severities.reduce((sum, severity) => sum + WEIGHT[severity], 0);
}
