import { countsAsTeam } from '../model/owners';
import type { Analysis } from '../analysis';
import { omittedRefs } from '../omissions';
import { CATEGORIES, SEVERITIES, type Finding } from '../findings/types';
import { count, number } from '../model/words';
import { movesOf } from './moves';
import { sharedDependencies } from './sharedDependencies';
import { findingsOfTeams, findingsWithoutOwner } from './teams';
import type { Move, OverviewView, TeamOption, ViewOptions } from './types';
import { NO_TEAM, Viewer } from './viewer';

const MAX_MARKS = 40;
const MAX_SHARED = 6;
const MAX_CHANGE = 4;
const MAX_MOVES = 6;
const MAX_OMITTED = 200;
/** Moves that the headline counts. */
const HEADLINE_MOVES = 3;

/** The platform, or some teams' part of it, in one screen. */
export function overview<F extends Finding>(
  analysis: Analysis,
  options: ViewOptions<F> & TeamOption = {},
): OverviewView {
  const viewer = new Viewer<F>(analysis, options);
  const { teams } = options;
  const findings = teams ? ofTeams(viewer, teams) : [...viewer.findings];
  const moves = movesOf(viewer, findings);
  const scoped = { ...options, findings };
  const entities = analysis.model.entities
    .map((_, entity) => entity)
    .filter(e => viewer.canSee(e) && viewer.belongsTo(e, teams));
  const inside = new Set(entities);
  const { couplings } = analysis.model;
  let coupled = 0;
  for (let row = 0; row < couplings.count; row++) {
    if (inside.has(couplings.from[row]) || inside.has(couplings.to[row])) {
      coupled += 1;
    }
  }
  const owners = new Set(
    entities.flatMap(e =>
      analysis.model.entities[e].owners.filter(owner =>
        countsAsTeam(analysis.model, owner),
      ),
    ),
  );
  return {
    headline: headline(viewer, findings, moves, teams),
    entities: entities.length,
    couplings: coupled,
    teams: owners.size,
    open: findings.length,
    severities: SEVERITIES.map(value => ({
      value,
      count: findings.filter(f => f.severity === value).length,
    })).filter(row => row.count > 0),
    categories: CATEGORIES.map(category => {
      const of = findings.filter(finding => finding.category === category);
      return {
        category,
        open: of.length,
        findings: of
          .slice(0, MAX_MARKS)
          .map(({ id, severity, title }) => ({ id, severity, title })),
      };
    }).filter(({ open }) => open > 0),
    sharedDependencies: sharedDependencies(analysis, {
      ...scoped,
      by: 'failure',
      limit: MAX_SHARED,
    }).items,
    changeDependencies: sharedDependencies(analysis, {
      ...scoped,
      by: 'change',
      limit: MAX_CHANGE,
    }).items,
    moves: moves.slice(0, MAX_MOVES),
    omissions: omissionsFor(viewer),
    hidden: viewer.hiddenFindings,
  };
}

/** What the map leaves out, with those of it that the reader may see. */
function omissionsFor({
  analysis,
  visible,
}: Viewer): OverviewView['omissions'] {
  const refs = omittedRefs(analysis);
  return analysis.omissions.map(omission => {
    const omitted = refs.get(omission.what);
    return omitted
      ? { ...omission, refs: omitted.filter(visible).slice(0, MAX_OMITTED) }
      : omission;
  });
}

function ofTeams<F extends Finding>(
  viewer: Viewer<F>,
  teams: ReadonlySet<string>,
): F[] {
  const named = new Set(findingsOfTeams(viewer.findings, teams));
  if (teams.has(NO_TEAM)) {
    findingsWithoutOwner(viewer).forEach(finding => named.add(finding));
  }
  return viewer.findings.filter(finding => named.has(finding));
}

/** The one sentence: what the few best moves would answer, or how it stands. */
function headline(
  viewer: Viewer,
  findings: readonly Finding[],
  moves: readonly Move[],
  teams: ReadonlySet<string> | undefined,
): string {
  const whole = teams
    ? 'here'
    : `in ${count(viewer.lens.size, 'entity', 'entities')}`;
  if (findings.length === 0) return `No open findings ${whole}`;
  const best = moves.slice(0, HEADLINE_MOVES);
  const answered = new Set(best.flatMap(move => move.findings));
  if (best.length > 1 && answered.size > best.length) {
    return `${words(best.length)} changes would answer ${number(
      answered.size,
    )} of the ${count(findings.length, 'open finding')}`;
  }
  const critical = findings.filter(f => f.severity === 'critical').length;
  const worst =
    critical > 0
      ? `${number(critical)} of them critical`
      : 'none of them critical';
  return `${count(findings.length, 'open finding')} ${whole}, ${worst}`;
}

function words(n: number): string {
  return ['No', 'One', 'Two', 'Three'][n] ?? number(n);
}
