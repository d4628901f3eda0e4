import type { Analysis } from '../analysis';
import type { RedundancyClaim, RiskEvent } from '../failure/types';
import type { Finding } from '../findings/types';
import { clean, count } from '../model/words';
import { lastDrillOf } from './lastDrill';
import { riskEventView } from './riskEventView';
import type {
  ClaimList,
  ClaimSummary,
  ClaimView,
  PageOptions,
  RiskEventView,
  TeamOption,
  TeamRef,
  ViewOptions,
} from './types';
import { compareText } from '../model/text';
import { Viewer } from './viewer';

const DEFAULT_LIMIT = 25;
const MAX_DEFEATING = 10;
const MAX_GROUPS = 100;

/** A claim in full, but for its availability and its register, which other views add. */
export type ClaimBase<F extends Finding = Finding> = Omit<
  ClaimView<F>,
  'availability' | 'register'
>;

/**
 * The claims of redundancy of a catalog, those that the fewest events defeat first. A claim is shown to a reader who may see
 * all its members.
 */
export function claimList<F extends Finding>(
  analysis: Analysis,
  options: ViewOptions<F> &
    TeamOption &
    PageOptions & { defeatedBy?: string } = {},
): ClaimList {
  const viewer = new Viewer(analysis, options);
  const { teams, q, defeatedBy, offset = 0, limit = DEFAULT_LIMIT } = options;
  const concerned = analysis.independence.claims.filter(
    claim =>
      claim.members.some(({ entity }) => viewer.belongsTo(entity, teams)) &&
      (!defeatedBy || isDefeatedBy(viewer, claim, defeatedBy)),
  );
  const seen = concerned.filter(claim => canSee(viewer, claim));
  const found = seen
    .map(claim => claimSummary(viewer, claim))
    .filter(summary => hasText(summary, q))
    .sort(byWeakness);
  const defeated = found.filter(({ verdict }) => verdict === 'defeated').length;
  return {
    items: found.slice(offset, offset + limit),
    total: found.length,
    defeated,
    hidden: concerned.length - seen.length,
    headline: listHeadline(found.length, defeated),
  };
}

/** One claim; undefined when the catalog has none of this id, or the reader may not see it whole. */
export function claimDetail<F extends Finding>(
  analysis: Analysis,
  id: string,
  options: ViewOptions<F> = {},
): ClaimBase<F> | undefined {
  const viewer = new Viewer(analysis, options);
  const claim = analysis.independence.claims.find(one => one.id === id);
  if (!claim || !canSee(viewer, claim)) return undefined;
  const summary = claimSummary(viewer, claim);
  const { byOrder, method, completeTo, events } = claim;
  return {
    ...summary,
    headline: claimHeadline(claim, summary),
    groups: claim.riskGroups.slice(0, MAX_GROUPS).map(group => ({
      events: group.events.map(event => riskEventView(viewer, event)),
      fells: group.fells,
    })),
    byOrder,
    count: claim.count,
    method,
    ...(completeTo === undefined ? {} : { completeTo }),
    events,
    findings: findingsOf(viewer, claim),
    omissions: omissionsOf(claim),
    hidden: 0,
  };
}

/** One row of the list. */
export function claimSummary<F extends Finding>(
  viewer: Viewer<F>,
  claim: RedundancyClaim,
): ClaimSummary {
  const { id, kind, name, source, members, need, onPaper } = claim;
  const least = leastEvents(claim);
  return {
    id,
    kind,
    name: clean(name),
    source,
    members: members.map(({ entity, label, domain }) => ({
      entity: viewer.summary(entity),
      label: clean(label),
      ...(domain ? { domain: clean(domain.join('/')) } : {}),
    })),
    need,
    onPaper,
    least,
    verdict: verdictOf(claim),
    defeatedBy: alone(claim)
      .slice(0, MAX_DEFEATING)
      .map(event => riskEventView(viewer, event)),
    teams: teamsOf(viewer, claim),
    ...lastDrillOf(
      viewer,
      members.map(({ entity }) => entity),
    ),
  };
}

function canSee<F extends Finding>(
  viewer: Viewer<F>,
  { members }: RedundancyClaim,
): boolean {
  return members.every(({ entity }) => viewer.canSee(entity));
}

/** Events each of which defeats the claim alone. */
function alone({ riskGroups }: RedundancyClaim): RiskEvent[] {
  return riskGroups.flatMap(({ events }) =>
    events.length === 1 ? events : [],
  );
}

/** A reader who may not see the thing learns nothing by asking for it. */
function isDefeatedBy<F extends Finding>(
  viewer: Viewer<F>,
  claim: RedundancyClaim,
  ref: string,
): boolean {
  const position = viewer.lens.positionOf(ref);
  return (
    position !== undefined &&
    viewer.canSee(position) &&
    claim.riskGroups.some(({ events }) =>
      events.some(({ entity }) => entity === position),
    )
  );
}

/** Fewest events that defeat the claim, as many as on paper when none is known that is smaller. */
function leastEvents({ byOrder, onPaper }: RedundancyClaim): number {
  return Math.min(onPaper, byOrder[0]?.order ?? onPaper);
}

function verdictOf(claim: RedundancyClaim): ClaimSummary['verdict'] {
  if (leastEvents(claim) < claim.onPaper) return 'defeated';
  if (claim.method === 'exact') return 'holds';
  return (claim.completeTo ?? 0) >= claim.onPaper - 1 ? 'holds' : 'unknown';
}

function teamsOf<F extends Finding>(
  viewer: Viewer<F>,
  { members }: RedundancyClaim,
): TeamRef[] {
  const { entities } = viewer.analysis.model;
  const teams = new Set(members.flatMap(m => entities[m.entity].owners));
  return [...teams]
    .map(team => viewer.team(team))
    .sort((a, b) => compareText(a.ref, b.ref));
}

/** Visible findings about a member or about what defeats the claim alone, worst first. */
function findingsOf<F extends Finding>(
  viewer: Viewer<F>,
  claim: RedundancyClaim,
): F[] {
  const involved = new Set(
    [
      ...claim.members.map(({ entity }) => entity),
      ...alone(claim).flatMap(({ entity }) => entity ?? []),
    ].map(entity => viewer.lens.ref(entity)),
  );
  return viewer.findings.filter(({ subjects }) =>
    subjects.some(ref => involved.has(ref)),
  );
}

function omissionsOf({
  riskGroups,
  byOrder,
  onPaper,
}: RedundancyClaim): ClaimBase['omissions'] {
  const below = byOrder
    .filter(({ order }) => order < onPaper)
    .reduce((sum, row) => sum + BigInt(row.count), 0n);
  const missing = Number(below) - riskGroups.length;
  if (missing <= 0) return [];
  return [
    {
      what: 'risk-groups',
      missing,
      of: Number(below),
      text: `${missing} of ${below} risk groups are counted and not listed`,
    },
  ];
}

function byWeakness(a: ClaimSummary, b: ClaimSummary): number {
  const order = { defeated: 0, unknown: 1, holds: 2 };
  return (
    order[a.verdict] - order[b.verdict] ||
    a.least - b.least ||
    compareText(a.id, b.id)
  );
}

function hasText({ id, name, members }: ClaimSummary, q?: string): boolean {
  if (!q) return true;
  const text = q.trim().toLowerCase();
  return [id, name, ...members.map(({ entity }) => entity.ref)].some(part =>
    part.toLowerCase().includes(text),
  );
}

function listHeadline(total: number, defeated: number): string {
  if (total === 0) return 'Nothing here claims to be redundant';
  if (defeated === 0) {
    return total === 1
      ? 'The one claim here holds against everything that is declared'
      : `All ${total} claims hold against everything that is declared`;
  }
  return `${defeated} of ${count(total, 'claim')} ${
    defeated === 1 ? 'is' : 'are'
  } defeated by something shared`;
}

const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve'.split(
    ' ',
  );
const inWords = (n: number | bigint) => WORDS[Number(n)] ?? String(n);

/** What is said on paper, and what is so. */
export function claimHeadline(
  { members, need, byOrder, onPaper }: RedundancyClaim,
  { verdict, least, defeatedBy }: ClaimSummary,
): string {
  const paper = onPaperText(onPaper, Math.max(members.length, onPaper), need);
  if (verdict === 'unknown') {
    return `${paper} Whether fewer are enough could not be worked out.`;
  }
  if (verdict === 'holds') {
    return onPaper === 1
      ? paper
      : `${paper} Nothing that is declared makes fewer enough.`;
  }
  if (least > 1) {
    return `${paper} In fact ${inWords(least)} events together are enough.`;
  }
  const others = BigInt(byOrder[0].count) - 1n;
  const more = others === 0n ? '' : othersText(others);
  return `${paper} In fact ${eventText(defeatedBy[0])} alone is enough${more}.`;
}

function othersText(others: bigint): string {
  return others === 1n
    ? ', and so is one more'
    : `, and so are ${inWords(others)} more`;
}

function onPaperText(onPaper: number, members: number, need: number): string {
  if (onPaper === 1) {
    return members === 1
      ? 'There is only one member: nothing stands in for it.'
      : `All ${inWords(members)} are needed: one failure is enough.`;
  }
  return need === 1
    ? `On paper ${
        members === 2 ? 'both' : `all ${inWords(members)}`
      } must fail.`
    : `On paper ${inWords(onPaper)} of ${inWords(members)} must fail.`;
}

function eventText({ kind, name }: RiskEventView): string {
  switch (kind) {
    case 'domain':
      return `the loss of ${name}`;
    case 'change':
      return `a change through ${name}`;
    default:
      return name;
  }
}
