import type { Analysis } from '../analysis';
import { rank } from '../findings/severity';
import { count, number } from '../model/words';
import { SEVERITIES, type Finding } from '../findings/types';
import type { Interface } from '../ownership/types';
import type {
  InterfaceList,
  Lack,
  PageOptions,
  TeamOption,
  ViewOptions,
} from './types';
import { matches, Viewer, worst } from './viewer';

const DEFAULT_LIMIT = 25;
const LACKS: readonly Lack[] = ['owner', 'contract', 'api'];

/** Whether an interface lacks a living owner, a stated contract of its API, or an API at all. */
export function lacks(viewer: Viewer, found: Interface, what: Lack): boolean {
  if (what === 'owner') return !viewer.hasLivingOwner(found.provider);
  if (what === 'api') return !found.viaApi;
  return found.viaApi && found.contract !== 'stated';
}

/** Interfaces whose provider, and at least one of whose consumers, the reader may see. */
export function visibleInterfaces(viewer: Viewer): Interface[] {
  return viewer.analysis.ownership.interfaces.filter(
    ({ provider, consumers }) =>
      viewer.canSee(provider) &&
      consumers.some(({ entity }) => viewer.canSee(entity)),
  );
}

/** Worst finding first, then the most consuming teams, then by ref. */
export function byWeight(
  viewer: Viewer,
): (a: Interface, b: Interface) => number {
  const severity = ({ provider }: Interface) => {
    const found = worst(viewer.findingsAbout(viewer.lens.ref(provider)));
    return found.severity ? rank(found.severity) : SEVERITIES.length;
  };
  return (a, b) =>
    severity(a) - severity(b) ||
    b.consumerTeams.length - a.consumerTeams.length ||
    viewer.lens.byRef(a.provider, b.provider);
}

/**
 * Everything that entities of another team need. With teams, what those teams offer or need. The counts of what is lacking
 * are before the filter by lack, so that they can stand on the filter itself.
 */
export function interfaceList<F extends Finding>(
  analysis: Analysis,
  options: ViewOptions<F> & TeamOption & PageOptions & { lacking?: Lack } = {},
): InterfaceList {
  const viewer = new Viewer(analysis, options);
  const { teams, q, lacking, offset = 0, limit = DEFAULT_LIMIT } = options;
  const concerns = ({ provider, consumers }: Interface) =>
    viewer.belongsTo(provider, teams) ||
    consumers.some(({ entity }) => viewer.belongsTo(entity, teams));
  const concerned = analysis.ownership.interfaces.filter(concerns);
  const seen = visibleInterfaces(viewer).filter(
    found => concerns(found) && matches(viewer.summary(found.provider), q),
  );
  const lackCounts = Object.fromEntries(
    LACKS.map(what => [
      what,
      seen.filter(found => lacks(viewer, found, what)).length,
    ]),
  ) as Record<Lack, number>;
  const rows = seen
    .filter(found => !lacking || lacks(viewer, found, lacking))
    .sort(byWeight(viewer));
  return {
    items: rows
      .slice(offset, offset + limit)
      .map(found => viewer.interfaceRow(found)),
    total: rows.length,
    hidden:
      concerned.length - visibleInterfaces(viewer).filter(concerns).length,
    headline: headline(seen.length, lackCounts),
    lacking: lackCounts,
  };
}

function headline(total: number, lacking: Record<Lack, number>): string {
  if (total === 0) return 'No interface between teams is declared';
  const parts = [
    lacking.owner > 0 && `${number(lacking.owner)} without a living owner`,
    lacking.contract > 0 && `${number(lacking.contract)} without a contract`,
    lacking.api > 0 && `${number(lacking.api)} with no API between`,
  ].filter(Boolean);
  return `${count(total, 'interface')} between teams${
    parts.length > 0
      ? `: ${parts.join(', ')}`
      : ', each with owner, API and contract'
  }`;
}
