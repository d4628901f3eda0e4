import type { TeamSummary } from '@posiwid/backstage-plugin-coupling-common';

/** A team in the order of its tree, with its depth below a root. */
export interface TeamNode {
  team: TeamSummary;
  depth: number;
  /** Every team below it, at any depth. */
  below: string[];
}

/**
 * Teams as a tree, parents before children, each team once even where groups name each other as parents.
 */
export function teamTree(teams: readonly TeamSummary[]): TeamNode[] {
  const byRef = new Map(teams.map(team => [team.ref, team]));
  const placed = new Set<string>();
  const nodes: TeamNode[] = [];

  const place = (team: TeamSummary, depth: number): string[] => {
    placed.add(team.ref);
    const node: TeamNode = { team, depth, below: [] };
    nodes.push(node);
    for (const ref of team.children) {
      const child = byRef.get(ref);
      if (child && !placed.has(ref)) {
        node.below.push(ref, ...place(child, depth + 1));
      }
    }
    return node.below;
  };

  const roots = teams.filter(
    team => team.parent === undefined || !byRef.has(team.parent),
  );
  // After the roots, all: what names a parent but hangs below no root is in a loop of groups.
  for (const team of [...roots, ...teams]) {
    if (!placed.has(team.ref)) {
      place(team, 0);
    }
  }
  return nodes;
}

/**
 * The selection after a team was switched on or off. With child groups counted, a team stands for all below it, so
 * switching it on makes its children's own entries needless, and switching off one child of a chosen parent leaves the
 * parent's other children chosen.
 */
export function toggleTeam(
  nodes: readonly TeamNode[],
  chosen: readonly string[],
  children: boolean,
  ref: string,
): string[] {
  const node = nodes.find(each => each.team.ref === ref);
  if (!children || !node) {
    return chosen.includes(ref)
      ? chosen.filter(each => each !== ref)
      : [...chosen, ref];
  }
  if (chosen.includes(ref)) {
    return chosen.filter(each => each !== ref);
  }
  const above = nodes.find(
    each => chosen.includes(each.team.ref) && each.below.includes(ref),
  );
  if (!above) {
    return [...chosen.filter(each => !node.below.includes(each)), ref];
  }
  // Split the chosen ancestor into its children, then go on until the team itself stands alone and can go.
  const split = [
    ...chosen.filter(each => each !== above.team.ref),
    ...above.team.children.filter(child => above.below.includes(child)),
  ];
  return toggleTeam(nodes, split, children, ref);
}

/** Whether a team is chosen, itself or through a chosen ancestor. */
export function isChosen(
  nodes: readonly TeamNode[],
  chosen: readonly string[],
  children: boolean,
  ref: string,
): boolean {
  return (
    chosen.includes(ref) ||
    (children &&
      nodes.some(
        node => chosen.includes(node.team.ref) && node.below.includes(ref),
      ))
  );
}
