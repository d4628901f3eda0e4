import {
  useRouteRef,
  type AnyParams,
  type RouteFunc,
  type RouteRef,
} from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type {
  Category,
  FindingStatus,
  ObservationKind,
  Severity,
  StandingState,
} from '@posiwid/backstage-plugin-coupling-common';
import { useMemo } from 'react';
import { parseRef, shortTeam } from '../refs';
import { rootRouteRef } from '../routes';

/** The pages of this plugin by their path below the root. */
export type CouplingPath =
  | 'overview'
  | 'risks'
  | 'map'
  | 'shared-dependencies'
  | 'interfaces'
  | 'scorecards'
  | 'reviews'
  | 'evidence'
  | 'policy';

/** What a link into the Risks page may set. */
export interface RisksLink {
  team?: readonly string[];
  children?: boolean;
  category?: Category;
  severity?: Severity;
  status?: readonly FindingStatus[];
  standing?: readonly StandingState[];
  /** Teams that were given it. */
  holder?: readonly string[];
  entity?: string;
  rule?: string;
  finding?: string;
  q?: string;
}

/** What a link into the page of evidence may set. */
export interface EvidenceLink {
  kind?: readonly ObservationKind[];
  source?: string;
  entity?: string;
}

/** Links into the Coupling pages; undefined members where this app has no Coupling page. */
export interface CouplingPaths {
  page(path: CouplingPath, query?: URLSearchParams): string | undefined;
  risks(link: RisksLink): string | undefined;
  /** One claim of redundancy, below the inventory of shared things. */
  claim(id: string): string | undefined;
  /** The scorecard of an entity, system, domain or team, or of the `platform`. */
  scorecard(ref: string): string | undefined;
  /** One review: its packet, its meeting, its minutes. */
  review(id: string): string | undefined;
  /** One series of reviews. */
  series(id: string): string | undefined;
  /** What was observed, narrowed to a kind, a source, or what names a thing and its parts. */
  evidence(link: EvidenceLink): string | undefined;
  /** The map of one entity. */
  entityMap(ref: string): string | undefined;
}

/** A route of another part of the app; undefined where the app does not have it. */
function useOptionalRouteRef<Params extends AnyParams>(
  routeRef: RouteRef<Params>,
): RouteFunc<Params> | undefined {
  try {
    return useRouteRef(routeRef);
  } catch {
    return undefined;
  }
}

function queryOf(link: RisksLink): URLSearchParams {
  const query = new URLSearchParams();
  link.team?.forEach(team => query.append('team', shortTeam(team)));
  if (link.team?.length && link.children !== undefined) {
    query.set('children', link.children ? '1' : '0');
  }
  link.status?.forEach(status => query.append('status', status));
  link.standing?.forEach(state => query.append('standing', state));
  link.holder?.forEach(team => query.append('holder', team));
  for (const name of [
    'category',
    'severity',
    'entity',
    'rule',
    'q',
    'finding',
  ] as const) {
    const value = link[name];
    if (value) {
      query.set(name, value);
    }
  }
  return query;
}

function evidenceQuery(link: EvidenceLink): URLSearchParams {
  const query = new URLSearchParams();
  link.kind?.forEach(kind => query.append('kind', kind));
  for (const name of ['source', 'entity'] as const) {
    const value = link[name];
    if (value) {
      query.set(name, value);
    }
  }
  return query;
}

/** Where the Coupling pages are in this app. */
export function useCouplingPaths(): CouplingPaths {
  const root = useOptionalRouteRef(rootRouteRef)?.();
  return useMemo(() => {
    const page: CouplingPaths['page'] = (path, query) => {
      if (root === undefined) {
        return undefined;
      }
      const search = query?.toString();
      return `${root.replace(/\/$/, '')}/${path}${search ? `?${search}` : ''}`;
    };
    return {
      page,
      risks: link => page('risks', queryOf(link)),
      claim: id =>
        page('shared-dependencies', new URLSearchParams({ claim: id })),
      scorecard: ref => page('scorecards', new URLSearchParams({ ref })),
      review: id => page('reviews', new URLSearchParams({ review: id })),
      series: id => page('reviews', new URLSearchParams({ series: id })),
      evidence: link => page('evidence', evidenceQuery(link)),
      entityMap: ref => page('map', new URLSearchParams({ entity: ref })),
    };
  }, [root]);
}

/** The catalog page of an entity; undefined for what is no ref, and where the app has no catalog. */
export function useEntityPath(): (ref: string) => string | undefined {
  const entityRoute = useOptionalRouteRef(entityRouteRef);
  return useMemo(
    () => ref =>
      entityRoute && parseRef(ref)
        ? entityRoute(entityRouteParams(ref, { encodeParams: true }))
        : undefined,
    [entityRoute],
  );
}
