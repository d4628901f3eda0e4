/** What a scorecard is held to beside its own promises: those of what it is in, and of what its changes go through. */
import { needsOf } from '../../structure/navigate';
import { clean, nameOfRef } from '../../model/words';
import type { ScorecardKind } from './types';
import type { Viewer } from '../viewer';

interface Home {
  ref: string;
  title: string;
}

interface Subject {
  ref: string;
  kind: ScorecardKind;
  members: readonly number[];
}

/** The system and domains that an entity is in; the domains that a system or domain is in. Those that may be seen. */
export function homesOf(
  viewer: Viewer,
  { ref, kind, members }: Subject,
): Home[] {
  const { systems, domains, entities } = viewer.analysis.model;
  const homes: Home[] = [];
  const add = (group: { ref: string; title?: string; exists: boolean }) => {
    if (group.exists && viewer.visible(group.ref)) homes.push(homeOf(group));
  };
  let above: number | undefined;
  if (kind === 'entity') {
    const { system } = entities[members[0]];
    if (system !== undefined) {
      add(systems[system]);
      above = systems[system].parent;
    }
  } else if (kind === 'system') {
    above = systems.find(system => system.ref === ref)?.parent;
  } else if (kind === 'domain') {
    above = domains.find(domain => domain.ref === ref)?.parent;
  }
  const seen = new Set<number>();
  while (above !== undefined && !seen.has(above)) {
    seen.add(above);
    add(domains[above]);
    above = domains[above].parent;
  }
  return homes;
}

/**
 * Systems (or, of no system, entities) that deliver the changes of the subject: one that a member names as its channel or needs; if
 * none does and the catalog has but one that delivers, that one.
 */
export function deliveryOf(
  viewer: Viewer,
  { ref, kind, members }: Subject,
): Home[] {
  if (kind === 'team' || kind === 'platform') return [];
  const { model } = viewer.analysis;
  const { entities, systems } = model;
  const delivering = entities.flatMap(({ facts }, at) =>
    facts.supports?.includes('deployment') ? [at] : [],
  );
  const inside = new Set(members);
  if (delivering.some(entity => inside.has(entity))) return [];
  const used = new Set(
    members.flatMap(member => [
      ...needsOf(model.graph, member),
      ...(entities[member].facts.changeChannel ?? []).flatMap(
        channel => viewer.lens.positionOf(channel) ?? [],
      ),
    ]),
  );
  const named = delivering.filter(entity => used.has(entity));
  const homeRef = (entity: number) => {
    const { system } = entities[entity];
    return system === undefined ? entities[entity] : systems[system];
  };
  const through = named.length > 0 ? named : delivering;
  const homes = new Map(
    through.map(entity => [homeRef(entity).ref, homeRef(entity)]),
  );
  if (named.length === 0 && homes.size > 1) return [];
  return [...homes.values()]
    .filter(home => home.ref !== ref && viewer.visible(home.ref))
    .map(homeOf)
    .sort((a, b) => (a.ref < b.ref ? -1 : 1));
}

function homeOf({ ref, title }: { ref: string; title?: string }): Home {
  return { ref, title: clean(title ?? nameOfRef(ref)) };
}
