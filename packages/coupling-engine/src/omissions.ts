/** What this map does not show, counted: the reader of a finding has to know what could not have been found. */
import type { Omission } from './analysis';
import type { Model } from './model/types';
import { staffedTeams } from './ownership/standing';
import type { Ownership } from './ownership/types';
import type { Structure } from './structure/types';

/** Keys whose dangling references would have been edges of the graph. */
const DEPENDENCY_KEYS = new Set([
  'dependsOn',
  'dependencyOf',
  'providesApis',
  'consumesApis',
  'providesApi',
  'consumesApi',
  'couplings',
]);

/** Parts of the territory that the catalog says nothing about; those with nothing missing are left out. */
export function omissionsOf(
  model: Model,
  structure: Structure,
  ownership: Ownership,
): Omission[] {
  const { entities, teams, defined } = model;
  const staffed = staffedTeams(model);
  const all = entities.map((_, index) => index);
  const apis = all.filter(index => entities[index].kind === 'api');
  const others = all.filter(index => entities[index].kind !== 'api');
  const provided = new Set(model.provides.api);
  const owners = new Set(entities.flatMap(entity => entity.owners));
  const groups = [...owners].filter(
    index => teams[index].kind === 'group' && teams[index].exists,
  );

  const omissions: Omission[] = [];
  const add = (
    what: string,
    population: number[],
    isMissing: (index: number) => boolean,
    text: (missing: number, of: number) => string,
  ) => {
    const missing = population.filter(isMissing).length;
    if (missing === 0) return;
    omissions.push({
      what,
      missing,
      of: population.length,
      text: text(missing, population.length),
    });
  };

  add(
    'entities-without-dependencies',
    others,
    index => structure.fanOut[index] === 0,
    (n, of) =>
      `${n} of ${of} components and resources declare no dependency: nothing is known of what they need.`,
  );
  add(
    'apis-without-consumers',
    apis,
    index => structure.fanIn[index] === 0,
    (n, of) => `${n} of ${of} APIs have no declared consumer.`,
  );
  add(
    'apis-without-providers',
    apis,
    index => !provided.has(index),
    (n, of) =>
      `${n} of ${of} APIs have no declared provider: their consumers' needs end there.`,
  );
  add(
    'apis-without-definition',
    apis,
    index => !entities[index].hasDefinition,
    (n, of) => `${n} of ${of} APIs have no definition that can be read.`,
  );
  add(
    'entities-without-system',
    all,
    index => entities[index].system === undefined,
    (n, of) => `${n} of ${of} entities are part of no system.`,
  );
  add(
    'entities-without-owner',
    all,
    index => ownership.state[index] === 'missing',
    (n, of) => `${n} of ${of} entities name no owner.`,
  );
  if (defined.groups + defined.users === 0) {
    add(
      'owners-not-defined',
      [...owners],
      () => true,
      n =>
        `The catalog defines no group and no user, so it cannot be told whether its ${n} owners exist.`,
    );
  } else {
    add(
      'owners-without-members',
      groups,
      index => staffed[index] === 0,
      (n, of) =>
        `${n} of ${of} owning groups list no member, so it cannot be told whether anyone is in them.`,
    );
  }
  const unresolved = model.dangling.filter(({ key }) =>
    DEPENDENCY_KEYS.has(key),
  ).length;
  if (unresolved > 0) {
    omissions.push({
      what: 'references-left-out',
      missing: unresolved,
      of: model.couplings.count + unresolved,
      text:
        unresolved === 1
          ? '1 dependency names nothing in the catalog and is left out of the map.'
          : `${unresolved} dependencies name nothing in the catalog and are left out of the map.`,
    });
  }
  return omissions;
}
