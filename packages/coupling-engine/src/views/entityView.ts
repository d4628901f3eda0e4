import type { Analysis, Omission } from '../analysis';
import { nameOfRef, number } from '../model/words';
import type { Finding } from '../findings/types';
import { failureOf } from '../structure/failure';
import { holdingOf, type Holding } from './holding';
import { byWeight, visibleInterfaces } from './interfaces';
import { movesOf } from './moves';
import { stoppersOf } from './stoppers';
import type { EntityView, InterfaceRow, ViewOptions } from './types';
import { Viewer } from './viewer';

const MAX_MEMBERS = 100;
const MAX_STOPPERS = 5;
/** The worst on each side; the page of interfaces lists them all. */
const MAX_INTERFACES = 100;
const HOLDS: Record<string, EntityView['kind'] | undefined> = {
  system: 'system',
  domain: 'domain',
  group: 'team',
  user: 'team',
};
const NOTHING = { count: 0, top: [] };

/**
 * The coupling card and tab of one entity, or of all that a system, domain or team holds. A ref that the analysis does not know,
 * or the reader may not see, gives a view that says so: an entity page exists before the next analysis.
 */
export function entityView<F extends Finding>(
  analysis: Analysis,
  ref: string,
  options?: ViewOptions<F>,
): EntityView<F> {
  const viewer = new Viewer<F>(analysis, options);
  const holding = viewer.visible(ref)
    ? holdingOf(analysis, viewer.lens, ref)
    : undefined;
  if (!holding) return unknown(viewer, ref);
  const { lens } = viewer;
  const { structure, model } = analysis;
  const { members } = holding;
  const inside = new Set(members);
  const { fails, degrades } = failureOf(model.graph, members);
  const isEntity = holding.kind === 'entity';
  const seenMembers = members.filter(e => viewer.canSee(e));

  const interfaces = visibleInterfaces(viewer);
  const needs = interfaces.filter(
    ({ provider, consumers }) =>
      !inside.has(provider) && consumers.some(c => inside.has(c.entity)),
  );
  const offered =
    members.length === 1 ? withOwnApis(viewer, members[0]) : inside;
  const neededBy = interfaces.filter(({ provider }) => offered.has(provider));
  const rows = (found: typeof needs): InterfaceRow[] =>
    [...found]
      .sort(byWeight(viewer))
      .slice(0, MAX_INTERFACES)
      .map(i => viewer.interfaceRow(i));

  const stoppers = stoppersOf(model.graph, members, e => structure.fails[e]);
  const seenStoppers = stoppers.filter(({ entity }) => viewer.canSee(entity));
  const findings = findingsOf(viewer, ref, holding);
  const [move] = movesOf(viewer, findings);
  return {
    ref,
    kind: holding.kind,
    title: holding.title,
    analysed: true,
    fails: fails.length,
    degrades: degrades.length,
    ofEntities: lens.size,
    failsByTeam: viewer.byTeam(new Set(fails), new Set(degrades)),
    stoppedBy: {
      count: stoppers.length,
      top: seenStoppers.slice(0, MAX_STOPPERS).map(({ entity, stops }) => ({
        entity: viewer.summary(entity),
        stops,
      })),
    },
    ownerless: rows(
      [...needs, ...neededBy].filter(
        ({ provider }) => !viewer.hasLivingOwner(provider),
      ),
    ),
    findings,
    needs: rows(needs),
    neededBy: rows(neededBy),
    members: isEntity
      ? []
      : [...seenMembers]
          .sort(
            (a, b) =>
              structure.fails[b] - structure.fails[a] || lens.byRef(a, b),
          )
          .slice(0, MAX_MEMBERS)
          .map(entity => ({
            entity: viewer.summary(entity),
            fails: structure.fails[entity],
            degrades: structure.degrades[entity],
          })),
    ...(move ? { move } : {}),
    ...(isEntity ? { role: structure.roles[members[0]] } : {}),
    ...(holding.purpose ? { purpose: holding.purpose } : {}),
    omissions: omissionsOf(viewer, inside),
    hidden: members.length - seenMembers.length,
  };
}

/** An entity with the APIs that it provides: others need it through them. */
function withOwnApis({ analysis }: Viewer, entity: number): Set<number> {
  const { api, provider } = analysis.model.provides;
  const found = new Set([entity]);
  provider.forEach((of, i) => {
    if (of === entity) found.add(api[i]);
  });
  return found;
}

function findingsOf<F extends Finding>(
  viewer: Viewer<F>,
  ref: string,
  { kind, members }: Holding,
): F[] {
  if (kind === 'entity') return [...viewer.findingsOf(ref)];
  const refs = new Set([ref, ...members.map(e => viewer.lens.ref(e))]);
  return viewer.findings.filter(
    ({ subjects, teams }) =>
      subjects.some(subject => refs.has(subject)) ||
      (kind === 'team' && teams.includes(ref)),
  );
}

/** What the catalog leaves unsaid about these entities. */
function omissionsOf(
  { analysis, lens }: Viewer,
  inside: ReadonlySet<number>,
): Omission[] {
  const refs = new Set([...inside].map(e => lens.ref(e)));
  const missing = analysis.model.dangling.filter(row => refs.has(row.ref));
  const unread = analysis.problems.filter(
    ({ ref, code }) =>
      ref !== undefined && refs.has(ref) && code !== 'dangling-ref',
  );
  const omissions: Omission[] = [];
  if (missing.length > 0) {
    omissions.push({
      what: 'dangling',
      missing: missing.length,
      of: missing.length,
      text: `${number(missing.length)} ${
        missing.length === 1 ? 'reference names' : 'references name'
      } nothing in the catalog`,
    });
  }
  if (unread.length > 0) {
    omissions.push({
      what: 'unreadable',
      missing: unread.length,
      of: unread.length,
      text: `${number(unread.length)} ${
        unread.length === 1 ? 'value' : 'values'
      } could not be read`,
    });
  }
  return omissions;
}

function unknown<F extends Finding>(
  viewer: Viewer<F>,
  ref: string,
): EntityView<F> {
  return {
    ref,
    kind: HOLDS[ref.slice(0, ref.indexOf(':'))] ?? 'entity',
    title: nameOfRef(ref),
    analysed: false,
    fails: 0,
    degrades: 0,
    ofEntities: viewer.lens.size,
    failsByTeam: [],
    stoppedBy: NOTHING,
    ownerless: [],
    findings: [],
    needs: [],
    neededBy: [],
    members: [],
    omissions: [],
    hidden: 0,
  };
}
