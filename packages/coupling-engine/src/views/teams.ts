import type { Analysis } from '../analysis';
import type { Finding } from '../findings/types';
import { teamScope } from './holding';
import type { TeamSummary, ViewOptions } from './types';
import { NO_TEAM, Viewer } from './viewer';
import { compareText } from '../model/text';
import { append } from '../model/collect';

/** Every team with what it owns and the findings that name it or a group below it. Parents stand before their children. */
export function teamList<F extends Finding>(
  analysis: Analysis,
  options?: ViewOptions<F>,
): TeamSummary[] {
  const viewer = new Viewer(analysis, options);
  const { teams, entities } = analysis.model;
  const owns = new Array<number>(teams.length).fill(0);
  let ownerless = 0;
  entities.forEach(({ owners }, entity) => {
    if (!viewer.canSee(entity)) return;
    owners.forEach(owner => {
      owns[owner] += 1;
    });
    if (!viewer.hasLivingOwner(entity)) ownerless += 1;
  });
  const rows = teams.map((team, position): TeamSummary => {
    const named = findingsOfTeams(
      viewer.findings,
      teamScope(analysis, [team.ref]),
    );
    const { ref, title, standing } = viewer.team(position);
    return {
      ref,
      title,
      standing,
      ...(team.parent === undefined ? {} : { parent: teams[team.parent].ref }),
      children: team.children.map(child => teams[child].ref).sort(),
      owns: owns[position],
      open: named.length,
      critical: named.filter(f => f.severity === 'critical').length,
    };
  });
  const sorted = parentsFirst(rows);
  if (ownerless === 0) return sorted;
  const nobody = findingsWithoutOwner(viewer);
  return [
    ...sorted,
    {
      ref: NO_TEAM,
      title: 'No living owner',
      standing: 'unknown',
      children: [],
      owns: ownerless,
      open: nobody.length,
      critical: nobody.filter(f => f.severity === 'critical').length,
    },
  ];
}

/** Findings that name one of the teams. Child groups have to be among them, see `teamScope`. */
export function findingsOfTeams<F extends Finding>(
  findings: readonly F[],
  teams: ReadonlySet<string>,
): F[] {
  return findings.filter(finding => finding.teams.some(t => teams.has(t)));
}

/** Findings with a subject that has no living owner. */
export function findingsWithoutOwner<F extends Finding>(
  viewer: Viewer<F>,
): F[] {
  return viewer.findings.filter(({ subjects }) =>
    subjects.some(ref => {
      const entity = viewer.lens.positionOf(ref);
      return entity !== undefined && !viewer.hasLivingOwner(entity);
    }),
  );
}

/** By title, each team after its parent; groups that are their own parent at some remove come last. */
function parentsFirst(rows: TeamSummary[]): TeamSummary[] {
  const byParent = new Map<string | undefined, TeamSummary[]>();
  for (const row of rows) {
    append(byParent, row.parent, row);
  }
  const sorted: TeamSummary[] = [];
  const seen = new Set<string>();
  const add = (row: TeamSummary) => {
    if (seen.has(row.ref)) return;
    seen.add(row.ref);
    sorted.push(row);
    (byParent.get(row.ref) ?? []).sort(byTitle).forEach(add);
  };
  (byParent.get(undefined) ?? []).sort(byTitle).forEach(add);
  [...rows].sort(byTitle).forEach(add);
  return sorted;
}

function byTitle(a: TeamSummary, b: TeamSummary): number {
  return compareText(a.title, b.title) || compareText(a.ref, b.ref);
}
