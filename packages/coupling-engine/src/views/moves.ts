import { rank } from '../findings/severity';
import type { Finding, Severity } from '../findings/types';
import type { Move, TeamRef } from './types';
import { compareText } from '../model/text';
import type { Viewer } from './viewer';

/** Weight of a finding that a move answers, by severity. */
const WEIGHT: Record<Severity, number> = {
  critical: 16,
  high: 8,
  medium: 3,
  low: 1,
  info: 0.2,
};

/** Moves put in order; nobody reads further. */
const MAX_ORDERED = 50;

/**
 * Changes that findings call for: first the one that answers the most and worst, then the one that adds most to it, and so on. Interventions of the same kind on the same
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
  const sorted = [...moves.values()]
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
        compareText(a.kind, b.kind) ||
        compareText(a.target ?? a.text, b.target ?? b.text),
    );
  return byGain(sorted, findings);
}

/** Each move is the one that adds most to those before it, so that the first few answer as much as a few can. */
function byGain(moves: Move[], findings: readonly Finding[]): Move[] {
  const open = new Map(findings.map(f => [f.id, WEIGHT[f.severity]]));
  const left = new Set(moves);
  const gain = (move: Move) =>
    move.findings.reduce((sum, id) => sum + (open.get(id) ?? 0), 0);
  const ordered: Move[] = [];
  while (left.size > 0 && ordered.length < MAX_ORDERED) {
    let best: Move | undefined;
    for (const move of left) {
      if (!best || gain(move) > gain(best)) best = move;
    }
    left.delete(best!);
    ordered.push(best!);
    best!.findings.forEach(id => open.delete(id));
  }
  return [...ordered, ...left];
}
