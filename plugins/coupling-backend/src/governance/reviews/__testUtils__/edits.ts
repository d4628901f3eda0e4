/**
 * Five edits of any catalog, a week apart, and what is found after each: plain lists, without history, decisions or agenda. An
 * edit is looked for until one does what it is for, so that none passes without effect.
 */
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  analyse,
  SEVERITIES,
  type Finding,
  type Severity,
} from '@posiwid/coupling-engine';

/** New findings that are less than these are not put on an agenda. */
export const WORTH_A_TALK: ReadonlySet<Severity> = new Set([
  'critical',
  'high',
  'medium',
]);

/** Findings by id. */
export type Found = ReadonlyMap<string, Finding>;

export interface Week {
  /** When it is looked at. ISO 8601. */
  at: string;
  entities: Entity[];
  found: Found;
}

export interface History {
  weeks: Week[];
  /** Accepted at the first meeting, grown in the last week. */
  accepted: string;
  /** Gone in the fourth week, back in the fifth. */
  resolved: string;
}

export function isWorse(now: Finding, then: Finding): boolean {
  const rank = (severity: Severity) => SEVERITIES.indexOf(severity);
  return (
    rank(now.severity) < rank(then.severity) ||
    (now.reach?.fails ?? 0) > (then.reach?.fails ?? Infinity) ||
    now.subjects.some(subject => !then.subjects.includes(subject))
  );
}

/** @param dates - six, ISO 8601 */
export function historyOf(catalog: Entity[], dates: string[]): History {
  const weeks: Week[] = [];
  const add = (entities: Entity[]) => {
    const at = dates[weeks.length];
    weeks.push({ at, entities, found: foundIn(entities, at) });
    return weeks[weeks.length - 1];
  };
  /** The first of some edits after which what is found is as it has to be. */
  const edit = (
    candidates: Iterable<Entity[]>,
    holds: (found: Found, before: Found) => boolean,
  ) => {
    const { found } = weeks[weeks.length - 1];
    for (const entities of candidates) {
      const after = foundIn(entities, dates[weeks.length]);
      if (holds(after, found)) return add(entities);
    }
    throw new Error('no edit of this catalog does that');
  };

  const first = add(catalog);
  const hubs = [...first.found.values()].filter(
    ({ rule, subjects }) => rule === 'hub' && subjects.length === 1,
  );
  const { id: accepted, subjects } = hubs.filter(
    ({ severity }) => severity === 'medium',
  )[0];
  const asAccepted = (found: Found) =>
    found.has(accepted) &&
    !isWorse(found.get(accepted)!, first.found.get(accepted)!);
  const others = hubs.filter(({ id }) => id !== accepted);

  // A dependency is added.
  edit(
    eachNeeding(catalog, ...others.map(hub => hub.subjects[0])),
    (found, before) =>
      asAccepted(found) &&
      [...found].some(([id, now]) => {
        const then = before.get(id);
        return then !== undefined && isWorse(now, then);
      }),
  );
  // An owner is removed.
  const third = edit(
    eachWithoutOwner(weeks[1].entities),
    (found, before) =>
      asAccepted(found) &&
      [...found].some(
        ([id, { severity }]) => !before.has(id) && WORTH_A_TALK.has(severity),
      ),
  );
  // A hub is resolved.
  const isGone = (found: Found) =>
    others.find(({ id }) => third.found.has(id) && !found.has(id));
  const fourth = edit(
    others.map(hub => unneeded(third.entities, hub.subjects[0])),
    found => asAccepted(found) && isGone(found) !== undefined,
  );
  // And comes back.
  add(third.entities);
  // What was accepted gets worse.
  edit(
    eachNeeding(third.entities, subjects[0]),
    found => found.has(accepted) && !asAccepted(found),
  );
  return { weeks, accepted, resolved: isGone(fourth.found)!.id };
}

function foundIn(entities: Entity[], at: string): Found {
  const { findings } = analyse({
    entities: entities.map(entity => ({ entity })),
    at,
  });
  return new Map(findings.map(finding => [finding.id, finding]));
}

/** For each of some things and each component the catalog in which the component needs it too. */
function* eachNeeding(
  entities: Entity[],
  ...things: string[]
): Iterable<Entity[]> {
  for (const thing of things) {
    for (const entity of entities) {
      const needs = listOf(entity, 'dependsOn');
      if (entity.kind === 'Component' && !needs.includes(thing))
        yield withSpec(entities, entity, { dependsOn: [...needs, thing] });
    }
  }
}

/** For each component the catalog in which it has no owner. */
function* eachWithoutOwner(entities: Entity[]): Iterable<Entity[]> {
  for (const entity of entities) {
    if (entity.kind === 'Component' && entity.spec?.owner !== undefined)
      yield withSpec(entities, entity, {
        owner: undefined,
        system: undefined,
      });
  }
}

/** The catalog in which nothing needs a thing, nor an API that it provides. */
function unneeded(entities: Entity[], ref: string): Entity[] {
  const provider = entities.find(entity => refOf(entity) === ref);
  const gone = new Set([ref, ...listOf(provider, 'providesApis')]);
  return entities.map(entity => ({
    ...entity,
    spec: {
      ...entity.spec,
      ...without(entity, 'dependsOn', gone),
      ...without(entity, 'consumesApis', gone),
    },
  }));
}

function without(entity: Entity, field: string, gone: Set<string>) {
  const list = listOf(entity, field);
  return list.length > 0
    ? { [field]: list.filter(each => !gone.has(each)) }
    : {};
}

function listOf(entity: Entity | undefined, field: string): string[] {
  return (entity?.spec?.[field] as string[] | undefined) ?? [];
}

function withSpec(
  entities: Entity[],
  changed: Entity,
  spec: Record<string, unknown>,
): Entity[] {
  return entities.map(entity =>
    entity === changed
      ? ({ ...entity, spec: { ...entity.spec, ...spec } } as Entity)
      : entity,
  );
}

function refOf(entity: Entity): string {
  return stringifyEntityRef(entity).toLocaleLowerCase('en-US');
}
