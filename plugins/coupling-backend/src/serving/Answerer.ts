import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Availability,
  BlastRadius,
  Claim,
  ClaimPage,
  Clocks,
  CouplingProposal,
  EntityMap,
  EntitySummary,
  EntityView,
  Finding,
  FindingPage,
  Independence,
  InterfacePage,
  Matrix,
  MatrixCellDetail,
  Overview,
  ProblemPage,
  Scorecard,
  ScorecardPage,
  SharedDependencyPage,
  TeamSummary,
  TrendPoint,
} from '@posiwid/backstage-plugin-coupling-common';
import {
  availabilityView,
  blastRadius,
  claimDetail,
  claimList,
  clockView,
  couplingProposal,
  entityMap,
  entityView,
  independenceView,
  interfaceList,
  matrix,
  matrixCell,
  overview,
  scorecardList,
  scorecardView,
  searchEntities,
  sharedDependencies,
  teamList,
  teamScope,
  PolicyOfEntities,
  type AcceptanceLimit,
  type ViewOptions,
} from '@posiwid/coupling-engine';
import { FindingIndex } from './findings/FindingIndex';
import { listFindings, selectFindings } from './findings/listFindings';
import { withHistory } from './overview';
import { pageOf, rangeOf, withCursor } from './paging';
import { listProblems } from './problems';
import type { Sight, Standing } from '../governance/decisions';
import { noticesOf } from '../governance/notices/noticesOf';
import { agendaOf, edited, type Agenda } from '../governance/reviews';
import { isOpen } from '../lifecycle';
import type { Questions } from './questions';
import type { ServedFinding } from './findings/types';
import type { Outgrown, ServedSnapshot } from './ServedSnapshot';
import { trendOf } from './trend';
import { untilOf, type NoticeAnswer } from './notices';
import type { Audience } from './visibility';

const DEFAULT_TREND_WEEKS = 12;

/** A finding with what decisions about it need to know. */
export interface FoundStanding {
  finding: Finding;
  sight: Sight;
  /** Teams named in it, with every group above them. */
  teams: string[];
  /** What the domains of its subjects ask of an acceptance. */
  acceptance?: Partial<AcceptanceLimit>;
}

interface TeamQuery {
  team?: string[];
  children?: boolean;
}

/**
 * Answers the operations of the API from one snapshot, each by a method of its name: what the reader may see of the engine's
 * views, and of the findings with their history.
 */
export class Answerer {
  private readonly index: FindingIndex;

  private readonly policies: PolicyOfEntities;

  constructor(private readonly served: ServedSnapshot) {
    const { model, policy } = served.analysis;
    this.policies = new PolicyOfEntities(model, policy);
    this.index = new FindingIndex(served.analysis);
  }

  getOverview(query: Questions['getOverview'], audience: Audience): Overview {
    const view = overview(this.served.analysis, {
      ...this.viewFor(audience),
      ...this.scopeOf(query),
    });
    const findings = this.findingsOf(query, audience);
    return withHistory(view, findings, this.served.times);
  }

  listTeams(_: {}, audience: Audience): { items: TeamSummary[] } {
    const view = this.viewFor(audience);
    const visible = this.served.visibleTo(audience);
    const teams = teamList(this.served.analysis, view);
    return {
      items: teams
        .filter(({ ref }) => visible(ref))
        .map(({ parent, children, ...team }) => ({
          ...team,
          ...(parent !== undefined && visible(parent) && { parent }),
          children: children.filter(visible),
        })),
    };
  }

  listFindings(
    query: Questions['listFindings'],
    audience: Audience,
  ): FindingPage {
    return listFindings(this.served, this.index, audience, query);
  }

  /** Every finding that passes the filters, worst first. */
  exportFindings(
    query: Questions['exportFindings'],
    audience: Audience,
  ): Finding[] {
    const { format, ...filters } = query;
    return selectFindings(this.served, this.index, audience, filters).map(
      finding => finding.dto,
    );
  }

  getFinding({ id }: Questions['getFinding'], audience: Audience): Finding {
    const finding = this.served.findingFor(audience, id);
    if (!finding) {
      throw new NotFoundError(`No finding ${id}`);
    }
    return finding.dto;
  }

  listSharedDependencies(
    query: Questions['listSharedDependencies'],
    audience: Audience,
  ): SharedDependencyPage {
    const range = rangeOf(query);
    const list = sharedDependencies(this.served.analysis, {
      ...this.viewFor(audience),
      ...this.scopeOf(query),
      ...range,
      q: query.q,
      layer: query.layer,
      defeating: query.defeating,
      sort: query.sort,
    });
    return withCursor(list, range.offset);
  }

  listClaims(query: Questions['listClaims'], audience: Audience): ClaimPage {
    const range = rangeOf(query);
    const { q, member, defeatedBy } = query;
    const options = {
      ...this.viewFor(audience),
      ...this.scopeOf(query),
      q,
      defeatedBy: defeatedBy && refOf(defeatedBy),
    };
    if (member === undefined) {
      const list = claimList(this.served.analysis, { ...options, ...range });
      return withCursor(list, range.offset);
    }
    const ref = refOf(member);
    const { items, ...list } = claimList(this.served.analysis, {
      ...options,
      limit: Infinity,
    });
    const own = items.filter(({ members }) =>
      members.some(({ entity }) => entity.ref === ref),
    );
    return { ...list, ...pageOf(own, query) };
  }

  getClaim({ id }: Questions['getClaim'], audience: Audience): Claim {
    const view = this.viewFor(audience);
    const { analysis } = this.served;
    return {
      ...known(claimDetail(analysis, id, view), id),
      availability: known(availabilityView(analysis, { claim: id }, view), id),
      register: known(independenceView(analysis, { claim: id }, view), id),
    };
  }

  getIndependence(
    { ref }: Questions['getIndependence'],
    audience: Audience,
  ): Independence {
    const refs = [...new Set(ref.map(refOf))];
    if (refs.length < 2) {
      throw new InputError('ref has to name two different entities or more');
    }
    const view = independenceView(
      this.served.analysis,
      { refs },
      this.viewFor(audience),
    );
    return known(
      view?.members.length === refs.length ? view : undefined,
      refs.join(' or '),
    );
  }

  getAvailability(
    { ref }: Questions['getAvailability'],
    audience: Audience,
  ): Availability {
    const view = this.viewFor(audience);
    return known(
      availabilityView(this.served.analysis, { ref: refOf(ref) }, view),
      ref,
    );
  }

  listScorecards(
    query: Questions['listScorecards'],
    audience: Audience,
  ): ScorecardPage {
    const range = rangeOf(query);
    const list = scorecardList(this.served.analysis, {
      ...this.viewFor(audience),
      ...this.scopeOf(query),
      ...range,
      q: query.q,
      kinds: query.kind,
      verdicts: query.verdict,
    });
    return withCursor(list, range.offset);
  }

  getScorecard(
    { ref }: Questions['getScorecard'],
    audience: Audience,
  ): Scorecard {
    const view = this.viewFor(audience);
    return known(scorecardView(this.served.analysis, refOf(ref), view), ref);
  }

  getClocks(query: Questions['getClocks'], audience: Audience): Clocks {
    return clockView(this.served.analysis, {
      ...this.viewFor(audience),
      ...this.scopeOf(query),
    });
  }

  listInterfaces(
    query: Questions['listInterfaces'],
    audience: Audience,
  ): InterfacePage {
    const range = rangeOf(query);
    const list = interfaceList(this.served.analysis, {
      ...this.viewFor(audience),
      ...this.scopeOf(query),
      ...range,
      q: query.q,
      lacking: query.lacking,
    });
    return withCursor(list, range.offset);
  }

  getMatrix(query: Questions['getMatrix'], audience: Audience): Matrix {
    const { level = 'team' } = query;
    return matrix(this.served.analysis, level, {
      ...this.viewFor(audience),
      ...this.scopeOf(query),
      seen: query.seen,
    });
  }

  getMatrixCell(
    query: Questions['getMatrixCell'],
    audience: Audience,
  ): MatrixCellDetail {
    const { from, to, level = 'team', seen } = query;
    const view = { ...this.viewFor(audience), seen };
    return known(
      matrixCell(this.served.analysis, level, refOf(from), refOf(to), view),
      `${from} or ${to}`,
    );
  }

  getEntityMap(
    query: Questions['getEntityMap'],
    audience: Audience,
  ): EntityMap {
    const { ref, depth, strength, seen, pathFrom, pathTo } = query;
    return known(
      entityMap(this.served.analysis, refOf(ref), {
        ...this.viewFor(audience),
        depth,
        strength,
        seen,
        pathFrom: pathFrom && refOf(pathFrom),
        pathTo: pathTo && refOf(pathTo),
      }),
      ref,
    );
  }

  getCouplingProposal(
    { from, to }: Questions['getCouplingProposal'],
    audience: Audience,
  ): CouplingProposal {
    const view = this.viewFor(audience);
    return known(
      couplingProposal(this.served.analysis, refOf(from), refOf(to), view),
      `a coupling from ${from} to ${to} that is not declared`,
    );
  }

  getBlastRadius(
    { ref }: Questions['getBlastRadius'],
    audience: Audience,
  ): BlastRadius {
    const view = this.viewFor(audience);
    return known(blastRadius(this.served.analysis, refOf(ref), view), ref);
  }

  getEntityView(
    { ref }: Questions['getEntityView'],
    audience: Audience,
  ): EntityView {
    const view = this.viewFor(audience);
    return entityView(this.served.analysis, refOf(ref), view);
  }

  searchEntities(
    { q }: Questions['searchEntities'],
    audience: Audience,
  ): { items: EntitySummary[] } {
    const view = this.viewFor(audience);
    return { items: searchEntities(this.served.analysis, q, view) };
  }

  listProblems(
    query: Questions['listProblems'],
    audience: Audience,
  ): ProblemPage {
    return listProblems(this.served, audience, query);
  }

  getTrend(
    query: Questions['getTrend'],
    audience: Audience,
  ): { points: TrendPoint[] } {
    const { weeks = DEFAULT_TREND_WEEKS } = query;
    const findings = this.findingsOf(query, audience);
    return { points: trendOf(findings, this.served.times, weeks) };
  }

  findStandings(
    { ids }: Questions['findStandings'],
    audience: Audience,
  ): FoundStanding[] {
    return ids.flatMap(id => {
      const found = this.served.findingFor(audience, id);
      if (!found) {
        return [];
      }
      const { record, dto } = found;
      const acceptance = this.policies.acceptance(dto.subjects, dto.severity);
      return [
        {
          ...(acceptance && { acceptance }),
          finding: dto,
          sight: this.served.sightOf(record),
          teams: [...this.index.of(found).teamsAndParents],
        },
      ];
    });
  }

  whichAreVisible(
    { refs }: Questions['whichAreVisible'],
    audience: Audience,
  ): string[] {
    return refs.filter(this.served.visibleTo(audience));
  }

  workOutAgenda(order: Questions['workOutAgenda'], audience: Audience): Agenda {
    const { settings, edit, ...dates } = order;
    const { scope } = settings;
    const table = this.served.tableFor(audience, this.index);
    const findings = table.all(table.select(scope, true));
    const { moves } = overview(this.served.analysis, {
      ...this.viewFor(audience),
      ...this.scopeOf(scope),
    });
    const agenda = agendaOf({
      ...dates,
      settings,
      findings: findings.map(({ record, dto }) => ({
        record,
        standing: dto.standing as Standing,
      })),
      moves: moves.map(({ kind, target, text, findings: retired }) => ({
        kind,
        target,
        text,
        findings: retired,
      })),
    });
    return edited(agenda, edit, settings, id => {
      const found = this.served.findingFor(audience, id);
      return found && isOpen(found.record) ? found.dto : undefined;
    });
  }

  listOutgrown(_: {}, audience: Audience): Outgrown[] {
    return audience === 'everything' ? this.served.outgrown() : [];
  }

  /** What owners have to be told; nothing when the asker may not see all of it. */
  workOutNotices(
    { told, at, minSeverity }: Questions['workOutNotices'],
    audience: Audience,
  ): NoticeAnswer {
    const { served, index } = this;
    const until = untilOf(served, told, at);
    const open = served
      .findingsFor(audience === 'everything' ? audience : 'nothing')
      .filter(({ record }) => isOpen(record));
    const notices = noticesOf({
      told,
      until,
      minSeverity,
      findings: open.map(finding => ({
        record: finding.record,
        standing: finding.dto.standing as Standing,
        decisions: served.decisionsAbout(finding.record.id),
        teams: [...index.of(finding).teams],
      })),
      above: team => index.teamsAbove(team),
      // Notifications leave out users that the catalog does not have.
      isTeam: ref => index.isTeam(ref) || ref.startsWith('user:'),
    });
    return {
      until,
      notices: notices.map(notice => ({
        ...notice,
        title: index.teamTitle(notice.team),
      })),
    };
  }

  private viewFor(audience: Audience): ViewOptions<Finding> {
    return {
      visible: this.served.visibleTo(audience),
      findings: this.served.currentFor(audience),
    };
  }

  /** Findings of some teams, resolved ones included. */
  private findingsOf(
    { team, children }: TeamQuery,
    audience: Audience,
  ): ServedFinding[] {
    const table = this.served.tableFor(audience, this.index);
    return table.all(table.select({ team, children }, true));
  }

  private scopeOf({ team, children }: TeamQuery): {
    teams?: ReadonlySet<string>;
  } {
    return team && team.length > 0
      ? { teams: teamScope(this.served.analysis, team.map(refOf), children) }
      : {};
  }
}

/** Refs are lower case everywhere inside. */
function refOf(text: string): string {
  return text.toLocaleLowerCase('en-US');
}

function known<T>(view: T | undefined, what: string): T {
  if (view === undefined) {
    throw new NotFoundError(`The analysis does not know ${what}`);
  }
  return view;
}
